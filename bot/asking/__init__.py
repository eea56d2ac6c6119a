"""Asking: by command, by mention, by direct message, from a message's menu, and by the buttons on the answers."""
