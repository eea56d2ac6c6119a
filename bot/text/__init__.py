"""Words without Discord: escaping, attribution, and answers as terminal text or JSON."""
