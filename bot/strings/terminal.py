"""What answers look like in a terminal."""

DID_YOU_MEAN = "Did you mean one of these?"
IT_DOES_SAY = "It does say:"  # before the facts that go with a gap
YOU_COULD_ASK = "You could ask:"
NOTHING = "I have nothing on that."
SOURCE = "Source: {source}"
ALSO_IN = "Also in: {source}"
ALSO_HEARD_IN = "Also on record in: {source}"  # of a speaker who is introduced
