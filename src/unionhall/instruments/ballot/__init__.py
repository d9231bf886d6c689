"""Secret ballots whose result anybody can recompute, with this program or with another."""
