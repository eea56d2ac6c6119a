"""What isn't an article is told from one."""

from __future__ import annotations

import pytest

from knowledge.drafting.mistaken import taken_for_an_article


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("\n<!doctype html>\n<html><body>Mayor resigns</body></html>", "the code of a web page"),
        ("<p>Mayor resigns</p>\n<p>She said so.</p>", "the code of a web page"),
        ("Skip to content\n" + "<div>Mayor</div>\n" * 6, "the code of a web page"),
        ('# my pack\n[[sources]]\nid = "a"\n', "a pack"),
        ('{"facts": []}', "JSON"),
        ('[{"question": "Why?"}]', "JSON"),
    ],
)
def test_code_and_data_are_not_taken_for_articles(text, kind):
    assert taken_for_an_article(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Mayor resigns\n\nShe said <no> to </p> and <div>.",
        "[Updated] Mayor resigns\n[[see below]] she said.",
        "{Live} Mayor resigns\n\nShe said “no”.",
        '"Never": mayor resigns\n\nShe said so.',
        "",
    ],
)
def test_an_article_may_have_a_few_such_signs(text):
    assert taken_for_an_article(text) is None
