"""What servers changed: kept in a database, laid over the operator's pack, and on record as revisions.

From the outside in: `bases.py` holds every server's base in memory and is what is asked; `server.py` is all
that one server can reach in the database; `corrections.py` is the queue of cards to correct; `watch.py` notices what
other processes change; `database.py` opens, migrates and locks. `overlay.py` and `entries.py` know no database at all.

Nothing is imported here, so that a question in the terminal needs no database.
"""
