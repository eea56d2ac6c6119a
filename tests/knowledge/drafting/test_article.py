"""An article's text as a headline, numbered paragraphs and a date."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest

from knowledge.drafting.article import read_article

HEADLINE = "Council votes to close the library on Mill Lane despite a petition of 4,000 names"
PARAGRAPHS = (
    "MARSTON, Oct. 3, 2022 (Valley Press) -- The Marston council voted 7-4 to close the library on 31 December.",
    "Mayor Greta Lindqvist said the town “simply does not have the money” and that a mobile library would visit "
    "twice a week. She called the building a well-known ruin.",
    "No arrests were made.",
    "“You can’t fix a building from the bottom up and hope it doesn’t rain,” town manager Sam Pruitt said on Monday.",
)
WRAPPED = [textwrap.wrap(each, 60, break_on_hyphens=False) for each in PARAGRAPHS]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join([HEADLINE, *PARAGRAPHS]),
        "\n".join([HEADLINE, *PARAGRAPHS]),
        "\ufeff\n" + "\r\n\r\n".join([HEADLINE, *PARAGRAPHS]) + "\r\n",
        "\n\n".join([HEADLINE, *("\n".join(lines) for lines in WRAPPED)]),
        "\r\n\r\n\r\n".join([HEADLINE, *("\r\n".join(lines) for lines in WRAPPED)]),
        "\n\n".join(["\n".join(textwrap.wrap(HEADLINE, 50)), *("\n".join(lines) for lines in WRAPPED)]),
        "\n".join([HEADLINE, *("    " + "\n".join(lines) for lines in WRAPPED)]),
        "\n".join([HEADLINE, "", *(line for lines in WRAPPED for line in lines)]),
        "\n\n".join([HEADLINE, PARAGRAPHS[0], "\n".join(WRAPPED[1]), *PARAGRAPHS[2:]]),
        "\n\n".join([HEADLINE, "* * *", *PARAGRAPHS]).replace("said", "sa\x00\u200bid"),
    ],
    ids=[
        "blank lines",
        "a line each",
        "Windows",
        "wrapped",
        "wrapped, Windows",
        "headline",
        "indented",
        "tight",
        "one wrapped",
        "controls",
    ],
)
def test_paragraphs_are_recognised_however_they_are_laid_out(text):
    article = read_article(text)
    assert (article.headline, article.paragraphs) == (HEADLINE, PARAGRAPHS)
    assert article.published == date(2022, 10, 3)


def test_short_lines_that_stand_together_stay_lines_of_their_own():
    lines = ("By Nora Quill", "3 October 2022", "With reports from Marston", PARAGRAPHS[0], PARAGRAPHS[1])
    assert read_article("\n".join([HEADLINE, "", *lines[:3], "", lines[3], "", lines[4]])).paragraphs == lines


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Tuesday, April 26, 2005", "Workers struck."], date(2005, 4, 26)),
        (["By Nora Quill", "14 March 2023, 10:45", "A club lost points."], date(2023, 3, 14)),
        (["Published: 2021-11-09 | Updated: 2021-11-12", "A row broke out."], date(2021, 11, 9)),
        (["Last updated 12 May 2020", "It rained.", "First published on 3 May 2020"], date(2020, 5, 3)),
        (["13 января 2023 г.", "Рабочие начали забастовку."], date(2023, 1, 13)),
        (["13 січня 2023 р., 14:05", "Робітники розпочали страйк."], date(2023, 1, 13)),
        (["13 января 2023 года", "Рабочие начали забастовку."], date(2023, 1, 13)),
        (["2024年3月21日", "市議会は図書館を閉鎖する。"], date(2024, 3, 21)),
        (["31.02.2024", "That day doesn't exist."], None),
        (["The law of March 3, 1998 was never used, and nobody has asked why in all these years since then."], None),
        (["LONDON, March 4 (Newswire) - A bank failed."], None),
    ],
)
def test_the_date_is_the_one_the_article_gives_itself(lines, day):
    assert read_article("\n".join(["Headline", *lines])).published == day


@pytest.mark.parametrize("text", ["", "\ufeff", " \r\n\t\n", "* * *\n---"])
def test_a_text_with_nothing_to_read_is_no_article(text):
    assert read_article(text) is None


def test_a_text_without_a_headline_begins_with_its_first_paragraph():
    first = "The town council met on Monday. " * 20
    article = read_article(f"{first}\n\nIt will meet again.")
    assert article.headline == "The town council met on Monday."
    assert article.paragraphs == (first.strip(), "It will meet again.")
