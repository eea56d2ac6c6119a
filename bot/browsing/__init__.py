"""Browsing: what a speaker is on record for, what is disputed, what a topic holds, and what all of it rests on."""
