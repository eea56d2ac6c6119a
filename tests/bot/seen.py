"""What a person sees of a message: its text, its buttons."""

from simcord.components import walk_components


def components(message):
    """Return all components of a discord.py message, or of SimCord's, or of a view, as dictionaries."""
    if hasattr(message, "to_components"):
        return list(walk_components(message.to_components()))
    return list(walk_components([c if isinstance(c, dict) else c.to_dict() for c in message.components]))


def text(message):
    """Return all that is written in a message, in the order of reading."""
    return "\n".join([getattr(message, "content", ""), *(c["content"] for c in components(message) if c["type"] == 10)])


def buttons(message):
    """Return the labels of its buttons and their ids; of several with one label the last."""
    return {c["label"]: c.get("custom_id") for c in components(message) if c["type"] == 2}


def picks(message):
    """Return the questions to pick from and the ids of their buttons."""
    return {
        label.removeprefix("⚠ "): id for label, id in buttons(message).items() if str(id).startswith(("pick:", "fact:"))
    }
