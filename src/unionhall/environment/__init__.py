"""What the operator sets through environment variables, read and checked once at the start."""

from unionhall.environment.reading import Environment, Mail, load, load_with, read, unknown
from unionhall.environment.variables import WrongSetting

__all__ = ["Environment", "Mail", "WrongSetting", "load", "load_with", "read", "unknown"]
