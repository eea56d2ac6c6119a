"""The benchmark of adversarial questions counts each kind apart, and the notes that fit."""

from __future__ import annotations

import json

from tests.benchmarks import adversarial


def test_each_kind_has_its_line_and_a_note_fits_only_if_it_is_the_labelled_one(tmp_path, capsys):
    (tmp_path / "pack.toml").write_text(
        '[[sources]]\nid = "paper"\ntitle = "Paper"\nkind = "article"\nas_of = 2024-01-01\nparagraphs = 1\n'
        '[[facts]]\nid = "apples"\nquestion = "Where do the apples grow?"\nanswer = "They grow on trees."\n'
        'source = "paper"\nparagraphs = [1]\n'
        '[[gaps]]\nid = "pears"\nquestion = "Who picks the pears?"\nnote = "It does not say who picks them."\n',
        "utf-8",
    )
    empty = {"must": [], "speaker": [], "disputed": None, "counter": []}
    out = empty | {"question": "Who picks the pears?", "kind": "out"}
    rows = [
        empty | {"id": "1", "question": "Where do the apples grow?", "kind": "in", "style": "right"},
        out | {"id": "2", "style": "noted", "gap": "pears"},
        out | {"id": "3", "style": "noted", "gap": None},
        out | {"id": "4", "style": "unlabelled"},
        out | {"id": "5", "style": "tricked", "question": "Where do the apples grow?"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    adversarial.main([str(file)])
    lines = {line.split()[0]: " ".join(line.split()[1:]) for line in capsys.readouterr().out.splitlines()[1:]}
    assert lines == {
        "right": "1 of 1 0 of 1 – –",
        "noted": "– – 0 of 2 1 of 2",
        "unlabelled": "– – 0 of 1 –",
        "tricked": "– – 1 of 1 –",
        "all": "1 of 1 0 of 1 1 of 4 1 of 2",
    }
