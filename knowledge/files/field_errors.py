"""What pydantic finds wrong with the fields of an entry, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process
from slugify import slugify

from knowledge.files.examples import EXAMPLES, Writing, corrected, example
from knowledge.model.validation import Problem

_ALIKE = 70  # of 100; a name less alike than this was meant for something else

_WORDS = {str: "a text", bool: "true or false", int: "a number", float: "a number", dict: "several fields in {}"}
_NEARLY = {  # what people write for a field, if it isn't nearly its name
    "source": {"article", "url", "link"},
    "paragraphs": {"paragraph", "para", "where"},
    "speakers": {"speaker", "said_by", "who", "by"},
    "phrasings": {"phrasing", "variants", "also", "other_ways"},
    "as_of": {"date", "day"},
    "answer": {"reply", "text", "says"},
    "disputes": {"dispute", "disputed_by"},
    "question": {"title", "ask"},
    "note": {"answer", "reply"},
    "variants": {"spellings", "aliases", "phrasings"},
}


def problems_of(entry: str, model: type[BaseModel], details: Iterable[ErrorDetails], format: Writing) -> list[Problem]:
    """Return what's wrong with the fields of `entry`, as `format` writes them."""
    return [problem for detail in details for problem in _problems(entry, model, detail, format)]


def not_of_the_other_branch(details: Iterable[ErrorDetails]) -> list[ErrorDetails]:
    """Return `details` without those of a branch that wasn't meant.

    Where words or paragraph numbers may stand, pydantic says of each that it is not the other, too.
    """
    return [detail for detail in details if not _of_the_other_branch(detail)]


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that `name` is nearly; None if it's like none of them."""
    names = list(known)
    meant = next((each for each, others in _NEARLY.items() if each in names and name.casefold() in others), None)
    found = process.extractOne(name.casefold(), names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else meant


def _of_the_other_branch(problem: ErrorDetails) -> bool:
    branch, given = any("[" in str(part) for part in problem["loc"][-1:]), problem["input"]
    misses = {"tuple_type": isinstance(given, str), "string_type": isinstance(given, list | tuple)}
    return branch and misses.get(problem["type"], False)


def _problems(entry: str, model: type[BaseModel], detail: ErrorDetails, format: Writing) -> Iterator[Problem]:
    field, source = field_name(detail["loc"]), "sources" in entry.partition(":")[0]
    given, limits = detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            yield Problem(entry, field, "is missing", f"Write {example(field, format, whole_source=source)}")
        case "extra_forbidden":
            yield Problem(entry, field, "isn't a field of this entry", _instead(detail["loc"], model))
        case "string_too_long" | "too_long":
            unit = "characters" if isinstance(given, str) else "items"
            most = limits.get("max_length")
            advice = "Shorten it, or make two entries of it" if unit == "characters" else "Keep the best of them"
            yield Problem(entry, field, f"has {len(given)} {unit}; at most {most} are allowed", advice)
        case "string_too_short":
            yield Problem(entry, field, "is empty", f"Write {example(field, format)}")
        case "string_pattern_mismatch" if "http" in str(limits.get("pattern")):
            message = "must be a link that starts with http:// or https://"
            yield Problem(entry, field, message, f"Write {example(field, format)}")
        case "string_pattern_mismatch":
            message = "must be 1 to 64 characters, each a to z, 0 to 9 or -"
            yield Problem(
                entry, field, message, f'Write it like "{slugify(str(given), max_length=64) or "bridge-age"}"'
            )
        case "value_error":
            message = str(limits.get("error"))
            explained = ". Write" in message or "; " in message  # these say what to do themselves
            yield Problem(entry, field, message, "" if explained else f"Write {corrected(field, given, format)}")
        case "greater_than_equal" | "less_than_equal":
            least, most = limits.get("ge"), limits.get("le")
            message = "can't be less than 0" if least is not None else f"can't be more than {most:,}"
            yield Problem(entry, field, message, f"Write {example(field, format, whole_source=source)}")
        case "model_type" | "model_attributes_type" | "dict_type":
            yield Problem(entry, field, f"is {kind_of(given)}, but it has fields", _fields(field, format))
        case _:
            wanted = _wanted(field, detail["loc"], number=source)
            message = f"is {kind_of(given)}, but it has to be {wanted}"
            yield Problem(entry, field, message, f"Write {corrected(field, given, format, whole_source=source)}")


def field_name(location: tuple[int | str, ...]) -> str:
    """Return where in an entry something is, like "disputes[0].says"; empty for the entry itself."""
    text = ""
    for part in location:
        if isinstance(part, int):
            text += f"[{part}]"
        elif "[" not in part and part not in {"str", "none"}:  # pydantic names the branch of a union here: no field
            text += f".{part}" if text else part
    return text


def _instead(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """Say what the name of a field that isn't known was meant to be."""
    known, name = list(model.model_fields), str(location[-1])
    if len(location) > 1:  # of a dispute or a statement
        known = ["speaker", "says", "source", "where", "fact"] if location[0] == "disputes" else ["speaker", "says"]
    meant = nearest(name, known)
    return f"Did you mean {meant}?" if meant else f"It can have {', '.join(known)}"


def kind_of(given: object) -> str:
    """Return what `given` is, for people: "a list"."""
    if given is None:
        return "nothing"
    if isinstance(given, list | tuple):
        return "a list"
    return next((words for kind, words in _WORDS.items() if type(given) is kind), "something else")


def _wanted(field: str, location: tuple[int | str, ...], *, number: bool) -> str:
    name, like = str(location[0]), EXAMPLES.get(field.rpartition(".")[2].partition("[")[0])
    if isinstance(like, list):
        item = isinstance(location[-1], int)
        if name == "paragraphs" and number:
            return "a number"
        kind = {int: "number", str: "text"}.get(type(like[0]), "part")
        return f"a {kind}" if item else f"a list, with [ and ] around its {kind}s"
    return "a text"


def _fields(field: str, format: Writing) -> str:
    if field:
        return f"Write {example(field, format)}"
    if format == "json":
        return 'Write { "id": "…", … } for each entry'
    return "Write the name of the list in double square brackets, like [[facts]], and each field on a line below"
