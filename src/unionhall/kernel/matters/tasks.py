"""Jobs of the matters."""

from unionhall.ground.daily import daily
from unionhall.kernel.matters import sweeping
from unionhall.kernel.matters.storage import renewing


@daily("matters.sweep", "03:20", erases=True)
def sweep() -> int:
    """Take away files that were laid by and never sent."""
    return sweeping.sweep()


@daily("matters.renew_files", "02:20")
def renew_files() -> int:
    """Seal files anew that an earlier release sealed at their own length."""
    return renewing.renew()
