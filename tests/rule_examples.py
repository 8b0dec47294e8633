"""The examples of attribution_rules.yaml, and trees for those that the shipped parser reads otherwise."""

from __future__ import annotations

from trees import document_of

from service.attribution.rules import rules

EXAMPLES = {rule.name: rule.example for rule in rules()}

READ_OTHERWISE = [
    (
        "addressee-clause",
        "(nsubj (det The) minister) told/tell (obj reporters (acl (mark that) (nsubj (det the) bridge) (aux would) "
        "reopen)) .",
        "clausal-complement",
    ),
    ("object-complement", "(nsubj Putin/PROPN) called/call (obj (det the) sanctions) (xcomp (det a) mistake/NOUN) .",
     "object"),
    (
        "made-clear-flat",
        "(nsubj She/PRON) made/make (xcomp clear/ADJ) (ccomp (mark that) (nsubj she/PRON) (aux would) (advmod not) "
        "resign) .",
        "made-clear",
    ),
    (
        "let-know-flat",
        "(nsubj Sources (nmod (case of) (det the) ministry)) (aux let) know (ccomp (mark that) "
        "(nsubj (det the) bridge) (aux will) close) .",
        "let-know",
    ),
    (
        "parenthetical",
        "(nsubj (det The) call) , (parataxis (nsubj (det the) (amod White/PROPN) House/PROPN) reported/report ,) "
        "lasted/last (obj (det an) hour) .",
        None,
    ),
    ("inverted", "(nsubj (det The) tone) (cop was/be) serious/ADJ , (conj said/say (nsubj (det an) official)) .",
     "clausal-complement"),
    ("two-objects", '(nsubj Putin/PROPN) calls/call (iobj sanctions) (obj " (amod colossal) mistake ") .', "object"),
    ("object-preposition", "(nsubj Moscow/PROPN) accuses/accuse (obj Kiev/PROPN) (obl (case of) provocations) .",
     "object"),
]  # fmt: skip
"""Examples that the shipped parser reads otherwise: the tree that the rule is for, and the rule that catches the other
one; nothing does where the parser takes the reporting clause for a part of the subject."""

AS_MEANT = {rule: document_of(tree, text=EXAMPLES[rule]) for rule, tree, _ in READ_OTHERWISE}
