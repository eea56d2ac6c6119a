"""Changing a server's base: each edit with its rules, what it would affect, and how it reads afterwards.

An edit is a plain value (`edit.py`; one module for each kind of edit) with texts as people typed them. `editor.py`
previews and saves edits. Nothing here knows Discord.
"""
