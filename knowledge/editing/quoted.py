"""Who'd be quoted by the facts of an import, to see before saving whether a name means whom it should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from knowledge.editing import messages
from knowledge.history.revisions import Change
from knowledge.model.base import Base
from knowledge.model.entries import Fact, Speaker
from knowledge.model.record import THE_ARTICLE_ITSELF


def quoted(changes: Collection[Change], base: Base) -> Iterator[str]:
    """Yield a line for each speaker of the new and changed facts, most facts first, and then for their opponents.

    base: before the changes; whoever isn't in it is marked as new
    """
    facts = [change.after for change in changes if isinstance(change.after, Fact)]
    names = {id: speaker.name for id, speaker in base.speakers_by_id.items()}
    for change in changes:
        if isinstance(change.after, Speaker):
            new = messages.NEW_NAME.format(name=change.after.name) if change.before is None else change.after.name
            names[change.after.id] = new
    said = Counter(names.get(id, id) for fact in facts for id in fact.speakers or (THE_ARTICLE_ITSELF,))
    disputed = Counter(names[id] for fact in facts for id in {dispute.speaker for dispute in fact.disputes})
    for template, counted in ((messages.SAID_BY, said), (messages.DISPUTED_BY, disputed)):
        for name, number in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
            yield template.format(name=name, facts=_facts(number))


def _facts(number: int) -> str:
    return messages.ONE_FACT if number == 1 else messages.FACTS.format(number=number)
