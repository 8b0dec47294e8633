"""What counts as found: pairs of contents, types, sources, tokens. And what must not."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from annotated import Words, answer, article
from hypothesis import given
from hypothesis import strategies as st

from service.evaluation.answers import found_attributions, outermost
from service.evaluation.matching import jaccard, matched
from service.evaluation.scores import Scores, Tally, score, total
from service.evaluation.tokens import TokenizedText, quoted_regions

# --- types


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no way” twice.", ["“no way”"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("He said ``no'' and «yes».", ["``no''", "«yes»"]),
        ("‘It rains,’ he said.", ["‘It rains,’"]),
        ("“One “two” three”", ["“One “two”"]),  # no nesting: the first closing mark ends it
        # never closed: goes on where its line begins with the mark, or the next line begins with one
        ("“We go on\nsilently", ["“We go on"]),
        ("She said: “We go on\n\n“and on”", ["“We go on", "“and on”"]),
        # never closed: a stray mark
        ("She said “no way\nand left", []),
        ('a 12" pipe', []),
        # no quotation marks
        ("Ann’s and Bob’s boat", []),
        ("no mark” opens", []),
    ],
)
def test_quoted_regions(text: str, quoted: list[str]) -> None:
    assert [region.of(text) for region in quoted_regions(text)] == quoted


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("no way", "direct"),
        ("“no way”", "direct"),
        ("saw “no way", "mixed"),
        ("that he saw", "indirect"),
        ("that he saw … way", "mixed"),
    ],
)
def test_type_of_a_content(content: str, kind: str) -> None:
    text = "He said that he saw “no way” out."
    words = TokenizedText(text)
    assert words.type_of(words.tokens(answer(text, (content, ""))[0].content)) == kind


# --- pairs


@pytest.mark.parametrize(
    ("found", "annotated", "pairs"),
    [
        (["abcd"], ["abcd"], {0: 0}),
        (["ab"], ["abcd"], {0: 0}),  # a half is enough
        (["a"], ["abcd"], {}),  # less is not
        (["abcd"], ["a"], {}),
        (["abcdef"], ["abc", "def"], {0: 0}),  # one quote found for two annotated finds one
        (["abc", "abc"], ["abc"], {0: 0}),  # found twice counts once
        (["abcd", "ab"], ["abc", "abcde"], {0: 1, 1: 0}),  # 0 gives up its best, so that both find one
        (["abc", "ab"], ["ab", "abc"], {0: 1, 1: 0}),  # of two ways to pair both, the better
        (["ab"], ["cd"], {}),
        ([], ["ab"], {}),
        (["ab"], [], {}),
    ],
)
def test_pairs(found: list[str], annotated: list[str], pairs: dict[int, int]) -> None:
    assert matched([frozenset(map(ord, f)) for f in found], [frozenset(map(ord, a)) for a in annotated]) == pairs


CONTENTS = st.lists(st.frozensets(st.integers(0, 5), min_size=1), max_size=4)


@given(CONTENTS, CONTENTS)
def test_no_other_pairs_are_more_or_better(found: list[frozenset[int]], annotated: list[frozenset[int]]) -> None:
    def worth(pairs: dict[int, int]) -> tuple[int, Fraction]:
        overlaps = [jaccard(found[i], annotated[j]) for i, j in pairs.items()]
        return sum(o >= Fraction(1, 2) for o in overlaps), sum((o for o in overlaps if o >= Fraction(1, 2)), Fraction())

    pairs = matched(found, annotated)
    places = [*range(len(annotated)), *range(-len(found), 0)]  # a negative place: in no pair
    ways = ({i: j for i, j in enumerate(way) if j >= 0} for way in permutations(places, len(found)))
    assert len(set(pairs.values())) == len(pairs)
    assert worth(pairs) == max(map(worth, ways))
    assert worth(pairs)[0] == len(pairs)


# --- scores

TEXT = "“We sail at dawn,” said the mayor, Ann Lee. Bob of the port said that it was “too early” to sail. It will rain."
DIRECT = ("We sail at dawn", "the mayor, Ann Lee")
MIXED = ("that it was “too early” to sail", "Bob of the port")
GOLD = article(TEXT, DIRECT, MIXED)


def counts(tally: Tally) -> tuple[int, int, int]:
    return tally.right, tally.found, tally.annotated


@pytest.mark.parametrize(
    ("found", "detected", "source"),
    [
        ([DIRECT, MIXED], (2, 2, 2), (2, 2, 2)),
        ([], (0, 0, 2), (0, 0, 2)),
        ([("“We sail at dawn,”", "Lee"), ("too early” to sail", "Bob")], (2, 2, 2), (2, 2, 2)),  # marks never count
        ([("It will rain", "Bob")], (0, 1, 2), (0, 1, 2)),
        ([("early", "Bob")], (0, 1, 2), (0, 1, 2)),  # too little of the content
        ([("We sail at dawn", "Bob")], (1, 1, 2), (0, 1, 2)),  # the wrong source
        ([("We sail at dawn", "")], (1, 1, 2), (0, 0, 2)),  # no source
        ([("We sail at dawn", "the")], (1, 1, 2), (0, 1, 2)),  # a function word is not enough
        ([("“", "Bob")], (0, 0, 2), (0, 0, 2)),  # no token: nothing
        ([DIRECT, DIRECT], (1, 2, 2), (1, 2, 2)),
    ],
)
def test_contents_and_sources(found: list[Words], detected: tuple[int, int, int], source: tuple[int, int, int]) -> None:
    scores = score(GOLD, answer(TEXT, *found))["all"]
    assert (counts(scores.detected), counts(scores.source)) == (detected, source)


@pytest.mark.parametrize(("said_by", "right"), [("who", 1), ("man who", 1), ("man", 0)])
def test_a_source_of_function_words_agrees_in_one_of_them(said_by: str, right: int) -> None:
    text = "The man who said that it rains left."
    scores = score(article(text, ("that it rains", "who")), answer(text, ("that it rains", said_by)))["all"]
    assert scores.source == Tally(right, 1, 1)


def test_a_right_quote_without_a_source_is_no_right_source() -> None:
    gold = article(TEXT, ("It will rain", ""))
    assert score(gold, answer(TEXT, ("It will rain", "")))["all"].source == Tally(0, 0, 0)
    assert score(gold, answer(TEXT, ("It will rain", "Bob")))["all"].source == Tally(0, 1, 0)


def test_types_are_those_of_the_text() -> None:
    # The second pairs with the mixed quote, so it is one, though all of it stands in quotation marks.
    text = "“We sail,” said Ann. Bob called it “too early for us” again."
    gold = article(text, ("We sail", "Ann"), ("it “too early for us”", "Bob"))
    table = score(gold, answer(text, ("We sail", "Ann"), ("too early for us", "Bob"), ("again", "Bob")))
    detected = {row: counts(scores.detected) for row, scores in table.items()}
    assert detected == {"all": (2, 3, 2), "direct": (1, 1, 1), "mixed": (1, 1, 1), "indirect": (0, 1, 0)}


def test_tokens_count_once_and_whichever_quote_they_are_in() -> None:
    found = answer(TEXT, ("sail at dawn,” said", ""), ("at dawn", ""), ("It will", ""))
    tokens = {row: counts(scores.tokens) for row, scores in score(GOLD, found).items()}
    assert tokens == {"all": (3, 6, 11), "direct": (3, 3, 4), "mixed": (0, 1, 7), "indirect": (0, 2, 0)}


def test_shares() -> None:
    tally = Tally(right=3, found=4, annotated=6)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.5, 0.6)
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)


def test_a_total_adds_counts() -> None:
    whole = total([score(GOLD, answer(TEXT, DIRECT)), score(article(TEXT), answer(TEXT, MIXED))])
    assert whole["all"].detected == Tally(1, 2, 2)
    assert whole["mixed"] == Scores(Tally(0, 1, 1), Tally(0, 1, 1), Tally(0, 7, 7))
    assert total([])["all"] == Scores()


# --- answers


def quote(*places: tuple[int, int], mention: tuple[int, int] | None = None) -> dict[str, object]:
    spans = [{"start": start, "end": end} for start, end in places]
    return {
        "content": {"spans": spans},
        "speaker": {"mention": mention and {"start": mention[0], "end": mention[1]}},
    }


def test_an_answer_is_read_from_a_response() -> None:
    first, second = found_attributions([quote((1, 3), (6, 9), mention=(4, 5)), quote((9, 9))])
    assert (first.content, first.source) == (((1, 3), (6, 9)), ((4, 5),))
    assert second.source == ()


@pytest.mark.parametrize(
    ("places", "left"),
    [
        ([(0, 20), (5, 15)], [0]),  # a report inside a report
        ([(5, 15), (0, 20)], [1]),
        ([(0, 10), (9, 30)], [0, 1]),  # they overlap a little
        ([(0, 10), (0, 10)], [0, 1]),  # the same twice: neither is inside
        ([(0, 10), (10, 20)], [0, 1]),
    ],
)
def test_reports_inside_reports_are_left_out(places: list[tuple[int, int]], left: list[int]) -> None:
    quotes = [quote(place) for place in places]
    assert outermost(quotes, "x" * 30) == [quotes[i] for i in left]
