"""Which streets, buildings and points belong to a place, as who keeps it writes it down."""
