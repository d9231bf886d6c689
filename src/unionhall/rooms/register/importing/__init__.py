"""The register's files: places and members from a table, and the register as a table again."""
