"""Moderating: commands and forms that change facts, speakers, sources and gaps."""
