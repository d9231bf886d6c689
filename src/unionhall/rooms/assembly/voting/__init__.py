"""Votes while a congress sits: opened by its chair, said by name, entered by tellers, counted once."""
