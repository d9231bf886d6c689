"""What the pages of this room say of its matters."""
