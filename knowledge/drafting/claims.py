"""Drafts an entry for each claim of an article, with who makes it and who contests it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.drafting import contests, words
from knowledge.drafting.article import Article, is_date_line
from knowledge.drafting.attribution import attributions
from knowledge.drafting.sentences import quotes, sentences
from knowledge.drafting.speakers import Cast
from knowledge.drafting.verb_subjects import Attribution
from knowledge.model.entries import DISPUTES_PER_FACT, SENTENCE_LENGTH, SPEAKERS_PER_FACT, STATEMENT_LENGTH

_FEWEST_WORDS = 4  # in a sentence of the article's own that claims something
_LINE_WORDS = 12  # a line of so few words without a full stop is a heading, a byline or a caption
_FEWEST_QUOTED = 2  # words: one word alone is hardly a quote
_NEAR_START = 60  # characters
_LINKS = frozenset(["and", "while", "whereas", ";"])
_CONTRASTS = frozenset(["but", "despite", "although", "though"])
_ACCUSING = frozenset(["accuse", "allege", "blame"])
_MOST_NEAR = 60  # claims
_NEAR = 5  # paragraphs back in which a contested claim is looked for
_ENDS = re.compile(r"[.!?…:;。！？।؟۔]['\"’”»」』)\]]*$")


@dataclass
class Claim:
    """One sentence of an article and who says so, by their keys in the `Cast`; nobody means the article itself."""

    paragraph: int
    sentence: str
    speakers: tuple[str, ...] = ()
    verb: str = ""
    quote: str | None = None
    disputes: list[tuple[str, int, str]] = field(default_factory=list)  # who, where, the sentence

    def dispute(self, speaker: str, paragraph: int, sentence: str) -> None:
        """Note that `speaker` contests the claim, once."""
        if speaker not in {*self.speakers, *(who for who, _, _ in self.disputes)} and (
            len(self.disputes) < DISPUTES_PER_FACT
        ):
            self.disputes.append((speaker, paragraph, sentence))


def claims_of(article: Article) -> tuple[list[Claim], Cast]:
    """Return the article's claims in their order, and the cast that their speakers are keys of."""
    told = [
        (number, [each[:SENTENCE_LENGTH].rstrip() for each in sentences(text)])
        for number, text in article.numbered
        if number and _tells(text)
    ]
    cast = Cast(sentence for _, each in told for sentence in each)
    claims: list[Claim] = []
    for number, each in told:
        cast.start_paragraph()
        claims += _of_paragraph(number, each, cast, claims)
    return claims, cast


def _tells(line: str) -> bool:
    """Say whether a line is part of the story: no heading, date, byline or caption."""
    heading = line.endswith("?") and len(line.split()) <= _LINE_WORDS and not quotes(line)
    if is_date_line(line) or heading:
        return False
    if not any(character.isalpha() for character in line):
        return False
    return _ENDS.search(line) is not None or len(line.split()) > _LINE_WORDS or not line.isascii()


def _of_paragraph(number: int, told: Sequence[str], cast: Cast, earlier: Sequence[Claim]) -> list[Claim]:
    last: tuple[str, ...] = ()
    own: list[Claim] = []
    if earlier and earlier[-1].paragraph == number - 1 and _stays_open(earlier[-1].sentence):
        last = earlier[-1].speakers
    told = list(_joined(told))
    for place, sentence in enumerate(told):
        cast.open(sentence)
        resolved = [(each, key) for each in attributions(sentence) if (key := cast.resolve(each)) is not None]
        if not resolved:
            cast.hear(sentence)
        voices = list(_voices(sentence, resolved))
        if not voices and _is_all_quote(sentence):
            said = last or (_of_the_next(told[place + 1], cast) if place + 1 < len(told) else ())
            voices = [_Voice(said, "")] if said else []
        for voice in voices or [_Voice((), "")]:
            claim = Claim(number, sentence, voice.speakers[:SPEAKERS_PER_FACT], voice.verb)
            claim.quote = _quote(sentence, voice, resolved)
            for key in claim.speakers:
                cast.speak(key)
            _contest(claim, voice, [*earlier[-_MOST_NEAR:], *own[-_MOST_NEAR:]][-_MOST_NEAR:], cast)
            if claim.speakers or len(sentence.split()) >= _FEWEST_WORDS or not sentence.isascii():
                own.append(claim)
        last = voices[0].speakers if voices else ()
    return own


@dataclass(frozen=True)
class _Voice:
    """Who says one thing in a sentence.

    turn: whether they contest what the sentence's first voice says
    """

    speakers: tuple[str, ...]
    verb: str
    place: int = 0
    denies: bool = False
    turn: bool = False


def _voices(sentence: str, resolved: Sequence[tuple[Attribution, str]]) -> Iterator[_Voice]:
    """Yield who says something of their own: the first, and whoever follows after "and", "while", "but" or ";".

    What somebody else is said to have said, as in "X reported that Y claimed", is X's.
    """
    before: Attribution | None = None
    seen: set[str] = set()
    for attribution in dict.fromkeys(each for each, _ in resolved):
        speakers = tuple(dict.fromkeys(key for each, key in resolved if each.place == attribution.place))
        between = sentence[before.place : attribution.place][-160:].lower() if before is not None else ""
        linked = set(re.findall(r"\w+|;", between)) & (_LINKS | _CONTRASTS)
        if before is None or (linked and not seen & set(speakers)):
            denies = any(each.denies and key in speakers for each, key in resolved)
            yield _Voice(speakers, attribution.verb, attribution.place, denies, turn=bool(linked & _CONTRASTS))
            seen |= set(speakers)
        before = attribution


def _joined(told: Sequence[str]) -> Iterator[str]:
    """Put '"It's over!"' and 'Lee told the crowd.' together: a mark of exclamation made two sentences of them."""
    waiting = ""
    for sentence in told:
        if waiting:
            found = attributions(sentence)
            joins = bool(found) and found[0].place < _NEAR_START and len(sentence.split()) <= _LINE_WORDS
            if not joins:
                yield waiting
            waiting, sentence = "", f"{waiting} {sentence}" if joins else sentence  # noqa: PLW2901
        if _is_all_quote(sentence) and re.search(r"[!?]['\"’”»]$", sentence):
            waiting = sentence
        else:
            yield sentence
    if waiting:
        yield waiting


def _of_the_next(following: str, cast: Cast) -> tuple[str, ...]:
    """Return who the next sentence says the quote before is by: 'Says one worker, "We are many."'."""
    found = attributions(following)
    key = cast.resolve(found[0]) if found and found[0].place == 0 else None
    return (key,) if key is not None else ()


def _stays_open(sentence: str) -> bool:
    """Say whether a quote goes on in the next paragraph: then printers leave its closing mark out."""
    found = quotes(sentence)
    return bool(found) and found[-1].end == len(sentence)


def _is_all_quote(sentence: str) -> bool:
    found = quotes(sentence)
    return bool(found) and found[0].start <= 1 and found[-1].end >= len(sentence) - 2 and len(found) == 1


def _quote(sentence: str, voice: _Voice, resolved: Sequence[tuple[Attribution, str]]) -> str | None:
    """Return the longest quote of those who speak as printed, as many whole sentences of it as fit."""
    found = [each for each in quotes(sentence) if len(each.text.split()) >= _FEWEST_QUOTED]
    if not voice.speakers:
        found = [each for each in found if len(each.text.split()) > _LINE_WORDS]
    places = {each.place: key for each, key in reversed(resolved)}
    own = [
        each.text.strip().rstrip(",")  # it belongs to the sentence around the quote
        for each in found
        if not places
        or places[min(places, key=lambda place: min(abs(place - each.start), abs(place - each.end)))] in voice.speakers
    ]
    if not own:
        return None
    longest, kept, end = max(own, key=len), "", 0
    if len(longest) <= STATEMENT_LENGTH:
        return longest
    for each in sentences(longest):
        end = longest.index(each, end) + len(each)
        if end > STATEMENT_LENGTH:
            break
        kept = longest[:end]
    return kept or None


def _contest(claim: Claim, voice: _Voice, earlier: Sequence[Claim], cast: Cast) -> None:
    """Note on the claim that `claim` contests, if there is one, who contests it."""
    if not voice.speakers:
        return
    speaker = voice.speakers[0]
    if voice.turn and earlier and earlier[-1].sentence == claim.sentence:
        earlier[-1].dispute(speaker, claim.paragraph, claim.sentence)
        return
    denial = voice.denies or (not voice.turn and contests.calls_untrue(claim.sentence))
    if denial or contests.turns(claim.sentence, voice.place):
        contested = _contested(claim, voice, earlier, cast, denial=denial)
        if contested is not None:
            contested.dispute(speaker, claim.paragraph, claim.sentence)


def _contested(claim: Claim, voice: _Voice, earlier: Sequence[Claim], cast: Cast, *, denial: bool) -> Claim | None:
    """Return the claim before that `claim` contests.

    That's the last with a number in it, whoever gave that, for "that figure"; else one of whoever the sentence names;
    for "but" the last that somebody made; else the last one if "that" or "this" points to it; else the one with most
    words in common, or the last if somebody accuses others in it or the sentence calls something untrue.
    """
    speaker = voice.speakers[0]
    near = [each for each in earlier if each.paragraph >= claim.paragraph - _NEAR and speaker not in each.speakers]
    numbers = [each for each in near if contests.gives_a_number(each.sentence)]
    if numbers and contests.points_at_a_number(claim.sentence):
        return numbers[-1]
    last = next((each for each in reversed(near) if each.speakers and each.paragraph >= claim.paragraph - 1), None)
    named = cast.mentioned(claim.sentence, {key for each in near for key in each.speakers} - {speaker})
    theirs = [each for each in near if named & set(each.speakers)]
    points = contests.points_back(claim.sentence, voice.place)
    if last is not None and (not denial or (points and not theirs)):
        return last
    mine = _content(claim.sentence) - _content(cast.name(speaker))
    scored = [
        (len(mine & _content(each.sentence)) - 0.3 * (claim.paragraph - each.paragraph), place)
        for place, each in enumerate(theirs or near)
    ]
    if not scored:
        return None
    _, place = max(scored)
    contested = (theirs or near)[place]
    if theirs or mine & _content(contested.sentence):
        return contested
    unlike = last is not None and (last.verb in _ACCUSING or not voice.denies)  # in other words
    return last if unlike else None


def _content(text: str) -> set[str]:
    found = (re.sub(r"[’']s$", "", word.lower()) for word in re.findall(r"\w+(?:[’'-]\w+)*", text))
    return {word[:6] for word in found if word not in words.STOPWORDS and word not in words.SAYING and len(word) > 2}
