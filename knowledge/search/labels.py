"""What features and signals are called where people see them, in explanations."""

from __future__ import annotations

LABELS = {
    # features
    "stem_cosine": "words like the entry's",
    "pair_cosine": "neighboring words like the entry's",
    "letter_cosine": "letters like the entry's",
    "stem_likelihood": "words typical of the entry",
    "pair_likelihood": "neighboring words typical of the entry",
    "letter_likelihood": "letters typical of the entry",
    "discriminative_pairs": "words that set it apart",
    "discriminative_letters": "letters that set it apart",
    "nearest_by_stems": "words like the nearest phrasing's",
    "three_nearest_by_stems": "words like the three nearest phrasings'",
    "nearest_by_letters": "letters like the nearest phrasing's",
    "three_nearest_by_letters": "letters like the three nearest phrasings'",
    "question_alignment": "question's words in the nearest phrasing",
    "phrasing_alignment": "nearest phrasing's words in the question",
    "word_coverage": "question's words in any phrasing",
    "rarest_word_coverage": "rarest word in any phrasing",
    "frequent_word_coverage": "question's words in many phrasings",
    "question_type_match": "same type of question",
    "number_coverage": "numbers in any phrasing",
    "negation_match": "negated alike",
    "exact_phrasing": "same words as a phrasing",
    # signals of confidence
    "score": "score",
    "log_odds": "odds against all other entries",
    "margin_same_kind": "lead over the next fact",
    "margin_other_kind": "lead over the nearest gap",
    "unknown_share": "unknown words",
    "question_length": "length of the question",
    "bias": "to begin with",
}
