"""What people see, made from an outcome or a record by plain functions: as Discord cards, text, or data."""
