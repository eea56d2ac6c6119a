"""Discord cards: plain functions that turn an outcome or a fact into a message with buttons."""
