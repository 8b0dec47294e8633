"""Document → attributions.

1. The turns of a transcript go to whom their labels name (`labelled_turns`).
2. Every candidate is judged (`classifier`); at each cue the likeliest is kept, if it is likely enough (`selection`).
3. Quoted regions that no cue claims are given to the speech that they continue: the next piece after "…," he said,
   "…", a further paragraph of the same quote, or, with less confidence, a quote in the paragraph after a quote
   (`continuations`).
4. Each learns which stand around it (`nesting`).
"""

from __future__ import annotations

from service.attribution.attribution import Attribution
from service.attribution.candidates.candidate import Candidate
from service.attribution.candidates.dependency_rules import dependency_candidates
from service.attribution.candidates.detached_complements import detached_complement_candidates
from service.attribution.candidates.handed_on import handed_on_candidates
from service.attribution.candidates.headline_colons import headline_candidates
from service.attribution.candidates.parenthetical_clauses import parenthetical_candidates
from service.attribution.candidates.read_candidates import read_candidates
from service.attribution.continuations import unclaimed
from service.attribution.labelled_turns import crosses_label, labelled_turns
from service.attribution.nesting import nest
from service.attribution.non_speech import is_no_speech
from service.attribution.quote_runs import Speech
from service.attribution.selection import best_by_cue, without_twins
from service.syntax import Document


def attribute(document: Document) -> list[Attribution]:
    """The attributions of the document, in the order of their contents."""
    speech = Speech(document)
    found = list(labelled_turns(document))
    found += without_twins(best_by_cue(document, speech, candidates_of(document, speech)))
    found += unclaimed(document, speech, found)
    nest(found)
    return sorted(found, key=lambda a: (a.start, -a.content[-1].end))


def candidates_of(document: Document, speech: Speech) -> list[Candidate]:
    """All candidates: by the tree, where it lost a clause, beside quotation marks, in a headline, read by the net."""
    found = [
        *dependency_candidates(document),
        *detached_complement_candidates(document),
        *parenthetical_candidates(document),
        *handed_on_candidates(document),
        *speech.candidates(),
        *headline_candidates(document),
        *read_candidates(document),
    ]
    return [c for c in found if not (crosses_label(document, c) or is_no_speech(c))]
