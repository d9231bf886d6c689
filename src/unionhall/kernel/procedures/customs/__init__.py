"""Customs: states and moves that rooms share, each adopted in one line under the names that all rooms know.

A custom is given the procedure and the keys of its rules. It adds its state, where it has one, declares its
moves and returns them. A room whose way is another declares its own.
"""
