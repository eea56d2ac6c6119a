"""Finds who says something in a sentence: "X said", "said X", "according to X", "told by X", "despite X claiming"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.drafting import words
from knowledge.drafting.subjects import Subject, parse
from knowledge.drafting.tokens import QUOTED, Token, lower_at, tokens
from knowledge.drafting.verb_subjects import (
    CLOSERS,
    LONGEST_ASIDE,
    Attribution,
    after_dateline,
    after_verb,
    before_verb,
    clause_up_to,
    named_in,
)

_INVERTED = words.words_of(
    "say add write tweet warn claim report state explain argue note insist recall ask announce declare joke"
)
_BY = words.words_of("tell warn accuse criticise criticize condemn reject deny dispute describe oppose second confirm")
_SAYING_SO = words.words_of("saying adding warning insisting claiming telling arguing stating writing declaring")
_OBJECTS = {"him": "he", "her": "she", "them": "they"}  # "according to her"
_VIEWS = frozenset(["view", "opinion", "words", "eyes", "estimation", "account"])  # "in her view"
_LONGEST_OWNER = 8  # tokens of "in the teachers' union's view"


def attributions(sentence: str) -> tuple[Attribution, ...]:
    """Return who says something in `sentence`, in the order of the verbs."""
    all_tokens = tokens(sentence)
    found: list[Attribution] = []
    main: list[Attribution] = []
    for place, token in enumerate(all_tokens):
        here = list(_at(all_tokens, place, token, sentence, found))
        found += here
        if here and not _in_passing(all_tokens, place):
            main += here
    if not found:
        found += _introducing_a_quote(all_tokens, sentence)
    return tuple({(each.subject, each.place): each for each in main or found}.values())


def _in_passing(all_tokens: Sequence[Token], place: int) -> bool:
    """Say whether a verb is told of somebody in passing: "X, whose lawyer denied it, said"."""
    commas = (i for i in range(place - 1, -1, -1) if all_tokens[i].text in CLOSERS or all_tokens[i].text == QUOTED)
    return lower_at(all_tokens, next(commas, -1) + 1) == "whose"


def _at(
    all_tokens: Sequence[Token], place: int, token: Token, sentence: str, before: Sequence[Attribution]
) -> Iterator[Attribution]:
    """Yield who says something by the word at `place`. `before`: what was found before it."""
    if token.lower == "according" and lower_at(all_tokens, place + 1) == "to":
        yield from _by_pronoun(all_tokens, place + 2, token.start)
        yield from after_verb(all_tokens, place + 2, "say", token.start, sentence, opening=place == 0)
    if token.lower in _VIEWS:
        yield from _in_the_view_of(all_tokens, place, sentence)
    verb = words.SAYING.get(token.lower)
    refuses = lower_at(all_tokens, place - 1) == "to"  # "refused to say"
    if verb is None or token.is_possessive or (token.is_name and place) or refuses:
        return
    back = place - 1
    while back >= 0 and _may_stand_between(all_tokens[back]):
        back -= 1
    passive = back >= 0 and all_tokens[back].lower in words.BEING
    gerund = token.lower.endswith("ing")
    if (passive and not gerund) or (lower_at(all_tokens, place + 1) == "by" and verb in _BY):
        yield from _agent(all_tokens, place, verb, token, sentence)
        return
    if any(each.lower in words.MODALS | {"not"} for each in all_tokens[back + 1 : place]):
        return
    inverted: list[Attribution] = []
    if verb in _INVERTED and not gerund and _opens(all_tokens, place, sentence):
        inverted = list(after_verb(all_tokens, place + 1, verb, token.start, sentence))
        yield from inverted
    back -= passive
    fits = back >= 0 and _fits(all_tokens, place, verb) and (not gerund or _introduced(all_tokens, back))
    if fits and not inverted:
        yield from before_verb(all_tokens, back, verb, token.start, sentence, before)


def _by_pronoun(all_tokens: Sequence[Token], place: int, start: int) -> Iterator[Attribution]:
    """Yield whom "her" at `place` means in "according to her", but not in "according to her lawyer"."""
    pronoun, following = _OBJECTS.get(lower_at(all_tokens, place)), lower_at(all_tokens, place + 1)
    if pronoun and (pronoun != "she" or following in CLOSERS | words.BREAKS | words.BEING | {"", "and", QUOTED}):
        yield Attribution(Subject(pronoun, pronoun=True), "say", start)


def _in_the_view_of(all_tokens: Sequence[Token], place: int, sentence: str) -> Iterator[Attribution]:
    """Yield whose view stands at `place`: "in her view", "in the union's view", "in the view of the union"."""
    first = max(place - _LONGEST_OWNER, 0)
    opening = next((i for i in range(place - 1, first - 1, -1) if all_tokens[i].lower == "in"), None)
    if opening is None:
        return
    owner, start = all_tokens[opening + 1 : place], all_tokens[opening].start
    if owner and owner[0].lower in words.POSSESSIVES and all(each.lower == "own" for each in owner[1:]):
        yield Attribution(Subject(words.OWNERS[owner[0].lower], pronoun=True), "say", start)
    elif owner and owner[-1].is_possessive:
        yield from (Attribution(each, "say", start) for each in named_in(owner, sentence))
    elif lower_at(all_tokens, place - 1) == "the" and lower_at(all_tokens, place + 1) == "of":
        yield from after_verb(all_tokens, place + 2, "say", start, sentence, opening=opening == 0)


def _may_stand_between(token: Token) -> bool:
    """Say whether a word may stand between a name and its verb: "also", "has", "Monday"."""
    name = token.is_name and token.lower not in words.DAYS
    return token.lower in words.ADVERBS | words.AUXILIARIES and not name


def _introducing_a_quote(all_tokens: Sequence[Token], sentence: str) -> Iterator[Attribution]:
    """Read 'Maureen Tibbs, 71, fumed: "…"' and 'Denton-Page hit back, saying …', whatever the verb."""
    ends = [
        place
        for place, token in enumerate(all_tokens)
        if (token.text == QUOTED and place and all_tokens[place - 1].text == ":")
        or (token.lower in _SAYING_SO and place and all_tokens[place - 1].text == ",")
    ]
    if not ends:
        return
    start = after_dateline(all_tokens)
    stops = (i for i, token in enumerate(all_tokens) if i > start and (token.text in ",:(" or token.text == QUOTED))
    for end in range(min(next(stops, start), start + LONGEST_ASIDE), start, -1):
        subject = parse(all_tokens[start:end], sentence)
        if subject is not None:
            yield Attribution(subject, "say", all_tokens[ends[0]].start)
            return


def _agent(all_tokens: Sequence[Token], place: int, verb: str, token: Token, sentence: str) -> Iterator[Attribution]:
    """Read "was rejected on Monday by the union": the one who says it may stand a little later."""
    if verb not in _BY:
        return
    for ahead in range(place + 1, min(place + 4, len(all_tokens) - 1)):
        if all_tokens[ahead].lower == "by":
            yield from after_verb(all_tokens, ahead + 1, verb, token.start, sentence)
            return


def _opens(all_tokens: Sequence[Token], place: int, sentence: str) -> bool:
    """Say whether the verb at `place` stands before the one who speaks: '…, said the mayor', 'Says one worker, "…'."""
    if place == 0 or all_tokens[place - 1].text == QUOTED:
        return True
    if all_tokens[place - 1].text not in ",!?–—-":
        return False
    if place > 1 and all_tokens[place - 2].text == QUOTED:
        return True
    end = next(
        (i for i in range(place + 1, len(all_tokens)) if all_tokens[i].text in ",.;" or i == len(all_tokens) - 1), 0
    )
    between = all_tokens[place + 1 : end]
    plain = 0 < len(between) <= 8 and all(
        each.lower not in words.BEING | words.AUXILIARIES | words.BREAKS | words.PRONOUNS | {"to"} for each in between
    )
    opening = parse(
        clause_up_to(all_tokens, next((i for i, t in enumerate(all_tokens) if t.text == ","), 1) - 1), sentence
    )
    goes_on = end < len(all_tokens) - 1 and all_tokens[end].text == "," and lower_at(all_tokens, end + 1) != "who"
    return plain and not goes_on and opening is None


def _fits(all_tokens: Sequence[Token], place: int, verb: str) -> bool:
    needed = words.NEEDS_NEXT.get(verb)
    if all_tokens[place].text.endswith("s") and lower_at(all_tokens, place + 1) in {"and", "or", "of"}:
        return False  # nouns: "claims and counterclaims"
    if verb == "put" and lower_at(all_tokens, place + 2) not in words.COUNTED:
        return False
    if needed is None:
        return True
    after = all_tokens[place + 1] if place + 1 < len(all_tokens) else None
    if after is None:
        return False
    named = verb in words.OPEN_TO_NAMES and after.is_name
    told = after.text == "." and any(each.text == QUOTED for each in all_tokens[:place])  # '"…", she posted.'
    return after.lower in needed or named or told or after.text == QUOTED


def _introduced(all_tokens: Sequence[Token], back: int) -> bool:
    """Say whether "X claiming" is introduced: "with X claiming", "despite X claiming"."""
    return any(token.lower in {"with", "despite"} for token in all_tokens[max(back - 8, 0) : back])
