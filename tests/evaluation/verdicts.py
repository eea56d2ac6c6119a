"""What every labelled question gets, in verdicts.txt: `python -m tests.evaluation.verdicts` writes it afresh.

The difference shows a reviewer which questions a change answers differently. The held-out ones are listed without their
text and without whether they're right, so that nobody mends them one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from knowledge import pack
from knowledge.evaluation.figures import Judged, judge
from knowledge.evaluation.questions import read
from knowledge.model.outcome import Answered, Chatted, Outcome, Suggested, Unanswered
from knowledge.search import Search

FOLDER = Path(__file__).parent
SNAPSHOT = FOLDER / "verdicts.txt"
COMMAND = "python -m tests.evaluation.verdicts"


def snapshot(search: Search) -> str:
    """Return the verdicts on all questions: a summary of each file, then a line for each question."""
    lines = [f"# Made by `{COMMAND}`: what each labelled question gets, and the confidence in the best fact."]
    for name in ("tuning", "heldout"):
        judged = [judge(labelled, search.ask(labelled.question)) for labelled in read(FOLDER / f"{name}.jsonl")]
        counts = Counter(each.verdict.value for each in judged)
        summary = ", ".join(f"{counts[verdict]} {verdict}" for verdict in sorted(counts))
        lines += ["", f"# {name}: {len(judged)} questions: {summary}", *_rows(judged, told=name == "tuning")]
    return "\n".join(lines) + "\n"


def _rows(judged: list[Judged], *, told: bool) -> Iterator[str]:
    for each in judged:
        outcome, id = _outcome(each.outcome)
        row = f"{each.labelled.id}  {outcome:<9}  {each.outcome.confidence:.2f}  {id:<32}"
        yield (f"{row}  {each.verdict.value:<7}  {each.labelled.question!r}" if told else row).rstrip()


def _outcome(outcome: Outcome) -> tuple[str, str]:
    """Return the outcome in a word, and the id of the fact, gap or small talk: of suggestions that of the first."""
    match outcome:
        case Answered():
            return "answered", outcome.record.fact.id
        case Suggested():
            return "suggested", outcome.candidates[0].record.fact.id
        case Chatted():
            return "chatted", outcome.small_talk.id
        case Unanswered():
            return ("gap", outcome.gap.id) if outcome.gap else ("nothing", "")


def main() -> None:
    """Write the snapshot, and say how many questions get something else than before."""
    before = SNAPSHOT.read_text("utf-8").splitlines() if SNAPSHOT.exists() else []
    after = snapshot(Search(pack.read(pack.default_pack())))
    SNAPSHOT.write_text(after, "utf-8")
    changed = set(after.splitlines()).difference(before)
    print(f"{len(changed)} lines changed in {SNAPSHOT}")


if __name__ == "__main__":
    main()
