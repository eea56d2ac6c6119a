"""The words of the product as types: sources, speakers, facts, disputes, gaps, bases, outcomes."""
