"""The way to arbitration and court as a chain of days: what must be filed where by when, from what happened.

Each link counts from a day that somebody wrote down, or, where silence leads on, from the last day of a link
on which nobody acted. The numbers are the rule pack's; a link whose rule a pack doesn't have is left out.
"""
