"""The acts of a vote, from its calling to its result; each is one function that writes all or nothing."""
