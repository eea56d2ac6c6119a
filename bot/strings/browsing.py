"""What `/said`, `/disputed`, `/about` and topic lists say."""

# Commands and their options, as Discord shows them
SAID_COMMAND = "Everything one person said"
SAID_BY_OPTION = "Who"
DISPUTED_COMMAND = "What's disputed, and by whom"
ABOUT_COMMAND = "Where my answers come from, and what I store"

NO_SUCH_SPEAKER = "I don't know a speaker by that name. Start typing a name and pick one from the list."

# Lists
SAID_TITLE = "What {speaker} is on record saying"
SAID_BY_ARTICLE_TITLE = "What the article itself says"
UNKNOWN_SPEAKER = "a speaker who isn't here any more"
TOPIC_TITLE = "About {topic}"
UNKNOWN_TOPIC = "a topic that isn't here any more"
DISPUTED_TITLE = "What's disputed"
CLAIMED_AND_DISPUTED = "Claimed by {claiming}\n⚠ Disputed by {disputing}"
STATED_AND_DISPUTED = "Stated by {claiming}\n⚠ Disputed by {disputing}"
CONTENTION_TITLE = "Questions about the same dispute"
PAGE = "Page {page} of {pages}"
NOTHING_LISTED = "There's nothing here."
NOTHING_DISPUTED = "Nobody disputes anything on record."

# About
ABOUT_TITLE = "Where my answers come from"
NO_SOURCE = "There's no source yet."
MORE_SOURCES = "and {number} more"
COUNTS = "{facts}, {disputed} of them disputed · {speakers} · {gaps} the article doesn't answer"
HOW_IT_WORKS = """\
I match your question to facts people took from the article. I don't make anything up: every answer says who said it, \
where, and who disputes it. If the article doesn't say, I say so."""
WHAT_I_STORE = """\
**What I store**
I don't store your questions, or that you asked. I see only messages that mention me, direct messages and what you \
type into my commands. For public answers I remember which fact is in which message, so I can correct it if the fact \
changes."""
