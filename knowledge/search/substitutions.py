"""Words that are looked up as others: shorthand, numbers in words, and British spellings."""

from __future__ import annotations

_SHORTHAND = {
    "u": "you", "ur": "your", "r": "are", "ppl": "people", "b4": "before", "rn": "now", "pls": "please",
    "plz": "please", "thx": "thanks", "wat": "what", "wut": "what", "wot": "what", "y": "why", "hw": "how",
    "gov": "governor", "govt": "government", "prez": "president", "pres": "president", "mil": "military",
    "abt": "about", "bc": "because", "cuz": "because", "coz": "because", "tho": "though", "thru": "through",
    "nite": "night", "tonite": "tonight", "tmrw": "tomorrow", "yday": "yesterday", "gonna": "going to",
    "wanna": "want to", "gotta": "got to", "dunno": "do not know", "im": "i am", "ive": "i have",
    "rly": "really", "srsly": "seriously", "ua": "ukraine", "ukr": "ukraine", "ru": "russia", "rus": "russia",
    "kinda": "kind of", "lotta": "lot of", "w": "with", "n": "and", "da": "the", "dis": "this",
    "smth": "something", "sth": "something", "sb": "somebody", "msg": "message", "k": "thousand",
    "kms": "kilometer", "km": "kilometer",
}  # fmt: skip
_CONTRACTIONS = {  # without their apostrophe; "ca" and "wo" are what's left of "can't" and "won't"
    "ca": "can", "wo": "will", "cant": "can not", "wont": "will not", "dont": "do not", "didnt": "did not",
    "doesnt": "does not", "isnt": "is not", "arent": "are not", "wasnt": "was not", "werent": "were not",
    "hasnt": "has not", "havent": "have not", "hadnt": "had not", "couldnt": "could not", "wouldnt": "would not",
    "cannot": "can not", "shouldnt": "should not", "whats": "what is", "whos": "who is", "wheres": "where is",
    "whens": "when is", "hows": "how is", "theyre": "they are", "thats": "that is",
}  # fmt: skip
_NUMBERS = {  # not "one": it's a pronoun more often
    "zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "hundred": "100",
}  # fmt: skip
_BRITISH = {
    "defence": "defense", "centre": "center", "colour": "color", "neighbouring": "neighboring",
    "neighbour": "neighbor", "organisation": "organization", "programme": "program", "theatre": "theater",
    "favourite": "favorite", "realise": "realize", "recognise": "recognize", "metre": "meter", "metres": "meters",
    "kilometre": "kilometer", "kilometres": "kilometer",
}  # fmt: skip
SUBSTITUTIONS = _SHORTHAND | _CONTRACTIONS | _NUMBERS | _BRITISH
