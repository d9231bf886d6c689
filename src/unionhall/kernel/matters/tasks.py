"""Jobs of the matters."""

from unionhall.ground.daily import daily
from unionhall.kernel.matters import sweeping


@daily("matters.sweep", "03:20", erases=True)
def sweep() -> int:
    """Take away files that were laid by and never sent."""
    return sweeping.sweep()
