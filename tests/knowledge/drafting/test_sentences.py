"""Sentences and quotes of a paragraph."""

from __future__ import annotations

import pytest

from knowledge.drafting.sentences import quotes, sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["Dr. A. Lee of the U.S. embassy met Mr. Roe at 3 p.m. on Friday.", "They spoke."],
        ["The mayor said no.", "He moved to Acme Ltd.", "She stayed with Coal Inc. of Leeds at No. 5."],
        ["“It is over. We lost,” she said.", "Nobody replied."],
        ['"It is over! We lost!" she said.', "He asked, “Why?”", "Nobody replied…"],
        ["It costs £2.3m (No. 5 on the list).", "“Too much.”", "‘We can’t,’ he said."],
        ["市議会は決めた。", "「予算がない。無理だ」と市長は述べた。", "住民は反対している。"],
        ["«Мы не уйдём. Никогда», — сказал он.", "Все молчали."],
    ],
)
def test_a_paragraph_falls_into_its_sentences_and_a_quote_stays_whole(parts):
    text = "".join(parts) if "。" in parts[0] else " ".join(parts)
    assert list(sentences(text)) == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Yes,” she said. “No.”", ["Yes,", "No."]),
        ('He called it "a mess".', ["a mess"]),
        ("'They never asked us. They just did it,' said Bo's dog.", ["They never asked us. They just did it,"]),
        ("It's the workers' fault, and the bosses' too.", []),
        ("„Genug“, sagte sie.", ["Genug"]),
        ("“It goes on in the next paragraph", ["It goes on in the next paragraph"]),
    ],
)
def test_quotes_are_what_stands_between_quotation_marks(text, found):
    assert [quote.text for quote in quotes(text)] == found
