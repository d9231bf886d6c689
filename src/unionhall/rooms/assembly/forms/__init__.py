"""What the pages of the assembly ask."""
