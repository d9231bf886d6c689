"""Meetings brought from elsewhere: read, shown line by line, then written as a record."""
