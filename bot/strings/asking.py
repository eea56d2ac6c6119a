"""What the bot says to people who ask."""

# Suggestions
DID_YOU_MEAN = "Did you mean one of these?"
MAYBE_THESE = "Sorry. Maybe one of these?"
NOTHING_CLOSER = "Sorry, I have nothing closer. Try asking in other words."

# Nothing to answer with
ARTICLE_DOESNT_SAY = "∅ The article doesn't say"
NOTHING = "I have nothing on that."
NOT_ON_RECORD = "{name} isn't on record about that."
SEVERAL_NOT_ON_RECORD = "{name} aren't on record about that."
NOBODY_BY_THAT_NAME = "Nobody by that name is on record here."
OTHERS_SAID = "Here's what {speakers} said, as of {date}:"
ARTICLE_SAYS = "Here's what the article itself says, as of {date}:"
IT_DOES_SAY = "It does say:"  # before the facts that go with a gap
YOU_COULD_ASK = "You could ask:"
ABOUT_TOPIC = "About {topic}"

# An empty question
ASK_ME = "Ask me anything about {title}. I'll tell you what's on record and who said it."
ASK_ME_WITHOUT_SOURCE = "There's nothing on record here yet. A moderator can add facts with `/fact add`."

# The buttons' replies
WITHDRAWN = "That has been taken off the record."
FULL_TEXT = "Here is the full text:"
TOO_FAST = "Too fast! Try again in {seconds}."

# A private answer to a mention
CANT_POST = "I can't post in the channel where you asked, so here's your answer:"

# The source button
SOURCE_TITLE = "Where this comes from"
