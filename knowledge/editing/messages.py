"""Every sentence of this package that people read: why an edit was refused, what it would affect, what it changed.

Texts with `{names}` are filled in with `str.format`. `bot/strings` has all others.
"""

from __future__ import annotations

from knowledge.files.messages import Message

# Any edit
NOTHING_TO_CHANGE = "Nothing to change: it already says that."
IN_THE_FUTURE = "{date} is in the future. Use the date the statement is from."
TOO_EARLY = "{date} is before there were newspapers. Check the year."
ALREADY_EXISTS = "The {kind} “{title}” already exists. Edit that one."
NAMED_LIKE_THE_ARTICLE = "Cards say “{name}” if nobody is quoted. Give the speaker another name."
NAME_TAKEN = "“{text}” already stands for the speaker “{other}”, so “{name}” can't be called that, too."
NAME_LOOKS_TAKEN = "“{text}” looks like what the speaker “{other}” is called, so “{name}” can't be called that."
NO_WORDS = "{field} has no words. Write it in letters or numbers."
NEEDS_A_WORD = "{field} needs a word. Write it as people would ask it."
DOESNT_EXIST = "The {kind} '{id}' doesn't exist (any more). Pick one from the list."
CHANGED_MEANWHILE = "{name} changed {what} while you were writing.{beside} Nothing was overwritten."
BELONGS_TOGETHER = " You changed {mine}, and they belong together."
THE_ENTRY = "it"
SEEN_IS_GONE = "A speaker or source in what you edited was removed meanwhile. Please open it again."
AND = "{some} and {last}"
CLASHING = {  # fields as in FIELDS, but whole lists
    "answer": "the answer",
    "also_in": "the other sources",
    "as_of": "the date",
    "as_of_note": "the note on the date",
    "disputes": "the disputes",
    "note": "what I say instead",
    "paragraphs": "where it says so",
    "phrasings": "the other ways to ask",
    "speakers": "who said it",
    "url": "the link",
    "variants": "the other spellings",
}
NOT_SAVED = "I couldn't save this: the database isn't answering. Keep your text and try again soon."

# A problem with a field, as a sentence: what's wrong, and what to do. {field} is one of the names below.
FILL_IN = "Fill in {field}."
TOO_LONG = "{field} {problem}. Shorten it."
PROBLEM = "{field} {problem}."
UNUSABLE = "{field} can't be used: {problem}."
PICK_AN_EXISTING_ONE = "{problem}. Pick one that exists."
FIELDS = {
    "also_in": "one of the other sources",
    "answer": "the answer",
    "as_of": "the date",
    "as_of_note": "the note on the date",
    "disputes": "the disputes",
    "fact": "the other side's fact",
    "kind": "the kind",
    "name": "the name",
    "note": "what I say instead",
    "paragraphs": "where it says so",
    "phrasings": "one of the other ways to ask",
    "question": "the question",
    "quote": "the quote",
    "role": "the role",
    "says": "what they say instead",
    "see": "a fact to show beside it",
    "side": "the side",
    "source": "the source",
    "speaker": "the speaker",
    "speakers": "the speaker",
    "statements": "a statement",
    "title": "the title",
    "topics": "one of the topics",
    "url": "the link",
    "variants": "one of the other spellings",
    "where": "where they say so",
}
LISTS = {
    "also_in": "the list of other sources",
    "disputes": "the list of disputes",
    "paragraphs": "the list of paragraphs",
    "phrasings": "the list of other ways to ask",
    "see": "the list of facts to show beside it",
    "speakers": "the list of speakers",
    "statements": "the list of statements",
}

# What was typed into a field
UNKNOWN_SPEAKER = "I don't know the speaker “{text}”. Add the speaker first, or pick one from the list."
SEVERAL_SPEAKERS = "“{text}” stands for several speakers: {names}. Write the id of the one you mean."
LINK_NOT_KEPT = "“{text}” can't be used as a link: a link has at most {most} characters, and no < or >."
NEITHER_PARAGRAPHS_NOR_LINK = "“{text}” is neither paragraph numbers (like 3, 5-7) nor a link (https://…)."
NOT_PARAGRAPHS = "“{text}” isn't paragraph numbers. Write them like 3, 5-7; 0 is the headline."
LINK_NEEDS_DATE = "When was that published? Write its date as well, like 2023-01-13."
LINK_NOT_A_SOURCE = "“{text}” isn't a source yet. Add it with `/source add` first, with its date."
WHICH_SOURCE = "There are several sources. Write which one, too: {examples}."
NO_SUCH_SOURCE = "There's no source '{id}'. Add it first, or use a link."
NO_SOURCE_YET = "There's no source yet. Use a link, or add a source first."
NO_SUCH_PARAGRAPH = "There's no paragraph {number}: '{source}' has 0 (the headline) to {last}."
BACKWARDS = "“{text}” is the wrong way round. Write {first}-{last}."

# Facts and gaps
NOT_A_FACT = "“{text}” isn't a fact. Write its question exactly as it is on record, or its id."
NOT_ASKED_FOR = "Only facts and gaps have other ways to ask."
QUESTION_NOT_REMOVED = "That's the {kind}'s question. To change it, edit the {kind}."
NOT_A_PHRASING = "“{text}” isn't one of the other ways to ask. Pick one from the list."
ALREADY_A_PHRASING = "“{text}” is already a way to ask."
ARTICLE_CANT_DISPUTE = "The article itself can't dispute a fact. Pick the speaker who does."
ALREADY_DISPUTED = "This dispute is already on record."
DISPUTES_IT_TOO = "{name} disputes this fact already. Edit that dispute, or end one of the two."
DISPUTE_GONE = "That dispute isn't on record any more."

# Sources
SOURCE_NEEDS_DATE = "A source needs a date. Write it like 2023-01-13."
NOT_A_NUMBER = "“{text}” isn't a number of paragraphs. Write it like 20."
TOO_MANY_PARAGRAPHS = "A source has at most {most:,} paragraphs. Split it into several sources."
QUESTION_FIRST = (
    "Write the question and the answer. The question comes first and ends with a question mark, or has a line of its "
    "own."
)

# Articles to start a base from
NO_ARTICLE = "There's no article. Paste its text, or upload it as a text file."
EMPTY_ARTICLE = "The file is empty. Upload one with the article's text in it, or paste the text."
TITLE_TOO_LONG = "The title has {length:,} characters; at most {most} are allowed. Shorten it."
NOT_AN_ARTICLE = "That's {kind}, not the text of an article. Copy the text as you read it, and paste that."
ARTICLE_TOO_LONG = "The article has {length:,} characters; at most {most:,} are allowed. Split it."
ARTICLE_WITHOUT_DATE = "I found no date in the article. Fill in the date it was published, like 2023-01-13."

# Removing and bringing back
STILL_USED = "“{title}” is still used by {users}. Change or remove those first."
WHERE_DISPUTED = "“{fact}”, which {speakers} disputes there (/fact dispute changes where)"
AND_MORE = "{named} and {number} more"
NEVER_CHANGED = "The {kind} was never changed here."
NOT_REMOVED = "The {kind} '{id}' wasn't removed here."
ALREADY_BACK = "The {kind} is already back."
NO_SUCH_REVISION = "There's no revision {number}. Pick one from the history."

# Proposals, and conflicts with the pack
NO_SUCH_PROPOSAL = "That proposal doesn't exist."
OWN_PROPOSAL = "You proposed this yourself, so another moderator has to approve it."
ALREADY_DECIDED = "Proposal {number} is already {state}, by {name}."
DECIDED_MEANWHILE = "Someone else has just decided on this proposal."
ALREADY_RESOLVED = "This conflict is already resolved."

# Imported files
FILE_TOO_LARGE = "The file has {size:,} bytes; at most {most:,} are allowed. Split it."
FILE_HAS_PROBLEM = "The file has a problem, so nothing was imported. Fix it and try again."
FILE_HAS_PROBLEMS = "The file has {number:,} problems, so nothing was imported. Fix them and try again."
NOTHING_TO_REPLACE_BY = (
    "The file has no facts. The mode replace would remove all {number:,} facts that are here, so nothing was imported. "
    "Use the mode add or update, or /base reset to start again from the pack."
)
NO_ROWS = "The table has no rows below its first one. Write a question and an answer in each."
ENCODING_ASSUMED = "The file isn't in UTF-8. I read it as {encoding}. Check that these letters are right: {sample}"
NEW_SPEAKER = "New speaker: {name}, {role} ({side})"
SAID_BY = "Said by {name}: {facts}"
DISPUTED_BY = "Disputed by {name}: {facts}"
NEW_NAME = "{name} (new)"
ONE_FACT = "1 fact"
FACTS = "{number:,} facts"
# Problems in a file; each comes after its place, like "row 3: speaker: "
FUTURE_PROBLEM = "{date} is in the future"
TOO_EARLY_PROBLEM = "{date} is before there were newspapers; check the year"
ARTICLE_NAME_PROBLEM = "nobody can be called '{name}'"
NAME_TAKEN_PROBLEM = "“{text}” already stands for the speaker “{other}” ({id}); “{name}” can't be called that, too"
NAME_LOOKS_TAKEN_PROBLEM = "“{text}” looks like what “{other}” ({id}) is called; “{name}” can't be called that"
EXISTS_PROBLEM = "“{title}” already exists: {there}"
NO_WORDS_PROBLEM = "has no words; write it in letters or numbers"
NEEDS_A_WORD_PROBLEM = "needs a word; write it as people would ask it"
DIFFERS_PROBLEM = Message("already exists and says something else", "Import with the mode update to replace it")
# The form of a table
NO_QUESTION_COLUMN = Message(
    "names no column “question”. It has {there}",
    "The first row has to name the columns, with commas, semicolons or tabs between: {columns}. Only question and "
    "answer are required",
)
NO_ANSWER_COLUMN = Message("names no column “answer”. It has {there}", "Write answer above the answers")
UNKNOWN_COLUMN = "isn't a column"
DID_YOU_MEAN = "Did you mean {name}?"
COLUMNS_ARE = "Delete it; the columns are {columns}"
NAMELESS = "a column without a name"
TOO_MANY_COLUMNS = Message("has {number:,} columns; a table of facts has at most {columns}", "Delete the others")
COLUMN_TWICE = Message("is there twice", "Keep one of them")
COLUMN_NEEDS_ANOTHER = Message("needs a column {needed} beside it", "Add that column, or delete this one")
TOO_MANY_CELLS = Message(
    "has {cells} cells, but the table has {columns} columns",
    'If a text has a comma or semicolon in it, write " before and after the text',
)
TOO_FEW_CELLS = Message("has only {cells} of {columns} cells", "Write a comma or semicolon for each empty cell, too")
TOO_MANY_ROWS = Message("is one of more than {most:,} rows", "Split the table")
CELL_TOO_LONG = Message("a cell is far too long", 'Look for a " that has no other " at the end of its cell')
CELL_NEVER_ENDS = Message('a cell begins with " and never ends', 'Write " at its end, or delete the one it begins with')
QUOTE_INSIDE_CELL = Message("a cell in quotes has a quote inside it", "Write each quote inside it twice: {fixed}")
SPREADSHEET_ERROR = Message("“{text}” is an error of the spreadsheet", "Write the text there, with a ' before it")
# The rows of a table
NOT_A_FACT_PROBLEM = Message("there's no fact “{text}”", "Write its question exactly as it is on record, or its id")
NO_QUESTION = Message("is empty", "Write the question, or delete the row")
TWICE_PROBLEM = Message("is also in row {row}", "Keep one of them")
NEITHER_ANSWER_NOR_NOTE = Message(
    "is empty", "Write the answer. If the article doesn't say, write what I should say instead, in the column note"
)
ANSWER_AND_NOTE = Message("is for questions without an answer, and this row has one", "Delete it, or the answer")
NOT_ONE_FOR_EACH = Message(
    "doesn't have one part for each name ({parts} and {names})", "Write one for each, with | between"
)
DISPUTES_DONT_MATCH = Message(
    "doesn't have one text for each name in disputed_by ({names} and {texts})", "Write one for each, with | between"
)
ARTICLE_DISPUTES = Message("the article itself can't dispute a fact", "Write the name of the speaker who does")
NEARLY_A_SPEAKER = (
    "“{name}” is nearly “{other}”. Write that name if it's them. If it's someone else, fill in the column role."
)
SEVERAL_NAMES = "“{name}” looks like several names. Write | between them: {fixed}"
NEARLY_AN_OPPONENT = (
    "“{name}” is nearly “{other}”. Write that name if it's them. If it's someone else, add them with /speaker add "
    "first."
)
RANGE_MADE_A_DATE = (
    "“{text}” is a date: your spreadsheet made one of {first}-{last}. Format the column as text, then write "
    "{first}-{last} again."
)
NUMBER_MADE_DECIMAL = "“{text}” is neither paragraph numbers nor a link. Write {number}."

# What a change would affect
POINTERS_LOST = "These link to “{fact}” and would lose that link: {others}."
STATEMENT_LOST = "“{fact}” would lose what {speaker} says: {says}"
QUOTE_OF_ANOTHER_SPEAKER = (
    "“{fact}” has the quote “{quote}”. It would stay, under another speaker. Is it in their words?"
)
QUOTE_OF_ANOTHER_ANSWER = "“{fact}” has the quote “{quote}”. It would stay, beside another answer. Does it still fit?"
SPEAKER_RENAMED = (
    "What “{old}” is on record for ({facts}) would all be said by “{new}”. If that's somebody else, add them with "
    "/speaker add instead."
)
CAVEAT_LOST = "Nobody would dispute “{fact}” any more. Cards would show it without a caveat."
DISPUTES_LOST = "“{fact}” is disputed by {speakers}. What they say would be removed with it."
SAME_QUESTION = "“{text}” is the question of another {kind}. I couldn't tell which is meant."
SAME_WORDS = "“{text}” is also a way to ask “{other}”. I couldn't tell which is meant."
WOULD_GET = "“{text}” would get the answer to “{other}” instead of “{question}”."
WOULD_NOW_GET = "“{text}” would now get the answer to “{other}” instead of “{question}”."

# What a change did, field by field
ITEM_ADDED = "{field} added: {text}"
ITEM_REMOVED = "{field} removed: {text}"
CHANGED = "{field}: {before} → {after}"
UNCHANGED = "unchanged: {fields}"
NONE = "none"
CHANGED_FIELDS = {  # lower case, in the singular: they come before "added", "removed" or a colon
    "phrasings": "other way to ask",
    "disputes": "dispute",
    "topics": "topic",
    "variants": "other spelling",
    "speakers": "said by",
    "statements": "statement",
    "paragraphs": "where it says so",
    "also_in": "other source",
    "as_of": "as of",
    "as_of_note": "note on the date",
    "url": "link",
    "note": "what I say instead",
    "see": "fact beside it",
    "moderator_role": "moderator role",
    "audit_channel": "log channel",
    "living_answers": "living answers",
    "card_number": "answers I correct",
    "card_days": "days I correct them",
    "second_approval": "second approval",
}
ON, OFF = "on", "off"
# A whole change: "Ann edited the fact “Who won?”, revision 3: a typo"
REVISION = "{author} {action}{what}{approved}, revision {number}{reason}"
PROPOSAL = "Proposed by {author}: {action}{what}{reason}"
TITLED = " “{title}”"
ENTRIES = " ({number} entries)"
APPROVED_BY = ", approved by {name}"
HEADLINE = "{sign} {kind} “{title}”"
COUNTS = {"+": "{number} added", "~": "{number} changed", "-": "{number} removed"}
