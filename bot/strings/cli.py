"""What the terminal commands print. What their options do is said beside each option (argparse's `help`)."""

# Any command
NOT_INSTALLED = (
    "{module} isn't installed here. In a clone, python3 .ci/start.py preview installs and starts OnRecord; after that, "
    "use its Python: . .venv/bin/activate"
)
DISK_FULL = "The disk is full: {file}"
OUTPUT_CUT_OFF = "the output is cut off"

# Settings
WRONG_SETTING = "{name} is {value}. Expected: {expected}. Change it, or remove it to use the default."
WRONG_SECRET = "{name} can't be used. Expected: {expected}. Change it, or remove it to use the default."
MISSING_SETTING = "{name} is missing. Expected: {expected}. Set it, too."
TOKEN_EXPECTED = "one word as copied from the developer portal, without spaces or quotes"
DATABASE_EXPECTED = "an address like postgresql://user:password@host/name or sqlite:///folder/file.sqlite3"
SUGGEST_URL_EXPECTED = "where an OpenAI-compatible API begins, like http://localhost:11434/v1"
SUGGEST_MODEL_EXPECTED = "the name of the model at SUGGEST_URL, like llama3.1"
PACK_EXPECTED = "the path of a pack, a TOML or JSON file that exists"
DOTENV_NOT_TEXT = "The file .env isn't UTF-8 text. Save it as UTF-8."
DATA_DIR_NOT_WRITABLE = "Can't write to DATA_DIR ({folder}): {reason}. Set it to a folder the bot may write to."

# Packs
PACK_NOT_READ = "The pack {path} can't be read: {reason}."
PACK_NOT_USED = "The pack {path} can't be used:"
PACK_COULD_BE_BETTER = (
    "Warning: {path} works, but could be better ({hints}). To list them: python -m bot pack check {path}"
)

DRAFTS_IN_PACK = (
    "Warning: {path} has {drafts} to turn into facts; nobody is answered with them. To list them: "
    "python -m bot pack check {path}"
)

NO_PROBLEMS = "{path}: no problems"
NO_PROBLEMS_BUT_HINTS = "{path}: no problems; {hints} to make it better"
PROBLEMS = "{path}: {errors} to fix"
PROBLEMS_AND_HINTS = "{path}: {errors} to fix; {hints} to make it better"
ERROR = "Error: {problem}"
HINT = "Hint: {hint}"
# `pack test`. Lines that start with "- " and with four spaces are a list and what is told of its items.
TESTED = (
    "{path}: {facts}, {gaps}. {tried} of {ways} were tried: each was hidden from the pack and then asked, because "
    "people use other words than yours. That took {seconds}."
)
TESTED_SHARES = {
    "found": "found the fact",
    "offered": "got it as a suggestion",
    "taken": "got something else",
    "missed": "got nothing that helps",
}
UNREACHABLE = "Out of reach: not even their own question gets these facts ({number})"
NOT_FOUND = "Not found in other words than the pack's own ({number})"
AMBIGUOUS = "Ambiguous: their own question only gets suggestions ({number})"
ANSWERED_GAPS = "Gaps that get a fact as the answer ({number})"
HINTS = "Hints ({number})"
UNTRIED = "{facts} couldn't be tried, as they have a question and no other way to ask."
WELL_TESTED = "Each fact was found at least once in other words than the pack's own."
PARTLY_TAKEN = "Found in some words, while others get something else ({number})"
TESTED_ENTRY = "- {id}: “{question}”"
TESTED_TAKEN = "    “{question}” gets {kind} {id}"
TESTED_TAKEN_BY = "    “{question}” gets {kind} {id}, asked as “{nearest}”"
TESTED_OFFERED = "    “{question}” gets suggestions"
TESTED_MISSED = "    “{question}” gets nothing"
LISTED_HINT = "- {hint}"
MORE_TESTED = "- and {number} more (`--json` has all)"
NEEDIEST = "These need other ways to ask most: {facts}. To have some suggested:"
SUGGEST_COMMAND = "python -m bot pack suggest {path}"
NO_POSITIVE_NUMBER = "must be a whole number from 1"
TESTING = "Tried {done} of {of} ways to ask, about {seconds} left"

ARTICLE_NOT_TEXT = "{path}: isn't plain text. Save it as plain text (.txt)."

# pack suggest
HOW_TO_APPLY = """\
Give all of this to any assistant and save its answer as a file.
Then review what it suggests: python -m bot pack suggest {path} --apply reply.json"""
NOTHING_TO_SUGGEST = "{path}: every fact has enough other ways to ask, and there are enough gaps."
NO_FACTS = "{path}: has no facts yet, so there's nothing to suggest ways to ask for. Make facts of its drafts first."
NO_MODEL_SET = (
    "No language model is set. Set SUGGEST_URL and SUGGEST_MODEL, or leave out --ask to get a prompt for any assistant."
)
ASKING = "Asking {model}. That can take some minutes."
ASK_NOW = "Ask {model} for them now? (y/n) "
MODEL_STOPPED = "{reason} What it suggested before is below."
SUGGESTED = "Suggested: {ways} for {facts}, and {gaps}. {marked} of them marked ⚠."
DROPPED = "Dropped: {dropped}."
NOTHING_NEW = "Nothing new is left of the reply."
PLACE_IN_REVIEW = "\n{place} of {all}:"
FACT_TO_REVIEW = "“{question}” ({answer})"
GAP_TO_REVIEW = "“{question}” (the article doesn't say: {note})"
GAPS_TO_REVIEW = "questions the article doesn't answer, with “{note}” as the reply"
KEYS = "y accepts one, n skips it, a accepts the rest of this fact or the rest of the gaps, q stops here"
ACCEPT = "  {text}{mark} [y/n/a/q] "
MARK_ANSWERED = "  ⚠ “{question}” may already answer it"
MARK_TAKES = "  ⚠ could take questions from “{question}”"
LEFT_OUT = "Left out, for {title}:\n  {text}{mark}"
APPLIED_BEFORE = "Most of this reply is in the pack already. Review the rest yourself: run the command without --yes."
WROTE = "{path}: {number} accepted and saved."
NOTHING_ACCEPTED = "Nothing was accepted, so {path} is as it was."
FILE_CHANGED = "{path} was changed while you reviewed, so nothing was saved. Run the command again."
NOT_WRITTEN = "{path} can't be written: {reason}."

# pack new
ARTICLE_EMPTY = "{path}: there's nothing to read in it. Put the headline on the first line, then the paragraphs."
ARTICLE_ONLY_HEADLINE = "{path}: there's only one line in it, the headline. Put the paragraphs below it."
NOT_AN_ARTICLE = (
    "{path} is {kind}, not the text of an article. Copy the text as you read it into a plain text file: the headline "
    "on the first line, then the paragraphs."
)
PACK_EXISTS = "{path} is there already, so nothing was written. Pick another file with --to, or move that one."
PACK_WRITTEN = "Wrote {path}: {paragraphs}, {speakers}, {drafts} ({disputed} of them disputed)"
PACK_TO_FINISH = "Open {path} in a text editor. It says at the top how to turn its drafts into facts."
DATE_FOUND = "The article is dated {date}. Check that."
DATE_MISSING = "The article gives no date: write it beside as_of, near the top."
PACK_TO_CHECK = """\
Other ways to ask for your facts: python -m bot pack suggest {path}
When you're done: python -m bot pack check {path}
To try it:        python -m bot preview --pack {path}"""
NO_DATE = "{text!r} isn't a date; write it as 2024-05-31"
NO_LINK = "{text!r} isn't a link; it starts with http:// or https:// and has at most 500 characters"
OPTION_TOO_LONG = "has to be plain text of at most {most} characters"

# Drafts in a pack
DRAFTS_LEFT = (
    "The pack {path} has {drafts} left, so the bot doesn't start with it. The first: {first}. "
    "Turn them into facts or delete them; the list: python -m bot pack check {path}"
)
DRAFTS = "{drafts} to turn into facts; nobody is answered with them:"
DRAFT = "- {id}{paragraphs}: {sentence}"
DRAFT_PARAGRAPHS = " ({paragraphs})"
MORE_DRAFTS = "- and {number:,} more"

PICTURE_WRITTEN = "The picture is in {path}"
NO_HISTORY = "This server hasn't changed anything."

# run, sync
HOW_TO_START = """\
OnRecord needs a bot token to connect to Discord. To try it without one: python3 .ci/start.py preview
To get a token, make a bot at https://discord.com/developers/applications (the README has the steps).
Then start it with the token: DISCORD_TOKEN=your-token python3 .ci/start.py run"""
TOKEN_REFUSED = """\
Discord doesn't accept this DISCORD_TOKEN.
Copy the token again: https://discord.com/developers/applications, your application, Bot, Reset Token."""
DISCORD_NOT_REACHED = "Can't connect to Discord ({error}). Is this machine online?"
NOT_REGISTERED = "Couldn't register the commands with Discord ({error}). Try again in a moment."
REGISTERED = "Registered {commands} with Discord. Restart your Discord app to see them at once."

# health
CONNECTED = "OnRecord is connected to Discord."
LAST_CONNECTED = "OnRecord was last connected to Discord {seconds:.0f} seconds ago."
NOT_CONNECTED = "OnRecord isn't running, or isn't connected to Discord yet: there's no {file}."

# ask
NO_QUESTION = 'Ask something, for example: python -m bot ask "who controls soledar?"'
JSON_READS_QUESTIONS = "--json reads questions from standard input: leave out the one on the command line."
NO_STANDARD_INPUT = "Standard input is closed, so there are no questions to read."

# base
FILE_NOT_READ = "The file {path} can't be read: {reason}."
CONFIRM = "Save this? [y/N] "
NOTHING_CHANGED = "Nothing was changed."
SAVED = "Saved as revision {number}."
WARNING = "Warning: {warning}"
CONFLICT = "Conflict: the pack and this server both changed the {entry}. `/base updates` resolves it."
NO_SERVER_ID = "a server's id is a number, as Discord's Copy Server ID gives it"

# evaluate
QUESTIONS_NOT_READ = "The questions in {path} can't be read: {reason}."
QUESTIONS_NOT_USED = "The questions in {path} can't be used:"
MORE_PROBLEMS = "and {number} more"
HOW_MANY_QUESTIONS = "{questions}: the source answers {answerable} and doesn't answer {unanswerable}"
CALIBRATION_ERROR_AND_AUROC = "calibration error {calibration_error}   AUROC {auroc}"
PICTURE_NOT_WRITTEN = "The picture can't be written: {error}"
MATPLOTLIB_MISSING = "Drawing needs matplotlib: pip install 'onrecord[plot]'"

# evaluate --plot
CALIBRATION_TITLE = "Calibration: how often the best fact is right"
CONFIDENCE_AXIS = "confidence (mean of a tenth of the questions)"
RIGHT_AXIS = "share that is right"
MEASURED = "measured, 95 % interval"
PERFECTLY_CALIBRATED = "perfectly calibrated"
RISK_TITLE = "Risk and coverage: what answering more would cost"
COVERAGE_AXIS = "share of all questions that is answered"
RISK_AXIS = "share of the answers that isn't right"
MOST_CONFIDENT_FIRST = "answering the most confident first"
AS_DECIDED = "as the bot decides"
