"""Django's connection to PostgreSQL, which waits for a database that starts again."""
