"""Small entries to build test bases from, and hypothesis strategies for every legal one."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from hypothesis import strategies as st

from knowledge.model.base import Base
from knowledge.model.entries import (
    ANSWER_LENGTH,
    DISPUTES_PER_FACT,
    FURTHER_SOURCES_PER_FACT,
    PARAGRAPHS_PER_SOURCE,
    QUESTION_LENGTH,
    SENTENCE_LENGTH,
    SPEAKERS_PER_FACT,
    STATEMENT_LENGTH,
    Dispute,
    Draft,
    Fact,
    Gap,
    Source,
    Speaker,
)
from knowledge.model.readable import FILLERS, without_unseen
from knowledge.model.speaker_names import clashes

ARTICLE = Source(id="article", title="The siege of Example", kind="news article", as_of=date(2023, 1, 13), paragraphs=9)
RED = Speaker(id="red", name="Red Army", role="armed forces of Red", side="Red", variants=("Reds",))
BLUE = Speaker(id="blue", name="Blue Ministry", role="defense ministry of Blue", side="Blue")


def fact(**changes: Any) -> Fact:
    """A legal fact in the article's own voice, with `changes`."""
    return Fact.model_validate(
        {
            "id": "population",
            "question": "How many people lived in Example?",
            "answer": "About 10,000 people lived in Example.",
            "source": "article",
            "paragraphs": [3],
        }
        | changes
    )


def gap(**changes: Any) -> Gap:
    """A legal gap, with `changes`."""
    return Gap.model_validate(
        {"id": "weather", "question": "What was the weather?", "note": "The article gives no weather."} | changes
    )


def draft(**changes: Any) -> Draft:
    """A legal draft of what Red says and Blue contests, with `changes`."""
    return Draft.model_validate(
        {
            "id": "bridge",
            "question": "What did Red say about the bridge?",
            "speakers": ["red"],
            "source": "article",
            "paragraphs": [5],
            "sentence": "“We hold the zanzibar bridge,” the Red Army said.",
            "quote": "We hold the zanzibar bridge,",
            "disputes": [{"speaker": "blue", "sentence": "Blue denied that it lost the bridge.", "where": [6]}],
        }
        | changes
    )


CONTROL = fact(
    id="control",
    question="Who controls Example?",
    answer="Red says that it controls Example.",
    speakers=["red"],
    paragraphs=[0, 1],
    disputes=[{"speaker": "blue", "says": "The battle goes on.", "where": [4], "fact": "denial"}],
)
DENIAL = fact(
    id="denial",
    question="What does Blue say about Example?",
    answer="Blue says that the battle goes on.",
    speakers=["blue"],
    paragraphs=[4],
    disputes=[{"speaker": "red", "says": "Red controls Example.", "fact": "control"}],
)


def base(*entries: Fact | Gap | Draft, **changes: Any) -> Base:
    """A base of `entries`, with the article and both speakers."""
    facts = tuple(entry for entry in entries if isinstance(entry, Fact))
    gaps = tuple(entry for entry in entries if isinstance(entry, Gap))
    drafts = tuple(entry for entry in entries if isinstance(entry, Draft))
    kinds = {"sources": (ARTICLE,), "speakers": (RED, BLUE), "facts": facts, "gaps": gaps, "drafts": drafts}
    return Base(**kinds | changes)


SMALL = base(CONTROL, DENIAL, fact(), gap())

ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=64)


def texts(most: int) -> st.SearchStrategy[str]:
    """Any text that an entry accepts, up to `most` characters."""
    characters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=FILLERS)
    return (
        st.text(characters, min_size=1, max_size=most)
        .map(without_unseen)
        .filter(lambda text: any(unicodedata.category(character)[0] in "LNPS" for character in text))
    )


@st.composite
def bases(draw: st.DrawFn) -> Base:
    """Any legal base with one fact and one draft that have everything, up to the limits."""
    source = Source(
        id=draw(ids),
        title=draw(texts(300)),
        kind=draw(texts(100)),
        as_of=draw(st.dates(date(1000, 1, 1), date(9999, 1, 1))),
        as_of_note=draw(st.none() | texts(STATEMENT_LENGTH)),
        paragraphs=draw(st.integers(0, PARAGRAPHS_PER_SOURCE)),
    )
    speakers = draw(
        st.lists(
            st.builds(Speaker, id=ids, name=texts(100), role=texts(300), side=texts(100)),
            min_size=SPEAKERS_PER_FACT + 1,
            max_size=SPEAKERS_PER_FACT + DISPUTES_PER_FACT,
            unique_by=lambda speaker: speaker.id,
        ).filter(lambda speakers: not any(clashes(speakers)))
    )
    voices = draw(st.integers(0, SPEAKERS_PER_FACT))
    contesting = speakers[voices:]
    disputes = draw(
        st.lists(
            st.builds(Dispute, speaker=st.sampled_from([s.id for s in contesting]), says=texts(STATEMENT_LENGTH)),
            max_size=DISPUTES_PER_FACT,
        )
    )
    others = draw(
        st.lists(
            st.builds(
                Source, id=ids, title=texts(300), kind=texts(100), as_of=st.dates(), paragraphs=st.integers(0, 9)
            ),
            max_size=FURTHER_SOURCES_PER_FACT,
            unique_by=lambda each: each.id,
        )
    )
    others = [each for each in others if each.id != source.id]
    only = Fact(
        id=draw(ids),
        question=draw(texts(QUESTION_LENGTH)),
        answer=draw(texts(ANSWER_LENGTH)),
        speakers=tuple(speaker.id for speaker in speakers[:voices]),
        source=source.id,
        paragraphs=tuple(draw(st.lists(st.integers(0, source.paragraphs), max_size=20))),
        also_in=tuple({"source": each.id, "paragraphs": tuple(range(each.paragraphs))} for each in others),
        quote=draw(st.none() | texts(STATEMENT_LENGTH)),
        disputes=tuple(disputes),
        as_of=draw(st.none() | st.dates(date(1000, 1, 1), date(9999, 1, 1))),
    )
    waiting = Draft(
        id=draw(ids),
        question=draw(st.none() | texts(QUESTION_LENGTH)),
        answer=draw(st.none() | texts(STATEMENT_LENGTH)),
        speakers=only.speakers,
        source=source.id,
        paragraphs=only.paragraphs,
        sentence=draw(texts(SENTENCE_LENGTH)),
        quote=only.quote,
        disputes=tuple({"speaker": each.speaker, "sentence": each.says} for each in disputes),
    )
    return Base(sources=(source, *others), speakers=tuple(speakers), facts=(only,), drafts=(waiting,))
