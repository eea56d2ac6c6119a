"""Who is named before or after a verb of saying: "Raul Godoy, a worker, said", "said a neighbour, Ann Lee"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.drafting import words
from knowledge.drafting.subjects import Subject, parse
from knowledge.drafting.tokens import QUOTED, Token, lower_at, text_of, tokens
from knowledge.occupations import TITLES

_LONGEST_DATELINE = 16  # tokens of "LONDON, March 21, 2024 (Newswire) - "
LONGEST_ASIDE = 40  # tokens of what stands between a name and its verb, between commas
_LISTING = frozenset(["including", "include", "includes", "such", "among", "like", "notably"])
# X in "contrary to what X says" isn't the one who speaks
_SET_AGAINST = frozenset(["to", "despite", "unlike", "against"])
CLOSERS = frozenset(",;:.()—–-!?")


@dataclass(frozen=True)
class Attribution:
    """Who says something in a sentence.

    verb: the verb of saying in its base form
    place: where the verb stands, in characters
    aside: what an apposition says about them ("a spokesman for the protesters"); empty if nothing
    acronym: what stands after the name in parentheses ("WHO"); empty if nothing
    """

    subject: Subject
    verb: str
    place: int
    aside: str = ""
    acronym: str = ""

    @property
    def denies(self) -> bool:
        """Whether they contest something."""
        return self.verb in words.DENYING


def before_verb(
    all_tokens: Sequence[Token], end: int, verb: str, start: int, sentence: str, earlier: Sequence[Attribution]
) -> Iterator[Attribution]:
    """Yield who is named before a verb; `end` is the last token that may belong to the name."""
    acronym = ""
    if all_tokens[end].text == ")":
        opening = next((i for i in range(end, -1, -1) if all_tokens[i].text == "("), 0)
        inner = all_tokens[opening + 1 : end]
        acronym = inner[0].text if len(inner) == 1 and inner[0].text.isupper() else ""
        end = opening - 1
    if end < 0:
        return
    last = all_tokens[end]
    if last.lower in {"and", "but", "or"} or (last.text == "," and lower_at(all_tokens, end - 1) in {"and", "but"}):
        yield from _same_subject(all_tokens, verb, start, sentence, earlier)
        return
    if last.lower == "which":  # the sentence is about somebody else: "a party, which proposed the motion"
        return
    if last.lower == "who" and end > 1:
        end -= 2 if all_tokens[end - 1].text == "," else 1
        last = all_tokens[end]
    if last.text in {",", "—", "–", "-"}:
        yield from _before_an_aside(all_tokens, end, verb, start, sentence, earlier, acronym)
        return
    clause = clause_up_to(all_tokens, end)
    if _is_set_against(all_tokens, end - len(clause)):
        return
    subjects = list(named_in(clause, sentence))
    if not subjects and len(clause) <= end and all_tokens[end - len(clause)].text == ",":
        yield from _before_an_aside(all_tokens, end + 1, verb, start, sentence, earlier, acronym)
        return
    aside = ""
    if subjects and (aside_of := _aside_before(all_tokens, end, sentence)) and subjects[0].named:
        aside = aside_of
    for subject in subjects:
        yield Attribution(subject, verb, start, aside, acronym if subject is subjects[-1] else "")


def _is_set_against(all_tokens: Sequence[Token], place: int) -> bool:
    """Say whether a clause after `place` says what the sentence contradicts: "contrary to what X says"."""
    return lower_at(all_tokens, place) == "what" and lower_at(all_tokens, place - 1) in _SET_AGAINST


def _before_an_aside(
    all_tokens: Sequence[Token],
    end: int,
    verb: str,
    start: int,
    sentence: str,
    earlier: Sequence[Attribution],
    acronym: str,
) -> Iterator[Attribution]:
    """Read "Raul Godoy, a worker and secretary of the union, said": the name stands before a comma further back."""
    marks = {",", "—", "–", "-"}
    best: tuple[Subject, str] | None = None
    for comma in range(end - 1, max(end - LONGEST_ASIDE, 0), -1):
        if all_tokens[comma].text == QUOTED or all_tokens[comma].text in ";:":
            break
        if all_tokens[comma].text not in marks:
            continue
        subject = parse(clause_up_to(all_tokens, comma - 1), sentence)
        aside = text_of(all_tokens[comma + 1 : end], sentence)
        name_last = parse(all_tokens[comma + 1 : end], sentence)
        listed = any(token.lower in _LISTING for token in all_tokens[comma + 1 : comma + 4])
        alone = name_last is not None and name_last.named and (name_last.is_person or not name_last.role)
        if name_last and alone and not listed and subject and not subject.named and not subject.pronoun:
            yield Attribution(name_last, verb, start, subject.name, acronym)  # "One protester, Park Ji-ho, stated"
            return
        if subject is not None and not subject.pronoun and (best is None or subject.named):
            best = subject, aside
            if subject.named and _starts_clause(all_tokens, comma):
                break
    if best is None:
        opening = parse(clause_up_to(all_tokens, end - 1), sentence)  # "The mayor, however, said"; "In May, they said"
        if opening is not None:
            yield Attribution(opening, verb, start, "", acronym)
        else:
            yield from _same_subject(all_tokens, verb, start, sentence, earlier)
        return
    yield Attribution(best[0], verb, start, best[1], acronym)


def _starts_clause(all_tokens: Sequence[Token], comma: int) -> bool:
    clause = clause_up_to(all_tokens, comma - 1)
    return bool(clause) and (clause[0].start == all_tokens[0].start or clause[0].is_name)


def _same_subject(
    all_tokens: Sequence[Token], verb: str, start: int, sentence: str, earlier: Sequence[Attribution]
) -> Iterator[Attribution]:
    """Read "X said this and denied that", or "The workers have run the factory, and say they are better"."""
    if earlier:
        yield Attribution(earlier[-1].subject, verb, start)
        return
    subject = _opening([token for token in all_tokens if token.start < start], sentence)
    if subject is not None:
        yield Attribution(subject, verb, start)


def opening(sentence: str) -> Subject | None:
    """Return whom the first words of `sentence` name: "The Road Agency (NRSA) opened an inquiry"."""
    return _opening(tokens(sentence), sentence)


def _opening(all_tokens: Sequence[Token], sentence: str) -> Subject | None:
    first: list[Token] = []
    for token in all_tokens[after_dateline(all_tokens) :]:
        if token.lower in words.AUXILIARIES | words.BEING or token.text in CLOSERS or token.text == QUOTED:
            return parse(first, sentence)
        first.append(token)
    return _opening_name(first, sentence)


def after_dateline(all_tokens: Sequence[Token]) -> int:
    """Return where the story begins after "LONDON, March 21, 2024 (Newswire) -"; 0 without a dateline."""
    if not all_tokens or not all_tokens[0].text.isupper():
        return 0
    dashes = [place for place, token in enumerate(all_tokens[:_LONGEST_DATELINE]) if token.text in "-–—"]
    return dashes[-1] + 1 if dashes else 0


def _opening_name(all_tokens: Sequence[Token], sentence: str) -> Subject | None:
    """Return whom the first words name, though no comma ends the name: "The union wants a limit and says"."""
    for end in range(1, len(all_tokens)):
        if all_tokens[end].text[0].isdecimal() or (end > 1 and all_tokens[end - 1].lower in words.DETERMINERS):
            return None  # "Nearly 300 people"; "A law the mayor signed"
        if parse(all_tokens[:end], sentence) is not None:
            while end < len(all_tokens) and all_tokens[end].is_name:
                end += 1  # noqa: PLW2901  # the rest of the name
            return parse(all_tokens[:end], sentence)
    return None


def _aside_before(all_tokens: Sequence[Token], end: int, sentence: str) -> str:
    """Return what's said before a name: "The institute's director, Ane Alencar said" (a comma left out)."""
    clause = clause_up_to(all_tokens, end)
    first = next((i for i, token in enumerate(all_tokens) if clause and token.start == clause[0].start), 0)
    if first < 2 or all_tokens[first - 1].text != ",":
        return ""
    group = parse(clause_up_to(all_tokens, first - 2), sentence)
    return group.name if group is not None and not group.named and not group.pronoun else ""


def clause_up_to(all_tokens: Sequence[Token], end: int) -> Sequence[Token]:
    """Return the tokens up to `end` since the clause began."""
    begin = end
    while begin >= 0:
        token = all_tokens[begin]
        if token.text in CLOSERS or token.text == QUOTED or (token.lower in words.BREAKS and not token.is_possessive):
            break
        if token.lower in words.SAYING and token.text[0].islower() and begin < end and not _is_noun(all_tokens, begin):
            break
        begin -= 1
    return all_tokens[begin + 1 : end + 1]


def _is_noun(all_tokens: Sequence[Token], place: int) -> bool:
    """Say whether a word that may be a verb is a noun: "the report", "news reports", "ministry estimates"."""
    return lower_at(all_tokens, place - 1) in words.DETERMINERS | {"this", "that"} or (
        all_tokens[place].lower in words.DOCUMENTS
    )


def named_in(clause: Sequence[Token], sentence: str) -> Iterator[Subject]:
    """Yield who a clause's subject names: two where it's "X and the Y"."""
    for place, token in enumerate(clause):
        if token.lower == "and" and 0 < place < len(clause) - 1:
            left, right = parse(clause[:place], sentence), parse(clause[place + 1 :], sentence)
            article = clause[place + 1].lower in {"the", "a", "an", "his", "her", "their"}
            people = left is not None and right is not None and left.is_person and right.is_person
            if left is not None and right is not None and (article or people) and not left.pronoun:
                yield from (left, right)
                return
    subject = parse(clause, sentence)
    if subject is None and any(token.lower == "and" for token in clause):
        place = max(i for i, token in enumerate(clause) if token.lower == "and")
        subject = parse(clause[place + 1 :], sentence)
    if subject is not None:
        yield subject


def after_verb(
    all_tokens: Sequence[Token], start: int, verb: str, place: int, sentence: str, *, opening: bool = False
) -> Iterator[Attribution]:
    """Yield who is named from token `start` on.

    verb: in its base form. place: where it stands, in characters
    opening: they open the sentence, so that the claim follows a comma
    """
    end = start
    while end < len(all_tokens):
        token = all_tokens[end]
        if token.text in ",;:.()—–!?" or token.text == QUOTED or token.lower in words.BREAKS | words.BEING:
            break
        if (
            end > start + 1
            and token.lower.endswith("ed")
            and not token.is_name
            and not all_tokens[end - 1].is_possessive
        ):
            break  # "according to the ministry recovered ten survivors"
        if end > start and token.lower in words.AUXILIARIES | words.ADVERBS | {"via", "during", "last"}:
            break
        if end > start and token.lower in {"on", "in", "at", "to", "of"} and _leaves_the_name(all_tokens, end, start):
            break
        end += 1
    if end == start:
        return
    phrase = list(all_tokens[start:end])
    found = list(named_in(phrase, sentence))
    while not found and len(phrase) > 1:
        phrase = phrase[:-1]
        found = [each for each in named_in(phrase, sentence) if not each.pronoun]
    acronym = ""
    if end + 2 < len(all_tokens) and all_tokens[end].text == "(" and all_tokens[end + 1].text.isupper():
        acronym = all_tokens[end + 1].text
        end += 3
    aside, name = _aside_after(all_tokens, end, sentence, closed=opening)
    for subject in found:
        if name is not None and not subject.named and not subject.pronoun:
            yield Attribution(name, verb, place, subject.name, acronym)  # "said a neighbour, Ann Lee"
        else:
            yield Attribution(subject, verb, place, aside, acronym)


def _leaves_the_name(all_tokens: Sequence[Token], place: int, start: int) -> bool:
    """Say whether "on", "in" … begins a time or place after a name rather than belonging to a group's description."""
    following, last = lower_at(all_tokens, place + 1), all_tokens[place - 1]
    if following in words.DAYS | words.MONTHS or (
        place + 1 < len(all_tokens) and all_tokens[place + 1].text[0].isdecimal()
    ):
        return True
    if following in {"statement", "a", "an", "response", "remarks"} and all_tokens[place].lower != "of":
        return True
    if all_tokens[place + 1 : place + 2] and all_tokens[place + 1].text == QUOTED:
        return True
    if all_tokens[place].lower in {"at", "of"} and any(
        each.is_name and each.lower in words.BODIES for each in all_tokens[place + 1 : place + 6]
    ):
        return False  # "said Jonas Eklund at Nordhavn Bank"
    return last.is_name and last.lower not in words.GROUPS | words.DOCUMENTS | words.BODIES | TITLES and place > start


def _aside_after(all_tokens: Sequence[Token], comma: int, sentence: str, *, closed: bool) -> tuple[str, Subject | None]:
    if comma >= len(all_tokens) or all_tokens[comma].text != ",":
        return "", None
    end = comma + 1
    while end < len(all_tokens) and end - comma < LONGEST_ASIDE:
        if all_tokens[end].text in ",;.:—–!?" or all_tokens[end].text == QUOTED:
            break
        end += 1
    if end == comma + 2 and all_tokens[comma + 1].text.isdecimal():  # an age
        return _aside_after(all_tokens, end, sentence, closed=closed)
    if closed and (end >= len(all_tokens) or all_tokens[end].text != ","):
        return "", None
    name = parse(all_tokens[comma + 1 : end], sentence)
    aside = text_of(all_tokens[comma + 1 : end], sentence)
    alone = name is not None and name.is_person and aside in {name.name, f"{name.role} {name.name}"}
    return aside, name if alone else None
