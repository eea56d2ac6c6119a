"""Entry features: what an entry is, and whether it's said by whom the question names."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.search.features import ENTRY_FEATURES
from knowledge.search.index import Index
from knowledge.search.ragged import Flags, Keys, Numbers
from knowledge.search.sayers import WORDS_OF_SAYING
from knowledge.search.speakers import Mention, SpeakerNames
from knowledge.search.term_keys import pair_keys, stem_key

_SAYING_KEYS = tuple(map(stem_key, sorted(WORDS_OF_SAYING)))


def entry_features(
    mention: Mention, names: SpeakerNames, n_gaps: int, entries: NDArray[np.integer], telling: Flags
) -> Numbers:
    """Return `entries`, by their numbers in the base, × `ENTRY_FEATURES`.

    telling: for each whether its phrasings ask for the words of whoever the question asks for their words

    speaker_match: whether a speaker whom the question names says the fact, or disputes it; 0 or 1
    speaker_conflict: -1 if the question asks for the words of somebody who neither says nor disputes the fact, and it
        isn't the article that reports them, else 0
    gap: whether the entry is a gap of the base's own, 0 or 1
    generic_gap: whether it's something that every base leaves open, 0 or 1
    """
    result = np.zeros((len(entries), len(ENTRY_FEATURES)))
    n_facts = len(names.said_by)
    facts = np.flatnonzero(entries < n_facts)
    if mention.named.any():
        heard = names.heard(mention, entries[facts])
        result[facts, 0] = heard[:, mention.named].any(1)
    if mention.asks_for_words:
        by_others = names.said_by[entries[facts]].any(1) & (not mention.stranger)
        fits = names.heard(mention, entries[facts])[:, mention.asked].any(1) | (telling[facts] & ~by_others)
        result[facts, 1] = fits - 1.0
    result[:, 2] = (entries >= n_facts) & (entries < n_facts + n_gaps)
    result[:, 3] = entries >= n_facts + n_gaps
    return result


def entries_telling(sayer_keys: Keys, index: Index, entries: NDArray[np.integer]) -> Flags:
    """Return for each of `entries` whether a phrasing has one of the stems `sayer_keys` right before a word of saying.

    Such an entry tells what they say, even if it's the article that reports it.
    """
    if not len(sayer_keys):
        return np.zeros(len(entries), bool)
    pairs = np.concatenate([pair_keys(np.array([sayer, saying])) for sayer in sayer_keys for saying in _SAYING_KEYS])
    terms = index.pairs.statistics.find(pairs)
    profiles = index.pairs.profiles
    telling = [profiles.entries[profiles.starts[term] : profiles.starts[term + 1]] for term in terms[terms >= 0]]
    return np.isin(entries, np.concatenate([*telling, np.empty(0, np.int32)]))
