"""The pages of the assembly."""
