"""What the bot says when it joins a server."""

HELLO = "### Hi, {server}! I'm OnRecord"
WHAT_I_ANSWER = "I answer questions about {title}: what was said, by whom, and who disputes it."
NOTHING_YET = "I answer questions about an article: what was said, by whom, and who disputes it. No facts yet."
HOW_TO_ASK = "Type `/ask`, mention me with a question, or send me a direct message. Try one:"
FOR_MODERATORS = "-# Moderators can edit everything I say."
MODERATOR_BUTTON = "For moderators"
MODERATOR_HELP = """\
### For moderators
Anyone with Manage Messages can edit facts: `/fact add`, `/fact edit`, `/fact dispute` and more. Changes are live at \
once and can be undone (`/fact history`).
Use `/settings` to pick a moderator role and a log channel. Server Settings › Integrations decides who can use which \
of my commands, and where.
To answer mentions in a channel I need View Channel and Send Messages there. I never ping anyone, and I don't store \
people's questions."""
