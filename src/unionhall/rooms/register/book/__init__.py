"""The register as a book: who is a member where and from when, and how long it is kept."""
