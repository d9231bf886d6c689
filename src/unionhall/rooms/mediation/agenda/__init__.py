"""When one meets, as calendar programs read it."""
