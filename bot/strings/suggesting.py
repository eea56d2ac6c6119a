"""`/base suggest`: ways to ask that an assistant or a language model suggests, and their review."""

# The first card
TITLE = "### Ways to ask, suggested by an assistant"
WHAT_IT_DOES = "It never writes an answer: only what you accept becomes a way to ask, or a gap."
HOW_TO = """\
1. Give the file to any assistant, and the article too, if you can.
2. Paste its reply here, or upload it. You then accept or skip what it suggests."""
ENOUGH = "Every fact has enough other ways to ask, and there are enough gaps."
NO_FACTS = "There are no facts yet to suggest ways to ask for. Add some with `/fact add` or `/base start`."
ASK_INSTEAD = "Or press **{button}**: it gets what's on record here, and takes some minutes."
WAITING = "**{number} wait for your review.**"
ACCEPTED_SO_FAR = "Accepted so far: {number}."
PROMPT_FILE = "prompt.txt"

# Buttons
PASTE = "Paste or upload the reply"
ASK_MODEL = "Ask {model}"
REVIEW = "Review {number}"
UNDO_ALL = "Undo all accepted"
ACCEPT_ALL = "Accept all {number}"
ACCEPT_UNMARKED = "Accept the {number} unmarked"
SKIP = "Skip"
LATER = "Later"
ACCEPT_EVERYTHING = "Accept everything unmarked ({number})"
SUGGEST_FOR_ENTRY = "Suggest ways to ask"

# The form
FORM = "The assistant's reply"
REPLY_HINT = "Up to 4,000 characters; upload a longer one as a file"
FILE = "Or upload it"
NOTHING_GIVEN = "Paste the reply, or upload it as a file."

# The review
PLACE = "-# {left} to review"
FACT = "**{question}**\n{claim}\n-# {said_by}\n-# Has {number}. Suggested:"
GAPS = "**Questions the article doesn't answer**\n-# People who ask them would read: “{note}” Suggested:"
GAP = "**{question}**\n{note}\n-# The article doesn't say. Has {number}. Suggested:"
LINE = "{place}. {text}"
REWORDINGS = "-# also: {rewordings}"
MARK_ANSWERED = "-# ⚠ May already be answered by “{question}”"
MARK_TAKES = "-# ⚠ Could take questions from “{question}”"
PICK = "Accept only some; the others are skipped"
MARKED_ARE_SKIPPED = "-# Accepting the unmarked ones skips the marked ones. To accept those too, pick them."
ALL_REVIEWED = "Nothing is left to review."
LEFT_FOR_LATER = "{number} are left for later."

# What was done, above the review
SAVED = "**✓ Saved and live:** {number} accepted, revision {revision}."
PROPOSED = "**⏳ Waiting for another moderator:** {number}, as proposal {proposal}."
SKIPPED = "Skipped {number}."
ALREADY_THERE = "Someone else was faster: that's already decided."
SUGGESTED = "{number} suggested, {marked} of them marked ⚠."
DROPPED = "Dropped: {dropped}."
NOTHING_NEW = "The reply suggests nothing new."
STOPPED = "{reason} What it suggested before that is below."

# Asking a model
ALREADY_ASKING = "I'm already asking for this server. Wait for the reply."
NO_MODEL = "The operator of this bot hasn't set a language model. Use the prompt with any assistant."
TOO_MANY_WAIT = "{number} suggested ways to ask already wait. Review those first."
FACT_GONE = "That fact isn't on record any more."
GAP_GONE = "That gap isn't on record any more."

# Undoing
UNDO_ALL_QUESTION = "**Undo every suggested way to ask that was accepted?** {number} would go. Your other changes stay."
CONFIRM_UNDO_ALL = "Undo all"

# In `/about`
ABOUT_MODEL = """\
**Language model**
Moderators can ask {model} at {host} for more ways to ask. It gets what's on record here, never your questions, and it \
never writes an answer."""
