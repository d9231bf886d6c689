"""The digital house of a trade union."""
