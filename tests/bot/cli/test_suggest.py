"""`python -m bot pack suggest`: from the prompt to the accepted ways to ask in the author's own file."""

import io
import json
import stat
import threading
from asyncio import new_event_loop
from contextlib import contextmanager

import pytest

from bot.__main__ import main
from knowledge import pack
from knowledge.suggesting import asking
from knowledge.suggesting.messages import GAP_NOTE
from tests.entries import SMALL, base, draft, fact, gap
from tests.knowledge.suggesting.loopback import serving

REPLY = {
    "facts": {
        "population": ["head count of the place", "@everyone look", "how big was it before all that"],
        "denial": ["who controls example?", "position of the ministry"],
        "nobody": ["who"],
    },
    "gaps": [["What do the soldiers eat?", "food of the troops"], ["Who controls Example?"]],
}
COMMENT = "# written by hand\n"


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(COMMENT + pack.dump(SMALL), "utf-8")
    return file


@pytest.fixture
def suggest(path, tmp_path, monkeypatch, capsys):
    """Apply a reply to the pack, pressing the keys, and return the exit code and what was printed."""
    monkeypatch.chdir(tmp_path)
    for name in ("SUGGEST_URL", "SUGGEST_MODEL", "SUGGEST_KEY"):
        monkeypatch.delenv(name, raising=False)

    def run(*options, reply=None, keys=""):
        if reply is not None:
            (tmp_path / "reply.json").write_text(reply if isinstance(reply, str) else json.dumps(reply), "utf-8")
            options = ("--apply", str(tmp_path / "reply.json"), *options)
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{key}\n" for key in keys)))
        code = main(["pack", "suggest", str(path), *options])
        return code, capsys.readouterr()

    return run


def test_it_prints_a_prompt_with_the_schema_of_the_reply_for_any_assistant(suggest, path):
    code, printed = suggest()
    assert code == 0
    prompt, schema = printed.out.split("The JSON Schema of the reply:\n")
    assert '"answer": "Red says that it controls Example."' in prompt
    assert list(json.loads(schema)["properties"]["facts"]["properties"]) == ["control", "denial", "population"]
    assert f"pack suggest {path} --apply reply.json" in printed.err


def test_yes_accepts_everything_that_is_not_marked(suggest, path):
    code, printed = suggest("--yes", reply=REPLY)
    assert code == 0
    assert "Dropped: 1 with links, mentions or markup, 1 for facts that don't exist, 1 already there." in printed.out
    assert "Suggested: 4 ways to ask for 2 facts, and 1 gap. 1 of them marked ⚠." in printed.out
    after = pack.read(path)
    assert after.facts_by_id["population"].phrasings == ("head count of the place", "how big was it before all that")
    assert after.facts_by_id["denial"].phrasings == ("position of the ministry",)
    [_, gap] = after.gaps
    assert (gap.asked_as, gap.note) == (("What do the soldiers eat?", "food of the troops"), GAP_NOTE)
    assert path.read_text("utf-8").startswith(COMMENT)
    assert (
        f"Left out, for “{SMALL.facts_by_id['denial'].question}” ({SMALL.facts_by_id['denial'].answer}):\n"
        "  who controls example?  ⚠ “Who controls Example?” may already answer it\n"
    ) in printed.out


def test_what_is_left_of_a_reply_is_not_accepted_unseen(suggest, path):
    suggest("--yes", reply=REPLY)
    after = path.read_text("utf-8")
    code, printed = suggest("--yes", reply=REPLY)
    assert (code, path.read_text("utf-8")) == (0, after)
    assert "Most of this reply is in the pack already. Review the rest yourself" in printed.out


def test_each_is_accepted_or_not_with_one_key(suggest, path):
    code, printed = suggest(reply=f"Here you are:\n```json\n{json.dumps(REPLY)}\n```", keys="yxnynn")
    assert code == 0
    assert "who controls example?  ⚠ “Who controls Example?” may already answer it" in printed.out
    after = pack.read(path)
    assert after.facts_by_id["population"].phrasings == ("head count of the place",)
    assert after.facts_by_id["denial"].phrasings == ("who controls example?",)
    assert after.gaps == SMALL.gaps


def test_a_accepts_the_rest_of_a_fact_and_q_stops_there(suggest, path):
    assert suggest(reply=REPLY, keys="aq")[0] == 0
    after = pack.read(path)
    assert len(after.facts_by_id["population"].phrasings) == 2
    assert (after.facts_by_id["denial"], after.gaps) == (SMALL.facts_by_id["denial"], SMALL.gaps)


def test_who_stops_with_control_c_keeps_what_they_accepted(suggest, path, monkeypatch):
    keys = iter(["y"])

    def pressed(_question):
        try:
            return next(keys)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("builtins.input", pressed)
    code, printed = suggest(reply=REPLY)
    assert code == 0
    assert "1 accepted and saved." in printed.out
    assert pack.read(path).facts_by_id["population"].phrasings == ("head count of the place",)


@pytest.mark.parametrize("keys", ["", "q", "nnnnn"])
def test_with_nothing_accepted_the_file_stays_as_it_was(suggest, path, keys):
    before = path.read_bytes()
    code, printed = suggest(reply=REPLY, keys=keys)
    assert code == 0
    assert "Nothing was accepted" in printed.out
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("reply", "told"),
    [("", "reply is empty"), ("Sorry!", "no JSON object"), ('{"facts": {"population": ["a"', "stops in line 1")],
)
def test_a_reply_that_cannot_be_used_is_told_and_changes_nothing(suggest, path, reply, told):
    before = path.read_bytes()
    code, printed = suggest("--yes", reply=reply)
    assert (code, printed.out) == (1, "")
    assert told in printed.err
    assert path.read_bytes() == before


def test_a_reply_or_pack_that_is_not_there_is_told(suggest, path, tmp_path):
    code, printed = suggest("--apply", str(tmp_path / "nowhere.json"))
    assert (code, printed.err) == (
        1,
        f"The file {tmp_path / 'nowhere.json'} can't be read: No such file or directory.\n",
    )
    path.unlink()
    code, printed = suggest()
    assert code == 1
    assert f"The pack {path} can't be read" in printed.err


def test_no_answer_in_a_reply_becomes_one(suggest, path):
    hostile = {"facts": {"population": [{"answer": "Red won."}]}, "answers": {"control": "Red won."}, "gaps": []}
    assert suggest("--yes", reply=hostile)[0] == 0
    assert pack.read(path) == SMALL


def test_the_file_keeps_its_rights_and_a_link_stays_a_link(suggest, path, tmp_path):
    real = tmp_path / "real.toml"
    path.rename(real)
    path.symlink_to(real)
    real.chmod(0o640)
    assert suggest("--yes", reply=REPLY)[0] == 0
    assert path.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert len(pack.read(real).gaps) == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mine.toml", "real.toml", "reply.json"]


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(suggest, path, monkeypatch):
    changed = path.read_text("utf-8").replace("About 10,000", "About 11,000")
    monkeypatch.setattr("builtins.input", lambda _: path.write_text(changed, "utf-8") and "y")
    code, printed = suggest(reply=REPLY)
    assert code == 1
    assert "was changed while you reviewed" in printed.err
    assert path.read_text("utf-8") == changed


def test_a_pack_with_enough_of_everything_gets_no_prompt(suggest, path):
    known = fact(phrasings=[f"people in year {n}" for n in range(15)])
    gaps = [gap(id=f"gap-{n}", question=f"What happened on day {n}?") for n in range(45)]
    path.write_text(pack.dump(base(known, *gaps)), "utf-8")
    code, printed = suggest()
    assert (code, printed.out) == (0, "")
    assert "enough other ways to ask" in printed.err


@pytest.mark.parametrize("options", [(), ("--ask",)])
def test_a_pack_of_drafts_alone_is_told_to_make_facts_of_them_first(suggest, path, options):
    path.write_text(pack.dump(base(draft())), "utf-8")
    code, printed = suggest(*options)
    assert (code, printed.out) == (0, "")
    assert "has no facts yet" in printed.err


@contextmanager
def a_model(*answers):
    """Serve a language model from a thread of its own: the command has an event loop itself."""
    loop = new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    served = serving(*answers)

    def run(coroutine):
        done = threading.Event()
        result = []

        async def work():
            result.append(await coroutine)
            done.set()

        loop.call_soon_threadsafe(lambda: loop.create_task(work()))
        done.wait(10)
        return result[0]

    try:
        yield run(served.__aenter__())
    finally:
        run(served.__aexit__(None, None, None))
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def test_with_a_model_the_reply_comes_from_it(suggest, path, monkeypatch):
    first, second = {"facts": REPLY["facts"], "gaps": []}, {"facts": {}, "gaps": REPLY["gaps"]}
    with a_model(json.dumps(first), json.dumps(second)) as model:
        monkeypatch.setenv("SUGGEST_URL", model.url)
        monkeypatch.setenv("SUGGEST_MODEL", "some-model")
        code, printed = suggest("--ask", "--yes")
    assert code == 0
    assert len(model.asked) == 2
    assert "Asking some-model" in printed.err
    assert len(pack.read(path).gaps) == 2


def test_what_a_model_suggested_before_it_failed_counts(suggest, path, monkeypatch):
    with a_model(json.dumps(REPLY), 429) as model:
        monkeypatch.setenv("SUGGEST_URL", model.url)
        monkeypatch.setenv("SUGGEST_MODEL", "some-model")
        code, printed = suggest("--ask", "--yes")
    assert code == 0
    assert "too many requests" in printed.err
    assert len(pack.read(path).facts_by_id["population"].phrasings) == 2


def test_a_model_that_fails_at_once_is_told_and_changes_nothing(suggest, path, monkeypatch):
    before = path.read_bytes()
    with a_model(500) as model:
        monkeypatch.setenv("SUGGEST_URL", model.url)
        monkeypatch.setenv("SUGGEST_MODEL", "some-model")
        monkeypatch.setenv("SUGGEST_KEY", "sk-secret")
        code, printed = suggest("--ask", "--yes")
    assert (code, path.read_bytes()) == (1, before)
    assert "failed (status 500)" in printed.err
    assert "sk-secret" not in printed.err


def test_without_a_model_ask_says_what_to_do(suggest):
    code, printed = suggest("--ask")
    assert code == 2
    assert "Set SUGGEST_URL and SUGGEST_MODEL" in printed.err


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("keys", "added"), [("y\na\na\na\n", True), ("n\n", False), ("", False)])
def test_pack_test_offers_to_ask_the_model_for_what_is_not_found(path, monkeypatch, capsys, keys, added):
    before = path.read_bytes()
    with a_model(json.dumps(REPLY)) as model:
        monkeypatch.setenv("SUGGEST_URL", model.url)
        monkeypatch.setenv("SUGGEST_MODEL", "some-model")
        monkeypatch.setattr("sys.stdin", Terminal(keys))
        assert main(["pack", "test", str(path)]) == 0
        assert bool(model.asked) is added
    assert "Ask some-model for them now? (y/n)" in capsys.readouterr().out
    assert (path.read_bytes() != before) is added


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        (500, 1, "failed (status 500)"),
        ("silent", 1, "took longer than"),
        ("Sorry!", 1, "no JSON object"),
        (json.dumps({"facts": {"population": ["@everyone look"], "nobody": ["who"]}, "gaps": []}), 0, "Nothing new"),
    ],
)
def test_a_model_that_fails_after_the_test_is_told_and_changes_nothing(path, monkeypatch, capsys, answer, code, told):
    before = path.read_bytes()
    monkeypatch.setattr(asking, "SECONDS", 0.3)
    with a_model(answer) as model:
        monkeypatch.setenv("SUGGEST_URL", model.url)
        monkeypatch.setenv("SUGGEST_MODEL", "some-model")
        monkeypatch.setattr("sys.stdin", Terminal("y\n"))
        assert main(["pack", "test", str(path)]) == code
    printed = capsys.readouterr()
    assert told in printed.out + printed.err
    assert path.read_bytes() == before


def test_nobody_is_asked_where_nobody_types_or_no_model_is_set(suggest, path, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", Terminal())
    assert main(["pack", "test", str(path)]) == 0
    assert "Ask" not in capsys.readouterr().out
    monkeypatch.setenv("SUGGEST_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("SUGGEST_MODEL", "some-model")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert main(["pack", "test", str(path)]) == 0
    assert "Ask" not in capsys.readouterr().out
