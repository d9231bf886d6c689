"""Benchmarks: each prints its figures beside those of the same work done bare, on the same server."""
