"""The database: tables, rows, locking, migrations. Everything with SQL in it is here."""
