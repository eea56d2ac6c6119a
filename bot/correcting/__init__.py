"""Correcting: cards that were posted before everyone follow their fact when it changes."""
