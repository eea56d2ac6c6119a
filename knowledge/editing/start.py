"""Starts a base from an article: its source, its speakers, and a draft of each claim for moderators to go through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from knowledge.drafting import article_base
from knowledge.drafting.mistaken import taken_for_an_article
from knowledge.editing import messages
from knowledge.editing.edit import Edit, WriteSet, new_ids
from knowledge.editing.errors import RefusedError
from knowledge.editing.parsing import day, link, typed
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import TITLE_LENGTH, Speaker
from knowledge.model.refs import LISTED, THE_PACK, AnyEntry, Kind, ref_of
from knowledge.model.same_text import text_key
from knowledge.model.speaker_names import SpeakerNames

LONGEST_ARTICLE = 200_000  # characters; ten thousand words have 60,000


@dataclass(frozen=True, kw_only=True)
class StartBase(Edit):
    """An article becomes a source of the server's base, with its speakers, and drafts of its claims.

    text: the whole article. title, as_of (YYYY-MM-DD), url: empty means what the article itself says
    instead: whether it takes the place of everything that's on record: the operator's pack, and what the server added
    uploaded: whether the text came in a file, which whoever sent it still has
    """

    text: str
    instead: bool
    title: str = ""
    as_of: str = ""
    url: str = ""
    uploaded: bool = False

    @property
    @override
    def action(self) -> str:
        return "started the base from the source" if self.instead else "added the article as the source"

    @property
    @override
    def typed(self) -> Mapping[str, str]:
        return {name: text for name, text in super().typed.items() if name != "text" or not self.uploaded}

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        own = [ref for ref, each in now.overlay.overrides.items() if not each.is_upstream and ref.kind in LISTED]
        gone = dict.fromkeys([*own, *([THE_PACK] if now.overlay.follows_pack else [])]) if self.instead else {}
        known = Base() if self.instead else now.base
        source, *rest = _placed(self._article(today), known, now)
        described = dict(source) | {"url": link(self.url) or None}
        return WriteSet({**gone, ref_of(source): described, **{ref_of(entry): entry for entry in rest}})

    def _article(self, today: date) -> Base:
        if not typed(self.text):
            raise RefusedError(messages.EMPTY_ARTICLE if self.uploaded else messages.NO_ARTICLE)
        if len(self.text) > LONGEST_ARTICLE:
            raise RefusedError(messages.ARTICLE_TOO_LONG.format(length=len(self.text), most=LONGEST_ARTICLE))
        if len(typed(self.title)) > TITLE_LENGTH:
            raise RefusedError(messages.TITLE_TOO_LONG.format(length=len(typed(self.title)), most=TITLE_LENGTH))
        kind = taken_for_an_article(self.text)
        if kind is not None:
            raise RefusedError(messages.NOT_AN_ARTICLE.format(kind=kind))
        article = article_base(self.text, title=typed(self.title), as_of=day(self.as_of, today))
        if article is None:
            raise RefusedError(messages.ARTICLE_WITHOUT_DATE)
        return article


def _placed(article: Base, known: Base, now: ServerState) -> list[AnyEntry]:
    """Return the entries of `article` under ids that are free; whoever is a speaker of the base `known` stays that."""
    (source,) = article.sources
    source = source.model_copy(update={"id": new_ids(now, Kind.SOURCE).new(source.title)})
    speaker_ids, gap_ids = new_ids(now, Kind.SPEAKER), new_ids(now, Kind.GAP)
    names = SpeakerNames(known.speakers)
    placed = {each.id: next(iter(names.called(each.name)), "") for each in article.speakers}
    strangers = {each.id: speaker_ids.new(each.name) for each in article.speakers if not placed[each.id]}
    placed |= strangers
    asked = {text_key(text) for each in (*known.facts, *known.gaps) for text in each.asked_as}
    drafts = [
        draft.model_copy(
            update={
                "id": f"{source.id}-{number:04}",  # in the article's order
                "source": source.id,
                "speakers": tuple(dict.fromkeys(placed[id] for id in draft.speakers)),
                "disputes": tuple(d.model_copy(update={"speaker": placed[d.speaker]}) for d in draft.disputes),
            }
        )
        for number, draft in enumerate(article.drafts, 1)
    ]
    return [
        source,
        *_introduced([each for each in article.speakers if each.id in strangers], strangers, names),
        *(
            gap.model_copy(update={"id": gap_ids.new(gap.question)})
            for gap in article.gaps
            if text_key(gap.question) not in asked
        ),
        *drafts,
    ]


def _introduced(speakers: Sequence[Speaker], ids: Mapping[str, str], names: SpeakerNames) -> Iterator[Speaker]:
    """Yield new speakers under `ids`, without the spellings that stand for somebody else, of `names` or new, too."""
    for speaker in speakers:
        names.add(ids[speaker.id], speaker.name)
    for speaker in speakers:
        own = tuple(text for text in speaker.variants if not names.called(text))
        names.add(ids[speaker.id], speaker.name, *own)
        yield speaker.model_copy(update={"id": ids[speaker.id], "variants": own})
