"""What pages say of motions, amendments, votes and what they came to."""
