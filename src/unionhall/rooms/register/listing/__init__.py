"""A list of members for a purpose: naming them one by one, and writing the file that is taken once."""
