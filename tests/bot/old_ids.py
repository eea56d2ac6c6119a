"""Every kind of button id that 0.1.0 posted, spelled as it spelled them, and the action each must still mean."""

from bot.cards.actions import Key, ListKind, OfferOthers, OpenList, PickFact, ShowFact, ShowWhole
from bot.cards.moderator_actions import (
    AddOtherSide,
    Approve,
    Decline,
    Discard,
    GoAhead,
    KeepVersion,
    ListConflicts,
    ListEntries,
    ListFacts,
    ListProposals,
    PutOnTop,
    Reopen,
    ShowHistory,
    ShowProposal,
    Undo,
    Version,
)
from knowledge.model.refs import Kind

CONTROL, DENIAL, POPULATION = Key("0fcd568a"), Key("4b8d8a78"), Key("4f9edc4d")  # of the ids in `tests/entries.py`
PENDING = "0123456789abcdef"

OF_MEMBERS = {
    "fact:0fcd568a": ShowFact(CONTROL),
    "pick:80351110224678912:1:0fcd568a": PickFact(80351110224678912, True, CONTROL),
    "pick:1:0:4f9edc4d": PickFact(1, False, POPULATION),
    "other:80351110224678912:4b8d8a78": OfferOthers(80351110224678912, (DENIAL,)),
    "other:1:4b8d8a78.4f9edc4d": OfferOthers(1, (DENIAL, POPULATION)),
    "whole:0fcd568a": ShowWhole(CONTROL),
    "list:said:red:0:0": OpenList(ListKind.SAID, "red", 0, turn=False),
    "list:said::12:1": OpenList(ListKind.SAID, "", 12, turn=True),
    "list:disputed::1:1": OpenList(ListKind.DISPUTED, "", 1, turn=True),
    "list:topic:0fcd568a:0:0": OpenList(ListKind.TOPIC, "0fcd568a", 0, turn=False),
}

OF_MODERATORS = {
    "go:0123456789abcdef": GoAhead(PENDING),
    "top:0123456789abcdef:12": PutOnTop(PENDING, 12),
    "drop:0123456789abcdef": Discard(PENDING),
    "form:0123456789abcdef": Reopen(PENDING),
    "undo:123456789": Undo(123456789),
    "side:0fcd568a:4b8d8a78": AddOtherSide("0fcd568a", "4b8d8a78"),
    "facts::::0": ListFacts("", "", "", 0),
    "facts:disputed:0fcd568a:4b8d8a78:3": ListFacts("disputed", "0fcd568a", "4b8d8a78", 3),
    "entries:speaker:0": ListEntries(Kind.SPEAKER, 0),
    "entries:source:1": ListEntries(Kind.SOURCE, 1),
    "entries:gap:9999": ListEntries(Kind.GAP, 9999),
    "history:population:7": ShowHistory("population", 7),
    "updates:2": ListConflicts(2),
    "settle:ours:0fcd568a:4": KeepVersion(Version.OURS, "0fcd568a", 4),
    "settle:theirs:0fcd568a:0": KeepVersion(Version.UPSTREAM, "0fcd568a", 0),
    "approve:1": Approve(1),
    "decline:1": Decline(1),
    "proposal:1": ShowProposal(1),
    "proposals:0": ListProposals(0),
}
