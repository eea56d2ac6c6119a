"""Every server's base in memory, above the database and the search."""
