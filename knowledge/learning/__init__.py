"""How the weights that ship with the search are learned: `python -m knowledge.learning --help`."""
