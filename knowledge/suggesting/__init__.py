"""Ways to ask that a language model suggests: the prompt, reading its reply, checking it, and what accepting changes.

A reply brings phrasings of facts and questions for new gaps, never an answer. Only `language_model.py` uses a network.
"""
