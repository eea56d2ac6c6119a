"""Reads the files that people write: finds the line of everything in them, and says in plain words what's wrong."""
