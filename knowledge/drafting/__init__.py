"""Drafts a base from an article: its source, who speaks in it, and an entry for each claim to turn into a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.drafting.article import Article, read_article
from knowledge.drafting.claims import Claim, claims_of
from knowledge.drafting.questions import suggested_questions
from knowledge.drafting.speakers import slug
from knowledge.model.base import Base
from knowledge.model.entries import PARAGRAPHS_PER_SOURCE, TITLE_LENGTH, Draft, DraftDispute, Source, Speaker

_KIND = "news article"
_ID_WORDS = 5


@dataclass(frozen=True)
class DraftedArticle:
    """What an article gives for a base. `as_of` is None if neither the caller nor the article gives its date."""

    article: Article
    title: str
    kind: str
    url: str | None
    as_of: date | None
    speakers: tuple[Speaker, ...]
    drafts: tuple[Draft, ...]

    def base(self, as_of: date) -> Base:
        """Return the base: the source, dated `as_of`, with its speakers and drafts."""
        source = Source(
            id=SOURCE_ID,
            title=self.title,
            kind=self.kind,
            url=self.url,
            as_of=as_of,
            paragraphs=len(self.article.paragraphs),
        )
        return Base(sources=(source,), speakers=self.speakers, drafts=self.drafts)


SOURCE_ID = "article"


def draft_article(
    text: str, *, title: str = "", kind: str = "", url: str | None = None, as_of: date | None = None
) -> DraftedArticle | None:
    """Return what the article `text` gives for a base; None if there's nothing to read in it.

    title, as_of: what's given here goes before what the article says itself
    """
    article = read_article(text)
    if article is None:
        return None
    article = Article(article.headline, article.paragraphs[:PARAGRAPHS_PER_SOURCE], article.published)
    claims, cast = claims_of(article)
    speakers = cast.speakers()
    questions = suggested_questions(claims, speakers)
    drafts = [
        _draft(claim, number, question, speakers)
        for number, (claim, question) in enumerate(zip(claims, questions, strict=True), 1)
    ]
    return DraftedArticle(
        article=article,
        title=title or _shortened(article.headline),
        kind=kind or _KIND,
        url=url,
        as_of=as_of or article.published,
        speakers=tuple(speakers.values()),
        drafts=tuple(drafts),
    )


def article_base(text: str, *, title: str = "", as_of: date | None = None, url: str | None = None) -> Base | None:
    """Return a base made from the article `text`; None if there's nothing to read in it, or no date is known."""
    drafted = draft_article(text, title=title, as_of=as_of, url=url)
    return drafted.base(drafted.as_of) if drafted is not None and drafted.as_of is not None else None


def _draft(claim: Claim, number: int, question: str | None, speakers: dict[str, Speaker]) -> Draft:
    who = [speakers[key].id for key in claim.speakers]
    about = "-".join(slug(claim.sentence).split("-")[:_ID_WORDS])
    return Draft(
        id=f"{number:03}-{about}".strip("-")[:64].strip("-"),
        question=question,
        speakers=tuple(who),
        source=SOURCE_ID,
        paragraphs=(claim.paragraph,),
        sentence=claim.sentence,
        quote=claim.quote,
        disputes=tuple(
            DraftDispute(speaker=speakers[key].id, sentence=sentence, where=(where,))
            for key, where, sentence in claim.disputes
        ),
    )


def _shortened(headline: str) -> str:
    return headline if len(headline) <= TITLE_LENGTH else headline[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
