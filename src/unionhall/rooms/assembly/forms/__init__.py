"""What the pages of the assembly ask, beyond what verbs ask by themselves."""
