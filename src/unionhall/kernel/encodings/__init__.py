"""In which encoding a text was saved: what is told with certainty, and between what only a person can choose.

UTF-8 and marked UTF-16 and UTF-32 are certain. Everything else is a guess: charset-normalizer says which
readings are possible, `weighing` how much each looks like words. It is certain where no other comes near.
"""

from unionhall.kernel.encodings.guessing import MARKS, Guess, decoded, guesses
from unionhall.kernel.encodings.known import KNOWN, label

__all__ = ["MARKS", "KNOWN", "Guess", "decoded", "guesses", "label"]
