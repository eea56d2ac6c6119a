"""`python -m bot ask --explain` on the pack that ships."""

from __future__ import annotations

import pytest

from bot.__main__ import main


def test_explain_prints_the_card_and_then_why(capsys):
    assert main(["ask", "Who controls Soledar?"]) == 0
    card = capsys.readouterr().out
    assert main(["ask", "--explain", "Who controls Soledar?"]) == 0
    explained = capsys.readouterr().out
    assert explained.startswith(f"{card}\nLooked up as:  who controls soledar\n")
    assert "Answered with 'who-controls-soledar'." in explained


def test_explaining_goes_with_a_question_and_not_with_json(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["ask", "--explain", "--json"])
    assert ended.value.code == 2
    assert "not allowed with argument" in capsys.readouterr().err
