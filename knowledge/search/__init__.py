"""How a question finds its fact: text, index, ranking, decision."""

from knowledge.search.engine import Search

__all__ = ["Search"]
