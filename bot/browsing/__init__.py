"""Browsing: what a speaker said, what is disputed, a topic's facts, and where answers come from."""
