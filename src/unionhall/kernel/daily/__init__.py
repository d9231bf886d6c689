"""What is due once a day is done once a day, whenever a worker is there."""
