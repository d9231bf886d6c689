"""Letters of the register."""
