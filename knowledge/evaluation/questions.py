"""Labelled questions: a file with a JSON object a line that says what the right answer must hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Part = Annotated[str, Field(min_length=1)]
Parts = tuple[Part, ...]


class Labelled(BaseModel):
    """A question, and how to tell whether an answer to it is right. Further keys of the line are ignored."""

    model_config = ConfigDict(frozen=True)

    id: Part
    question: str
    kind: Literal["in", "out"] = Field(description="in: the source answers it; out: it does not")
    style: Part
    must: tuple[Annotated[Parts, Field(min_length=1)], ...] = Field(
        description="the right answer holds a part of each group"
    )
    speaker: Parts = Field(description="the right answer names one of them; empty where any will do")
    disputed: bool | None = Field(description="whether the right answer has a caveat; null where it is not scored")
    counter: Parts = Field(description="the caveat names one of them; empty where any will do")


class QuestionsError(Exception):
    """A file of questions cannot be used; `problems` has a sentence for each thing to mend, with its line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


def read(path: Path) -> list[Labelled]:
    """Read the questions in the file at `path`. Raises `OSError`, or `QuestionsError` with every problem."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        number = path.read_bytes()[: error.start].count(b"\n") + 1
        raise QuestionsError([f"line {number}: is not UTF-8 text"]) from error
    questions: list[Labelled] = []
    problems: list[str] = []
    first_use: dict[str, int] = {}
    # Not splitlines(): a question may hold one of Unicode's other line ends.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            labelled = Labelled.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            problems.append(f"line {number}: is not valid JSON: {error.msg} at character {error.pos + 1}")
        except RecursionError:
            problems.append(f"line {number}: is nested too deeply")
        except ValidationError as error:
            problems += (f"line {number}: {message}" for message in _messages(error))
        else:
            if labelled.id in first_use:
                problems.append(f"line {number}: the id '{labelled.id}' is that of line {first_use[labelled.id]} too")
            first_use.setdefault(labelled.id, number)
            questions.append(labelled)
    if not questions and not problems:
        problems.append("there is no question in it; it takes a JSON object a line")
    if problems:
        raise QuestionsError(problems)
    return questions


def _messages(error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False):
        place = ".".join(map(str, problem["loc"]))
        match problem["type"]:
            case "missing":
                yield f"'{place}' is missing"
            case "model_type":
                yield "is not a JSON object"
            case _:
                yield f"'{place}': {problem['msg'][0].lower()}{problem['msg'][1:]}"
