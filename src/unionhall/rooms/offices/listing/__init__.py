"""The page "who may do what where, and since when": read by every member, searched by nobody."""
