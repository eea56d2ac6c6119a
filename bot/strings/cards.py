"""What cards say about facts."""

# The claim and its date
AS_OF = "As of {date}: {claim}"
DATED = "as of {date}"
KNOWS_UNTIL = "I know nothing after {date}."  # if somebody asks about now, or a later year

# Who said it. Each status has its own word, so nobody has to tell colours apart.
SAID = "Said by {who}"
CLAIMED = "Claimed by {who}, not confirmed"
STATED = "Stated by {who}"
THE_SIDES = "The sides"
NOT_CONFIRMED = "not confirmed"
SAID_AT = "{said} · {place}"  # a side, and its paragraphs
SAID_IN = "Said in {source}"  # under a dispute that isn't in the fact's source
SAID_THEN = "Said {dated}"  # under one that isn't of the fact's date
DISPUTED_BY = "Disputed by {who}: {says}"

# Status in a list, where there is no room for a sentence
DISPUTED_STATUS = "⚠ Disputed"
CLAIMED_STATUS = "Claimed, not confirmed"
STATED_STATUS = "Stated by the article"

# Where it's written
HEADLINE = "headline"
PARAGRAPH = "para. {numbers}"
MORE_PARAGRAPHS = "para. {numbers} …"
ALSO_IN = "Also in {source}"
ALSO_HEARD_IN = "Also on record in {source}"  # of a speaker who is introduced
MORE_SOURCES = "and in {sources}"

# Buttons
SOURCE = "Source"
WHAT_THEY_SAY = "What {name} says"
THEIR_SIDE = "The other side"
NOT_ASKED = "Not what I asked"
FULL_TEXT = "Show the full text"
NONE_OF_THESE = "None of these"
BACK = "◀ Back"
MORE = "More ▶"

# A corrected card
CORRECTED = "✎ **Corrected on {day}**"
WITHDRAWN = "✎ This answer was withdrawn on {day}. Ask again to see what's on record now."
