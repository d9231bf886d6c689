"""The pages of votes: what members read, the booth, the key holders, the table, and calling a vote."""
