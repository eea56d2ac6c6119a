"""What is known, who said it, and how it is found. Knows nothing of Discord."""
