"""What keeps a hall running for years: backups, upgrades, checks, health, numbers and logs."""
