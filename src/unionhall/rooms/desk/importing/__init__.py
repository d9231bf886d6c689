"""Requests from a file of another system, through the desk's own moves."""
