"""Moderating: facts, speakers, sources and gaps changed from forms and commands, live, on record, and undoable."""
