"""What moderators read after an edit: what was saved, warnings, conflicts, proposals."""

# Cards
SAVED = "**✓ Saved and live.** {summary}"
KEPT = "**Kept: what {names} changed while you were writing**"
WARNING = "**⚠ Not saved yet.** This change would affect:"
QUOTE_WARNING = "**⚠ Not saved yet.** What about the quote?"
REFUSED = "**✗ Not saved.** {reason}"
CONFLICT = "**⇄ Not saved: someone else edited this first.** {reason}"
THEIR_CHANGE = "**What they changed** (revision {number})"
WHAT_SAVING_LOSES = "-# *Save mine over it* loses that change of theirs."
YOUR_TEXT = "**What you wrote**"
YOUR_TEXT_IN_FILE = "**What you wrote** is in the file below."
WHAT_YOU_WROTE = "What you wrote:"
MORE = "- and {number} more"
REMOVE = "**Remove this {kind}?**\n{title}"
IMPORT = "**Import {file}?** Mode: {mode}"
DISCARDED = "Nothing was changed."
EXPIRED = "This has expired. Please start again. Anything you wrote is in the message above."
NAME_THE_SOURCE = "-# To say that a fact is in it, write `{id}:` and the paragraphs under *Where it says so*."

# Lines of what changed
BEFORE = "{field} before: {text}"
NOW = "{field} now: {text}"
PROPOSED_TEXT = "{field} proposed: {text}"
NOTHING_VISIBLE = "nothing people can see"

# Undoing what was changed again since
CHANGED_SINCE = "**⇄ Not undone yet.** After revision {number}, {entries} changed again:"
UNDO_CHOICES = "-# *Undo everything* loses these later changes, too. *Undo the rest* leaves {they} alone."
UNDO_CHOICE = "-# *Undo everything* loses these later changes, too."
WOULD_BE_REMOVED = "{entry} would be removed"
WOULD_GO_BACK = "{entry} would be as before"
AN_ENTRY = "The {kind} “{title}”"
THE_SETTINGS = "The settings"
LOST = "This change by {name} (revision {number}) would be lost:"
REMOVED_IT = "removed"
RESTORED_IT = "brought back"

# Buttons
UNDO = "Undo"
UNDO_EVERYTHING = "Undo everything"
UNDO_THE_REST = "Undo the rest"
SHOW_CARD = "Show the card"
ADD_THEIR_SIDE = "Add their side"
SAVE_ANYWAY = "Save anyway"
KEEP_QUOTE = "Keep the quote"
REMOVE_QUOTE = "Remove the quote"
KEEP_QUOTES = "Keep the quotes"
REMOVE_QUOTES = "Remove the quotes"
EDIT_AGAIN = "Edit my text"
DISCARD = "Discard mine"
SAVE_OVER_IT = "Save mine over it"
TRY_AGAIN = "Try again"
CONFIRM_REMOVE = "Remove"
CONFIRM_IMPORT = "Import"
CANCEL = "Cancel"

# Files beside a card
CHANGES_FILE = "changes.txt"
PROBLEMS_FILE = "problems.txt"
YOUR_TEXT_FILE = "your-text.txt"

# Proposals
NOTHING_WAITS = "No change is waiting for another moderator."
WAITS = "**⏳ Proposal {number} is waiting for another moderator.**"
PROPOSED = (
    "**⏳ Waiting for another moderator.** This is proposal {number}. Until someone else approves it, nothing changes."
)
DECIDED = "**Proposal {number}: {state} by {name}.**"
NOT_APPROVED = "**⇄ Not approved: {name} changed it after it was proposed.** Nothing was overwritten."
AS_IT_IS_NOW = "**As it is now** (revision {number})"
AS_PROPOSED = "**As proposed** (proposal {number})"
REDO = "-# Decline it, then redo the change if you still want it."
YOU_DECIDED = "You've {state} proposal {number}. It stays on record."
WHOLE_PROPOSAL = "Here's all of proposal {number}:"
PROPOSAL_FILE = "proposal-{number}.txt"
PLACE = "-# {place} of {all}"
APPROVE = "Approve"
DECLINE = "Decline"
WITHDRAW = "Withdraw"
SHOW_ALL = "Show all of it"

# Conflicts between the pack and this server
NO_CONFLICTS = "No conflicts: this server follows the pack in everything you haven't changed."
CONFLICT_TITLE = "### Conflict {place} of {all}: {title}"
BOTH_CHANGED = "The pack and this server both changed this {kind}. Yours stays until you choose. The rest is merged."
THE_PACK = "**The pack**"
THIS_SERVER = "**This server**"
SIDE_ADDED = "{who} added it:"
SIDE_CHANGED = "{who} changed it:"
SIDE_REMOVED = "{who} removed it."
KEEP_OURS = "Keep ours"
TAKE_THEIRS = "Take the pack's"
CONFLICT_GONE = "That's already resolved, or the pack has changed again. `/base updates` shows what's left."

# A newer pack, in the log channel
PACK_UPDATED = "### The pack was updated"
PACK_CONFLICTS = (
    "**{conflicts} to resolve with `/base updates`.** The pack and this server changed the same. Yours stays until you "
    "choose."
)
PACK_FOLLOWED = "**Changed by the pack.** What you added or changed yourselves stays."
PACK_REMOVED = "**Removed by the pack.** If it comes back, so do the ways to ask that you added."
AND_MORE = " and {number} more"

# Files out and in
EXPORTED = "Everything as of revision {revision}."
TOO_LARGE_TO_IMPORT = "It's larger than `/base import` takes at once, so import it in parts."
EXPORT_FILE = "base-revision-{revision}.{format}"
FILE_NOT_FETCHED = "I couldn't get the file from Discord. Please send it again."
