"""Entry features: what an entry is, and whether it's said by whom the question names."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.search.features import ENTRY_FEATURES
from knowledge.search.ragged import Flags, Numbers
from knowledge.search.speakers import Mention, SpeakerNames


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
