"""What the matters of the register are called in the database and the journal, by what they are about."""

JOINING = "joining"
MOVING = "transfer"
CORRECTING = "correction"
LEAVING = "leaving"
LISTING = "list"
