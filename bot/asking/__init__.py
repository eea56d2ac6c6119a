"""Asking: commands, mentions, direct messages, the message menu, and the buttons on answers."""
