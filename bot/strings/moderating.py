"""What moderators see of facts and other entries, of the base as a whole, of `/test`, and of who may moderate."""

# One fact
TOPICS = "**Topics** {topics}"
LAST_CHANGE = "**Last change** {change}"
OTHER_WAYS_TO_ASK = "**Other ways to ask** {number}, all in the file"
NEVER_CHANGED = "never changed here"
NONE = "none"
CHANGED_AT = "{change}, {time}"
TOPICS_IN_FILE = "Topics: {topics}"
LAST_CHANGE_IN_FILE = "Last change: {change}"
OTHER_WAYS_IN_FILE = "Other ways to ask:"
TIME = "%d %B %Y %H:%M UTC"

# The history of a fact
HISTORY = "### History\n{question}"
NO_HISTORY = "Nobody has changed it here."
REVISION = "**{time}** · {change}"
EARLIER = "Earlier ▶"

# The history of everything
WHOLE_HISTORY = "### History"
ONLY_BY = "Only by {name}"
THIS_PERSON = "this person"
ONLY_ABOUT = "Only changes of: {title} ({kind})"
NO_REVISIONS = "Nobody has changed anything here."
NOTHING_IN_HISTORY = "Nothing found."
ENTRY_GONE = "I don't know that entry any more. Run `/base history` again."
REVISION_ROW = "**{time}**\n{change}"
LATEST = "◀ Latest"

# Lists
LIST_TITLE = "### {entries}\n-# {page}"
USED_BY = "used by {facts}"
ALSO = "also {variants}"
PARAGRAPHS = "headline and {paragraphs}"
NO_PARAGRAPHS = "no paragraphs"
GAP_LINE = "{phrasings} · {note}"
DRAFT_LINE = "not a fact yet · said by {speakers} · from {source}"

# The state of a base
STATUS_TITLE = "### What's on record here"
FIGURES = "{facts} ({statuses}), {speakers}, {gaps}"
FIGURES_AND_DRAFTS = "{figures}, {drafts} to turn into facts"
MORE_FIGURES = "{phrasings}; {own} changed on this server; latest revision {revision}"
COVERAGE_LINE = "**Coverage** {coverage}"
COVERAGE = "{source}: facts point to {covered} of {total} paragraphs"
UNCOVERED = "{coverage}; none to {paragraphs}"
MORE_PARAGRAPHS = "{paragraphs} and {number} more"
NO_COVERAGE = "no source has paragraphs"
PACK_UPDATES = "**Pack updates** {updates}"
CONFLICTS = "{conflicts} to resolve: `/base updates`"
MERGED = "{entries} of yours merged with a newer pack"
ALL_FOUND = "**Hard to find** none of {facts} ({tried} tried)"
HARD_TO_FIND = "**Hard to find** {number} of {facts}. Add other ways to ask with `/fact phrasing`."
TAKEN_FOR = "{question} (taken for: {taken_by})"
MORE_HARD = "- and {number} more, in the file"
HARD_IN_FILE = "Hard to find: {fact}"
SUGGESTIONS = "**Suggestions** {number}"
SUGGESTIONS_IN_FILE = "**Suggestions** {number}, all in the file"
NO_SUGGESTIONS = "**Suggestions** none"
SUGGESTIONS_FILE = "suggestions.txt"

# /test
NEAREST = "**What came nearest**"
NEAREST_ENTRY = "- **{question}** · {kind} `{id}` · {scores}"
MATCHED = "asked as “{phrasing}”"
MISSING = "{matched}; doesn't have {words}"
SCORE = "score {score:.2f}"
CONFIDENCE = "confidence {confidence:.0%}"
EXPLANATION_FILE = "explanation.txt"

# Who may moderate
NOT_HERE = "That only works in a server, not in direct messages."
MODERATORS_ONLY = "Only moderators can do that: you need {needed}. Ask an admin."
MANAGE_MESSAGES = "the Manage Messages permission"
ROLE_OR_MANAGE_MESSAGES = "the role {role} or the Manage Messages permission"
ADMINS_ONLY = "Only people with the Manage Server permission can do that. Ask an admin."

# /settings
SETTINGS_TITLE = "### How I work on this server"
SETTINGS_SAVED = "### ✓ Saved"
MODERATORS = "**Moderators** {who}"
MANAGE_MESSAGES_ONLY = "people with Manage Messages"
ROLE_AND_MANAGE_MESSAGES = "people with Manage Messages, and {role}"
THE_ROLE = "the role {role}"
DELETED_ROLE = "a deleted role: pick another"
LOG_CHANNEL = "**Log channel** {channel}"
NO_CHANNEL = "none"
DELETED_CHANNEL = "a deleted channel: pick another"
CANT_POST_THERE = "{channel}, ⚠ but I can't post there: I need {permissions}"
AND = "{one} and {other}"
LIVING_ANSWERS = "**Living answers** {state}"
LIVING_ANSWERS_ON = "on: if a fact changes, I correct it in my latest {answers}, up to {days} old"
LIVING_ANSWERS_OFF = "off: answers I posted stay as they are"
SECOND_APPROVAL = "**Second approval** {state}"
SECOND_APPROVAL_ON = (
    "on: a change to a disputed fact waits until another moderator approves it, in the log channel or with "
    "`/base proposals`"
)
SECOND_APPROVAL_OFF = "off: changes to disputed facts are live at once"
HOW_TO_SHOW_COMMANDS = """\
-# Discord shows my moderator commands only to people with Manage Messages. To show them to the role, too: \
Server Settings › Integrations › {app}, pick a command such as `/fact`, *Add Roles or Members*, pick the role. \
Do the same for `/speaker`, `/source`, `/gap`, `/test` and `/base`."""
EVERYONE = "Everyone has the role @everyone. Pick another role."
SET_AND_CLEARED = "You asked me to set and clear the same thing. Choose one."
