"""Every sentence of this package that people read. `bot/strings` has all others."""

from __future__ import annotations

# What people get for an accepted gap until somebody writes more; cards have “The article doesn't say” above it.
GAP_NOTE = "The article leaves that open. Other reports may say more."

# A reply that can't be used
NOT_TEXT = "The reply isn't UTF-8 text. Copy the assistant's answer into a text file and save it as UTF-8."
TOO_LARGE = "The reply has {size:,} bytes; at most {most:,} are allowed. Ask for fewer facts at once."
EMPTY = "The reply is empty. Copy the whole answer of the assistant."
NO_JSON = (
    'The reply has no JSON object with "facts" or "gaps" in it. '
    "Give the assistant the whole prompt again, and copy its whole answer."
)
CURLY_QUOTES = (
    'The JSON has curly quotes (“ ”) where straight ones (") belong. '
    "Copy the answer with the assistant's own copy button, or ask for it as a code block."
)
CUT_OFF = "The JSON stops in line {line}, before its last }}. Ask the assistant to go on, or for fewer facts at once."
NOT_JSON = (
    "The JSON can't be read: line {line} has “{found}” where something else belongs, often a comma or a quote. "
    "Fix that line, or ask the assistant for valid JSON."
)
NOT_AN_OBJECT = (
    '"facts" has to be an object with a list of texts for each fact\'s id. Ask the assistant to keep to the schema.'
)
NOT_A_LIST = '"gaps" has to be a list of lists: a question and its rewordings. Ask the assistant to keep to the schema.'
NOTHING_USABLE = "The reply suggests nothing that can be used ({dropped}). Ask the assistant again."

# Why a suggested phrasing was dropped
DROPPED = {
    "unknown": "for facts that don't exist",
    "unreadable": "empty, a single letter or not text",
    "control": "with control characters",
    "long": "longer than {most} characters",
    "markup": "with links, mentions or markup",
    "known": "already there",
    "crowded": "more than allowed at once",
}

# The language model
NOT_INSTALLED = "The package openai isn't installed. Install OnRecord with its extra 'suggest'."
NOT_REACHED = "The language model can't be reached. Check SUGGEST_URL, and whether the model is running."
TOO_SLOW = "The language model took longer than {seconds} seconds. Try again, or use a faster one."
REFUSED_KEY = "The language model refused the key. Check SUGGEST_KEY."
NOT_FOUND = "The language model isn't there. Check SUGGEST_URL and SUGGEST_MODEL."
BUSY = "The language model has too many requests. Try again in a minute."
FAILED = "The language model failed (status {status}). Try again later."
REPLY_TOO_LARGE = "The language model's reply was too long, so I stopped reading it. Try again."
NO_REPLY = "The language model sent something that isn't a reply. Check that SUGGEST_URL ends in /v1."
CUT_SHORT = "The language model stopped before it was done. Try again, or use one that allows longer replies."
