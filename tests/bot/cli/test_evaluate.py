"""`python -m bot evaluate` on the pack that ships."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bot.__main__ import main
from knowledge import pack

FACT = pack.read(pack.default_pack()).facts[0]


def question(id: str, **changes: object) -> dict[str, object]:
    return {
        "id": id,
        "question": FACT.question,
        "kind": "in",
        "style": "plain",
        "must": [[FACT.answer]],
        "speaker": [],
        "disputed": None,
        "counter": [],
    } | changes


QUESTIONS = [
    question("same-words"),
    question("nobody-says-so", must=[["no such answer"]]),
    question("gibberish", question="zqxv wkjh brrp", kind="out", style="far", must=[]),
]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, QUESTIONS)), "utf-8")
    return path


def test_the_table_gives_count_percentage_and_interval(path, capsys):
    code = main(["evaluate", str(path)])
    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[0] == "3 questions: the source answers 2 and doesn't answer 1"
    assert "right      1/2   50.0% [9.5–90.5]" in lines
    assert "wrong      1/2   50.0% [9.5–90.5]" in lines
    assert "false      0/1    0.0% [0.0–79.3]" in lines
    assert "caveat        –" in lines


def test_by_style_lists_each_style_under_the_figures_that_it_has(path, capsys):
    main(["evaluate", str(path), "--by", "style"])
    answerable, rest = capsys.readouterr().out.split("\n\n")[-2:]
    assert [line.split()[0] for line in answerable.splitlines()] == ["right", "plain"]
    assert [line.split()[0] for line in rest.splitlines()] == ["false", "far"]


def test_misses_are_listed_with_the_nearest_fact(path, capsys):
    main(["evaluate", str(path), "--misses"])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"wrong  nobody-says-so: {FACT.question!r} → {FACT.id} (")


def test_json_holds_the_same_figures(path, capsys):
    main(["evaluate", str(path), "--json", "--by", "style"])
    data = json.loads(capsys.readouterr().out)
    assert (data["questions"], data["right"]["count"], data["right"]["of"]) == (3, 1, 2)
    assert sum(bin["of"] for bin in data["calibration"]) == 3
    assert data["risk_coverage"][-1] == {"coverage": 1, "risk": pytest.approx(2 / 3)}
    assert data["styles"]["far"]["false"] == {
        "count": 0,
        "of": 1,
        "percent": 0,
        "interval": pytest.approx([0, 79.3], abs=0.1),
    }


def test_another_pack_is_evaluated_where_one_is_named(path, tmp_path, capsys):
    other = tmp_path / "other.toml"
    other.write_text("# Nothing is on record.")
    assert main(["evaluate", str(path), "--pack", str(other)]) == 0
    assert "right      0/2 " in capsys.readouterr().out


def test_the_plot_is_a_picture_of_both_curves(path, tmp_path):
    pytest.importorskip("matplotlib", reason="drawing needs the extra 'plot'")
    picture = tmp_path / "curves.png"
    assert main(["evaluate", str(path), "--plot", str(picture)]) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_an_ending_that_is_no_picture_s_gets_a_clear_message(path, tmp_path, capsys):
    pytest.importorskip("matplotlib", reason="drawing needs the extra 'plot'")
    assert main(["evaluate", str(path), "--plot", str(tmp_path / "curves.txt")]) == 1
    assert capsys.readouterr().err.startswith("The picture can't be written: Format 'txt' is not supported")


def test_without_matplotlib_the_message_says_what_to_install(path, tmp_path, capsys, monkeypatch):
    monkeypatch.delitem(sys.modules, "bot.cli.curves", raising=False)
    for module in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(sys, "meta_path", [_NoMatplotlib(), *sys.meta_path])
    assert main(["evaluate", str(path), "--plot", str(tmp_path / "curves.png")]) == 1
    assert capsys.readouterr().err == "Drawing needs matplotlib: pip install 'onrecord[plot]'\n"


class _NoMatplotlib:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "matplotlib":
            raise ModuleNotFoundError(name, name="matplotlib")


def test_matplotlib_is_not_imported_unless_asked_for(path):
    program = "import sys; from bot.__main__ import main; main(sys.argv[1:]); sys.exit('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, "evaluate", str(path)], check=False, capture_output=True)
    assert done.returncode == 0


def test_a_bad_file_gets_its_problems_by_line(tmp_path, capsys):
    path = tmp_path / "bad.jsonl"
    path.write_text("{}\nnothing\n" * 20)
    assert main(["evaluate", str(path)]) == 1
    message = capsys.readouterr().err
    assert f"The questions in {path} can't be used:\n- line 1: 'id' is missing" in message
    assert message.endswith("more\n")
    assert len(message.splitlines()) == 22


def test_a_file_or_pack_that_is_not_there_is_said_so(path, tmp_path, capsys):
    nowhere = str(tmp_path / "nowhere")
    assert main(["evaluate", nowhere]) == 1
    assert capsys.readouterr().err == f"The questions in {nowhere} can't be read: No such file or directory.\n"
    assert main(["evaluate", str(path), "--pack", nowhere]) == 1
    assert capsys.readouterr().err == f"The pack {nowhere} can't be read: No such file or directory.\n"
