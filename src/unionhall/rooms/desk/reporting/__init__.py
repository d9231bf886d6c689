"""The desk's fixed reports, counted by the kernel's one place for it."""
