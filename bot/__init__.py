"""Talks to people: on Discord, in the terminal, and in the local preview. What is known is in `knowledge`."""
