"""Keeps indexes on disk, in the user's cache folder, so that a big pack is indexed once and not at every start.

A file that is missing, damaged or made by other code is the same as none: the index is then built again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any, BinaryIO, get_type_hints

import numpy as np
from platformdirs import user_cache_path

from knowledge.search import indexer
from knowledge.search.index import Index

_FEWEST = 1_000  # phrasings; fewer are indexed in no time
_MOST_FILES = 8  # the oldest are deleted
_MAKERS = (
    "text.py",
    "substitutions.py",
    "transliteration.py",
    "question_type.py",
    "answer_type.py",
    "word_vectors.py",
    "term_keys.py",
    "ragged.py",
    "index.py",
    "indexer.py",
    "discriminative.py",
    "cache.py",
)


def build(
    entries: Sequence[Sequence[str]],
    names: Mapping[str, str],
    answers: Sequence[str] | None = None,
    folder: Path | None = None,
) -> Index:
    """Return what `indexer.build` returns, from `folder` (by default the user's cache) if it was built before."""
    if sum(map(len, entries)) < _FEWEST:
        return indexer.build(entries, names, answers)
    folder = user_cache_path("onrecord") / "indexes" if folder is None else folder
    path = folder / f"{_digest(entries, names, answers)}.index"
    try:
        with path.open("rb") as file:
            return _read(file)
    except Exception:  # noqa: BLE001  # numpy raises all kinds of errors for a damaged file
        built = indexer.build(entries, names, answers)
        _keep(built, path)
        return built


def _digest(entries: Sequence[Sequence[str]], names: Mapping[str, str], answers: Sequence[str] | None) -> str:
    digest = blake2b(_code(), digest_size=16)
    digest.update("\0\1".join("\0".join(phrasings) for phrasings in entries).encode("utf-8", "surrogatepass"))
    digest.update("\0\2".join(answers or ()).encode("utf-8", "surrogatepass"))
    digest.update(repr(sorted(names.items())).encode())
    return digest.hexdigest()


@cache
def _code() -> bytes:
    """Return a digest of the code that makes indexes: another version of it may make another index."""
    return blake2b(
        b"".join((files("knowledge.search") / name).read_bytes() for name in _MAKERS) + np.__version__.encode()
    ).digest()


def _keep(built: Index, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:  # a full disk leaves no half of a file
            part = Path(folder) / path.name
            with part.open("wb") as file:
                for array in _arrays(built):
                    np.save(file, array, allow_pickle=False)
            part.replace(path)
        kept = sorted(path.parent.glob("*.index"), key=lambda other: other.stat().st_mtime, reverse=True)
        for old in kept[_MOST_FILES:]:
            old.unlink(missing_ok=True)
    except OSError:
        return  # without a cache, starting takes longer; answers are the same


def _arrays(value: Any) -> Iterator[np.ndarray[Any, Any]]:  # noqa: ANN401  # any dataclass
    """Yield the arrays that `value`, an index or a dataclass in one, consists of."""
    for field in fields(value):
        part = getattr(value, field.name)
        if is_dataclass(part):
            yield from _arrays(part)
        elif isinstance(part, dict):
            yield np.frombuffer("\n".join(part).encode(), np.uint8)
        else:
            yield np.asarray(part)


def _read(file: BinaryIO) -> Index:
    made: Index = _restored(Index, file)
    if file.read(1):
        raise ValueError("there is more in the file than an index")
    return made


def _restored(kind: type[Any], file: BinaryIO) -> Any:  # noqa: ANN401  # an instance of `kind`
    hints = get_type_hints(kind)
    parts: list[Any] = []
    for field in fields(kind):
        hint = hints[field.name]
        if is_dataclass(hint):
            parts.append(_restored(hint, file))  # type: ignore[arg-type]  # a class, not an instance
            continue
        array = np.load(file, allow_pickle=False)
        if hint is float:
            parts.append(float(array))
        elif array.dtype == np.uint8:
            words = array.tobytes().decode().split("\n") if len(array) else []
            parts.append({word: n for n, word in enumerate(words)})
        else:
            parts.append(array)
    return kind(*parts)
