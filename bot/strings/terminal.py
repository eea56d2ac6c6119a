"""What answers look like in a terminal."""

DID_YOU_MEAN = "Did you mean one of these?"
YOU_COULD_ASK = "You could ask:"
NOTHING = "I have nothing on that."
SOURCE = "Source: {source}"
ALSO_IN = "Also in: {source}"
