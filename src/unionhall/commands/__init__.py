"""The commands of the hall itself, one small file each with a click command called `command`."""
