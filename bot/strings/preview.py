"""What the preview says itself, in its page and in the terminal."""

# The terminal
ADDRESS = "OnRecord is here: {address}"
WHAT_TO_DO = "Type  {message}  or  /ask. Switch between member, moderator and admin at the top."
HOW_TO_STOP = "Only this machine can open the page. Stop with Ctrl-C."
CANT_START = "The preview can't start: {error}."
OTHER_PORT = "Choose another --port, or leave it out."
NO_PORT = "'{text}' isn't a port: use a number from 0 (any free one) to 65535"
NOT_INSTALLED = """\
The preview needs SimCord, which isn't installed. Install it and try again:
python3 .ci/start.py preview    (if you installed OnRecord with pip: python -m pip install "onrecord[preview]")"""

# The page
NOT_ASKED = "On Discord I only answer messages that mention me: start with `@OnRecord`, or pick `/ask` from the list."
TOPIC = "Type @OnRecord and a question, or /ask"
INTRODUCTION = """\
**This is a local try-out of OnRecord.**
Type `{message}` or `/ask`.
Switch between member, moderator and admin at the top. Direct messages and the message menu can't be tried here."""
QUESTION_WITHOUT_FACTS = "What can I ask?"

# A message that's too long. MENTION_COUNTS goes after TOO_LONG if the message mentions the bot
TOO_LONG = "Not sent: this message is {excess} too long. Discord allows {most:,} characters"
MENTION_COUNTS = " and counts @OnRecord as {mention}"
SHORTEN = ". Your text is still in the box: shorten it and send it again."
