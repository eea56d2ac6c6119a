"""What moderators' buttons ask for. See `actions.py`; the same holds for the spelling of these ids."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.cards.actions import Action, Key, key
from knowledge.history.overlay import UpstreamConflict
from knowledge.model.entries import Dispute
from knowledge.model.refs import Kind, to_json


def dispute_key(dispute: Dispute) -> Key:
    """Return the key of a dispute: of who contests the fact and what they say."""
    return key(f"{dispute.speaker} {dispute.says}")


def conflict_key(conflict: UpstreamConflict) -> Key:
    """Return the key of a conflict: of the entry and what the pack says about it now."""
    return key(f"{conflict.ref} {to_json(conflict.upstream_now)}")


class ModeratorAction(Action):
    """An action for moderators only."""


@dataclass(frozen=True)
class GoAhead(ModeratorAction, name="go"):
    """Save the edit kept under `key`, despite a warning or after a failure."""

    key: str


@dataclass(frozen=True)
class DropQuotes(ModeratorAction, name="noquote"):
    """Save the edit kept under `key` without the quotes that may not belong where it would leave them."""

    key: str


@dataclass(frozen=True)
class PutOnTop(ModeratorAction, name="top"):
    """Save the moderator's text over what someone else saved meanwhile."""

    key: str
    revision: int


@dataclass(frozen=True)
class Discard(ModeratorAction, name="drop"):
    """Discard the edit kept under `key`."""

    key: str


@dataclass(frozen=True)
class Reopen(ModeratorAction, name="form"):
    """Open the form again with the moderator's text in it."""

    key: str


@dataclass(frozen=True)
class Undo(ModeratorAction, name="undo"):
    """Undo a revision."""

    revision: int


@dataclass(frozen=True)
class PickEntry(ModeratorAction, name="which"):
    """Go on with the command kept under `key`, with the entry that was meant."""

    key: str
    entry: Key


@dataclass(frozen=True)
class AddOtherSide(ModeratorAction, name="side"):
    """Open the form for a fact with the other side's statement; fact and dispute by their keys."""

    fact: str
    dispute: str


@dataclass(frozen=True)
class OpenFact(ModeratorAction, name="editfact"):
    """Open the form of a fact, by its key."""

    fact: Key


@dataclass(frozen=True)
class OpenGap(ModeratorAction, name="answergap"):
    """Open the form that makes a fact of a gap, by its key."""

    gap: Key


@dataclass(frozen=True)
class ListFacts(ModeratorAction, name="facts"):
    """Turn to a page, from 0, of `/fact list`, filtered by status, speaker's and topic's key; empty is all."""

    status: str
    speaker: str
    topic: str
    page: int


@dataclass(frozen=True)
class ListEntries(ModeratorAction, name="entries"):
    """Turn to a page, from 0, of `/speaker list`, `/source list` or `/gap list`."""

    kind: Kind
    page: int


@dataclass(frozen=True)
class ShowHistory(ModeratorAction, name="history"):
    """Turn to a fact's revisions before one."""

    fact: str
    before: int


@dataclass(frozen=True)
class ListRevisions(ModeratorAction, name="revisions"):
    """Turn to the revisions before one, of one person, of an entry's key; 0 or empty is the latest, or all."""

    person: int
    entry: str
    before: int


@dataclass(frozen=True)
class ListConflicts(ModeratorAction, name="updates"):
    """Turn to another conflict between the pack and the server, by its place, from 0."""

    page: int


class Version(StrEnum):
    """Which version of an entry to keep: the server's or the pack's."""

    OURS = "ours"
    UPSTREAM = "theirs"


@dataclass(frozen=True)
class KeepVersion(ModeratorAction, name="settle"):
    """Keep one version of an entry that the pack and the server both changed, as they were at revision `opened`."""

    keep: Version
    conflict: str
    opened: int


class Step(StrEnum):
    """What to do with a draft."""

    KEEP = "keep"
    EDIT = "edit"
    DISPUTE = "dispute"
    SKIP = "skip"
    LATER = "later"


@dataclass(frozen=True)
class HandleDraft(ModeratorAction, name="draft"):
    """Do something with a draft, by its key."""

    step: Step
    draft: Key


@dataclass(frozen=True)
class OpenDrafts(ModeratorAction, name="drafts"):
    """Go on with the drafts, where the moderator was."""


@dataclass(frozen=True)
class UndoStep(ModeratorAction, name="undodraft"):
    """Undo a revision that kept or skipped a draft, and show that draft again."""

    revision: int


@dataclass(frozen=True)
class Approve(ModeratorAction, name="approve"):
    """Approve a proposal, which takes effect."""

    number: int


@dataclass(frozen=True)
class Decline(ModeratorAction, name="decline"):
    """Decline a proposal; the person who made it withdraws it."""

    number: int


@dataclass(frozen=True)
class ShowProposal(ModeratorAction, name="proposal"):
    """Send the full text of a proposal that was shortened to fit its card."""

    number: int


@dataclass(frozen=True)
class ListProposals(ModeratorAction, name="proposals"):
    """Turn to another waiting proposal, by its place, from 0."""

    page: int


@dataclass(frozen=True)
class PasteReply(ModeratorAction, name="reply"):
    """Open the form for an assistant's reply."""


@dataclass(frozen=True)
class AskModel(ModeratorAction, name="askmodel"):
    """Ask the operator's language model for ways to ask."""


@dataclass(frozen=True)
class SuggestForFact(ModeratorAction, name="sugfact"):
    """Ask the operator's language model for ways to ask for one fact, by its key."""

    fact: Key


@dataclass(frozen=True)
class SuggestForGap(ModeratorAction, name="suggap"):
    """Ask the operator's language model for ways to ask for one gap, by its key."""

    gap: Key


@dataclass(frozen=True)
class ReviewSuggested(ModeratorAction, name="review"):
    """Show the suggested phrasings that wait after number `after`. turn: in the place of those that are shown."""

    after: int
    turn: bool


@dataclass(frozen=True)
class AcceptSuggested(ModeratorAction, name="sugyes"):
    """Accept the unmarked ones of the suggested phrasings from number `first` to `last`, and skip the marked ones."""

    first: int
    last: int


@dataclass(frozen=True)
class SkipSuggested(ModeratorAction, name="sugno"):
    """Skip the suggested phrasings from number `first` to `last`."""

    first: int
    last: int


@dataclass(frozen=True)
class PickSuggested(ModeratorAction, name="sugpick"):
    """Accept those picked in a menu of the suggested phrasings from number `first` to `last`, and skip the others."""

    first: int
    last: int


@dataclass(frozen=True)
class AcceptEverything(ModeratorAction, name="sugall"):
    """Accept every unmarked suggested phrasing that waits, up to number `last`: later ones nobody has heard of."""

    last: int


@dataclass(frozen=True)
class UndoAllAccepted(ModeratorAction, name="sugundo"):
    """Ask whether to undo every suggested phrasing that was accepted."""
