"""How people come to take part."""
