"""Words are near in meaning, or they aren't."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest

from knowledge.search.term_keys import stem_key
from knowledge.search.text import stem
from knowledge.search.word_vectors import FILE, load

NEAR = (
    "die killed|firm company|cop police|strike struck|town city|price cost|fire blaze|injured hurt|kid child|"
    "money cash|large big|begin start|prison jail|ballot vote|physician doctor|employee worker|movie film|dead fatal|"
    "lawyer attorney|ship vessel|aircraft plane|shop store|cow cattle|evidence proof|wounded injured|salary wage"
)
STRANGERS = (
    "die company|firm blaze|cop price|factory child|cost police|fire lawyer|kid vote|money ship|begin cow|prison movie|"
    "ballot cattle|physician blaze|employee fire|movie wage|attorney jail|vessel proof|plane salary|shop wounded"
)


def similarities(pairs: str) -> list[float]:
    return [load().similarity(*map(stem, pair.split())) for pair in pairs.split("|")]


def test_synonyms_are_nearer_than_strangers():
    near, strangers = similarities(NEAR), similarities(STRANGERS)
    assert min(near) > max(strangers)
    assert np.mean(near) > 0.6
    assert abs(np.mean(strangers)) < 0.1


def test_a_word_is_like_itself_and_an_unknown_word_like_none():
    table = load()
    assert table.similarity("factori", "factori") == pytest.approx(1)
    assert table.lookup("qwertyuiop") == -1
    assert table.similarity("qwertyuiop", "factori") == table.similarity("qwertyuiop", "qwertyuiop") == 0


def test_many_stems_are_found_at_once_by_their_keys():
    table = load()
    stems = ["factori", "qwertyuiop", "polic"]
    numbers = table.find(np.array(list(map(stem_key, stems))))
    assert numbers.tolist() == [table.lookup(stem) for stem in stems]
    assert np.linalg.norm(table.unit(numbers), axis=1) == pytest.approx([1, 0, 1])


def test_common_words_of_news_are_known():
    words = "police minister strike wounded ballot ceasefire vaccine verdict referee museum tram lawsuit drought rally"
    assert [word for word in words.split() if load().lookup(stem(word)) < 0] == []


def test_the_table_is_small():
    assert len((files("knowledge.search") / FILE).read_bytes()) <= 1_600_000
    assert load().vectors.nbytes + load().keys.nbytes <= 2_000_000


def test_the_table_is_read_when_it_is_first_needed():
    code = "import knowledge.search.word_vectors as w; assert w.load.cache_info().currsize == 0; w.load()"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert load() is load()


def test_its_licence_ships_beside_it():
    notice = (files("knowledge.search") / "word_vectors.LICENSE").read_text("utf-8")
    assert "all-MiniLM-L6-v2" in notice
    assert "Apache License" in notice
