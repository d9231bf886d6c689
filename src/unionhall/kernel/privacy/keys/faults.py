"""Why something sealed can't be read."""


class Unreadable(Exception):
    """Something sealed can't be opened; the message is for the operator and names no content."""


class KeyDestroyed(Unreadable):
    """What was sealed under this key is gone for good."""


class KeyMissing(Unreadable):
    """The key is neither in the store nor known as destroyed: the store isn't the one of this database."""


class WrongUnionKey(Unreadable):
    """A key can't be unlocked: the union's key is missing, or it is another one."""


class SealBroken(Unreadable):
    """What lies there is not what was sealed there: altered, cut off, or moved from elsewhere."""
