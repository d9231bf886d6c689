"""Every dishonest archive that we know of, each with the class that must refuse it."""

from unionhall.instruments.ballot.tests.forging import casting, course, deciding, founding, records
from unionhall.instruments.ballot.tests.forging.table import FORGERIES, Forgery

__all__ = ["FORGERIES", "Forgery", "casting", "course", "deciding", "founding", "records"]
