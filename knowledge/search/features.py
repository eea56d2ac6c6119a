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
    "answer_cosine",
    "phrasing_meaning",
    "answer_meaning",
)
PHRASING_FEATURES = (  # of the phrasings of one entry; the ranker looks at those of the candidates
    "nearest_by_stems",
    "nearest_by_letters",
    "three_nearest_by_letters",
    "question_alignment",
    "phrasing_alignment",
    "question_type_match",
    "negation_match",
    "exact_phrasing",
    "order_match",
)
CONTENT_FEATURES = (  # of all that one entry says, in its phrasings and its answer; of the candidates, too
    "content_match",
    "specific_match",
    "answer_match",
    "unmatched_word",
    "measure_match",
    "time_match",
    "type_match",
    "number_match",
    "name_match",
    "date_match",
    "counted_match",
    "subject_match",
    "topic_match",
    "proper_name_match",
    "relation_match",
)
ENTRY_FEATURES = (  # of what the entry is, and of who says it
    "speaker_match",
    "speaker_conflict",
    "gap",
    "generic_gap",
)
FEATURES = RETRIEVAL_FEATURES + PHRASING_FEATURES + CONTENT_FEATURES + ENTRY_FEATURES
SIGNALS = (  # of the confidence in the best candidate; those that are no features are made from the ranking
    "log_odds",
    "margin_facts",
    "margin_gaps",
    "margin_generic",
    "unknown_share",
    "question_length",
    "question_alignment",
    "phrasing_alignment",
    "question_type_match",
    "phrasing_meaning",
    "answer_meaning",
    "specific_match",
    "unmatched_word",
    "time_match",
    "type_match",
    "name_match",
    "subject_match",
    "topic_match",
)
