"""Moderators' forms. Discord shows up to 45 characters of a title or label, and 100 of a hint."""

# Titles
ADD_FACT = "Add a fact said by {speaker}"
EDIT_FACT = "Edit the fact"
DISPUTE_FACT = "Dispute the fact"
ANSWER_GAP = "Make the gap a fact (its ways to ask stay)"
EDIT_DISPUTE = "Edit the dispute"
OTHER_SIDE = "Add the side of {speaker}"
ADD_SPEAKER = "Add a speaker"
EDIT_SPEAKER = "Edit the speaker"
ADD_SOURCE = "Add a source"
EDIT_SOURCE = "Edit the source"
ADD_GAP = "Add a gap (the article doesn't say)"
EDIT_GAP = "Edit the gap"
RESET = "Drop all changes"

# Above the fields
WHO_DISPUTES_WHAT = "{speaker} disputes the answer to: {question}"
WHAT_RESET_DOES = "Everything goes back to the original pack. This server's name: {server}"

# Labels, by field; texts that couldn't be saved come back under them
LABELS = {
    "add": "Another way to ask",
    "answer": "Answer",
    "article": "Text file",
    "as_of": "Date",
    "disputed_by": "Who contests it",
    "kind": "Kind",
    "more_phrasings": "More ways to ask",
    "name": "Name",
    "note": "What I say instead",
    "other_side": "Their side, if it's a fact",
    "paragraphs": "Number of paragraphs",
    "phrasings": "Other ways to ask",
    "question": "Question",
    "question_and_answer": "Question and answer",
    "quote": "Quote",
    "reason": "Reason",
    "remove": "One to remove",
    "reply": "The reply",
    "role": "Role",
    "says": "What they say instead",
    "see": "Facts to show beside it",
    "server_name": "Type this server's name to confirm",
    "side": "Side",
    "speakers": "Who said it",
    "text": "Or the article itself",
    "title": "Title",
    "topics": "Topics",
    "url": "Link",
    "variants": "Other spellings",
    "where": "Where it says so",
}

# Hints
QUESTION_HINT = "As people would ask it"
ANSWER_HINT = "In your own words, clear without the question; up to 1,000 characters"
PHRASINGS_HINT = "One per line. The more there are, the better I find it"
MORE_PHRASINGS_HINT = "One per line; added to the ones it has"
WHERE_HINT = "Paragraphs like 3, 5-7 (0: headline), or a link. Several sources: one: 3; two: 5"
DISPUTED_WHERE_HINT = "Paragraphs like 3, 5-7 (0: headline), a link, or words. Another source: its-id: 3"
AS_OF_HINT = "When they said so: YYYY-MM-DD. Empty: the source's date; a new link needs one"
SAYS_HINT = "Up to 400 characters"
NAME_HINT = "As shown on cards"
ROLE_HINT = "Who they are, e.g. defense ministry of Ukraine"
SIDE_HINT = "Which side, e.g. Ukraine"
VARIANTS_HINT = "One per line; people find them by these, too"
TITLE_HINT = "As shown on cards"
KIND_HINT = "What it is, e.g. news article"
SOURCE_DATE_HINT = "YYYY-MM-DD"
PARAGRAPHS_HINT = "Without the headline; empty if it has none"
URL_HINT = "Starts with https://; may be empty"
GAP_QUESTION_HINT = "What people ask"
SEE_HINT = "What the article does say: up to 3 facts by question or id, one a line"
NOTE_HINT = "e.g. The article gives no casualty figures."
ARTICLE_HINT = "The article as plain text (.txt)"
TEXT_HINT = "Paste it here: up to 4,000 characters, paragraphs apart by an empty line"
ARTICLE_TITLE_HINT = "Empty for the article's first line"
ARTICLE_DATE_HINT = "YYYY-MM-DD; empty if the article says it"
QUESTION_AND_ANSWER_HINT = "The question, then the answer in your own words: How far did it rise? By two metres."
REASON_HINT = "Shown in the history; may be empty"
NO_QUOTE = "-"  # as an option of a command, which can't be empty
SPEAKERS_HINT = "Names as on cards, separated by commas, or: the article itself"
QUOTE_HINT = "Spoken words only, exactly as printed; may be empty"
OTHER_SIDE_HINT = "The question of the fact with what they say; may be empty"
DISPUTED_BY_HINT = "A speaker's name"

# When a form can't be opened or used
TOO_LONG = (
    "“{label}” is longer than Discord's forms can show. "
    "Use `/base export`, edit the file, then `/base import` with the mode update."
)
EXPIRED = (
    "This form has expired: I was restarted, or it was open for more than a day. Nothing was saved. "
    "Your text is in the file. Run the command again and paste it."
)
WRONG_SERVER_NAME = "That isn't this server's name, so nothing was changed."
PHRASING_MISSING = "Type another way to ask, or pick one to remove."
UNKNOWN_DISPUTE = "I don't know that dispute. Pick one from the list."
FACT_GONE = "That fact isn't on record any more."
GAP_GONE = "That gap isn't there any more."
DISPUTE_GONE = "That dispute isn't on record any more."
