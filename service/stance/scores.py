"""The `score` of each position and of each answer toward a named target: how far it is to be believed, 0 to 1.

The scores were set by hand. Beside each stands how often it is right, as `benchmarks/stance_scores.py` measures it: in
the annotated articles (A; of 54 quotes, so mostly a handful), and toward the people and bodies that NewsMTSC marks (N;
where the sentence stands, which need not be where the speaker does).
"""

from __future__ import annotations

# --- of a position, by the rule that finds it ---

DENIAL = 0.9
"""R2. A 100 % of 2; N not measured: a claim is no person."""

POLAR_CUE = 0.85
"""R3, what the cue takes. A 88 % of 17, N 86 % of 180."""

POLAR_CUE_COORDINATED = 0.8
"""R3, a second verb that the cue takes. Not measured."""

ATTITUDE_NOUN = 0.75
"""R3, "concern about X". A 100 % of 2, N 67 % of 3."""

OWN_ATTITUDE = 0.8
"""R3, "we reject X". N 93 % of 14."""

THERE_IS = 0.7
"""R3, "there is no excuse for X". Not measured."""

FEARED_EVENT = 0.65
"""R3, a clause that is warned of. N 100 % of 1."""

THREAT = 0.8
"""R4, a threat under a condition. A 100 % of 2."""

CONDITIONAL_OUTCOME = 0.65
"""R4, a good or bad outcome under a condition. A 100 % of 1."""

CONDITIONAL_WARNING = 0.6
"""R4, by the cue alone. A 100 % of 1."""

OTHERWISE = 0.7
"""R4, "otherwise …". A 100 % of 1."""

LABELLING = 0.8
"""R5, "calls X a mistake". A 100 % of 2, N 90 % of 21."""

PREDICATION = 0.8
"""R5, a clear judgement. A 100 % of 2, N 84 % of 50."""

MILD_PREDICATION = 0.7
"""R5, a mild judgement. A 100 % of 2, N 83 % of 12."""

NEGATED_PREDICATION = 0.7
"""R5, a clear judgement denied. N 50 % of 4."""

NEGATED_MILD_PREDICATION = 0.6
"""R5, a mild judgement denied. A 100 % of 1, N 100 % of 3."""

OBLIGATION = 0.75
"""R6, "X must …". A 50 % of 2, N 83 % of 6."""

NEEDED = 0.7
"""R6, "X is necessary". Not measured."""

NEEDED_THING = 0.7
"""R6, "we need X". Not measured."""

ONLY_MEANS = 0.7
"""R6, "can only occur in X". A 100 % of 1."""

ONLY_CAUSE = 0.65
"""R6, "only X can". Not measured."""

NOT_WITHOUT = 0.7
"""R6, "no peace without X". Not measured."""

ONLY_WAY = 0.75
"""R6, "the only way is X". Not measured."""

IMPERATIVE = 0.65
"""R6, "stop X". Not measured."""

CONSEQUENCE = 0.65
"""R7. A 100 % of 3, N 89 % of 9."""

# --- factors of these, where there is a further step from the words to the target ---

DERIVED = 0.85
"""What follows for the argument of a shifter, or by contrast. A 100 % of 7, N 60 % of 5."""

TAKEN_UP = 0.95
"""A pronoun that takes up the target before, or a name before. A 100 % of 4, N 48 % of 23: there the sentences are torn
from their articles, and what stands before is no antecedent."""

NEARBY = 0.85
""" "it" for the last thing named in the sentence. A 100 % of 2."""

UNRESOLVED = 0.8
"""A pronoun of which it is not known what it means. N 89 % of 38, toward the pronoun."""

# --- factors of the position's score, by the way in which a named target is found in it ---

NAMED_BY_COREFERENCE = 0.95
"""The target means who is named. N 96 % of 28."""

NAMED_INSIDE = 0.85
"""The name is the object of the target's verb. A 100 % of 1, N 0 % of 1."""

NAMED_BY_STEMS = 0.8
"""Most words of the name begin like those of the target. A 100 % of 3, N 62 % of 136."""

# --- of an answer toward a named target of which no position speaks; a name of people goes by the classifier ---

NEUTRAL = 0.65
"""Mentioned, and nothing judges it. A 100 % of 1, N 23 % of 141."""

NEUTRAL_INSIDE = 0.75
"""Mentioned inside a target, in a question, in somebody else's report, or the speaker's own side. A 0 % of 1, N 24 % of
635: there the attitude of whoever holds it counts, also of the one who is reported."""

CLAUSE_VALENCE = 0.6
"""Judged by the words of its clause. N 75 % of 16."""

NOT_MENTIONED = 0.9
"""The quote does not speak of it. A 67 % of 3, where the annotation is neutral; N not measured."""
