"""The names of the features: how well an entry fits a question, as numbers that the ranker weighs.

Higher means a better fit, unless a comment says so.
"""

from __future__ import annotations

RETRIEVAL_FEATURES = (  # of whole entries; cheap, so that the retriever can look at every entry
    "stem_cosine",
    "pair_cosine",
    "letter_cosine",
    "stem_likelihood",
    "pair_likelihood",
    "letter_likelihood",
    "discriminative_pairs",
    "discriminative_letters",
)
PHRASING_FEATURES = (  # of the phrasings of one entry; the ranker looks at those of the candidates
    "nearest_by_stems",
    "three_nearest_by_stems",
    "nearest_by_letters",
    "three_nearest_by_letters",
    "question_alignment",
    "phrasing_alignment",
    "word_coverage",
    "rarest_word_coverage",
    "frequent_word_coverage",
    "question_type_match",
    "number_coverage",
    "negation_match",
    "exact_phrasing",
)
FEATURES = RETRIEVAL_FEATURES + PHRASING_FEATURES
