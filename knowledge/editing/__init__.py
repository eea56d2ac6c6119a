"""How a server's base is changed: each edit with its rules, what it would break, and how it reads afterwards.

An edit is a plain value (`edit.py`, one module for each kind of edit). `editor.py` considers and saves them.
Knows nothing of Discord: whoever shows the forms passes on what people typed, as they typed it.
"""
