"""The delegates of a term: how many, from where, how they are elected, and who sits in which seat."""
