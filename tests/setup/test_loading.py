"""What only imports, papers, files and maps need is in no process before somebody needs it."""

import pytest

from tests.setup.halls import Hall

pytestmark = pytest.mark.slow("a process of its own loads the whole program")

LARGE = (
    "apprise",
    "boto3",
    "botocore",
    "icalendar",
    "numpy",
    "opencc",
    "openpyxl",
    "phonenumbers.data.region_GB",
    "phonenumbers.geodata",
    "pikepdf",
    "PIL",
    "pypinyin",
    "shapely",
    "typst",
)
PAGES = """
from django.test import Client
from unionhall.running import pages
pages.load()
assert Client(SERVER_NAME="localhost").get("/").status_code == 200
"""
JOBS = """
from procrastinate.contrib.django import app
app.perform_import_paths()
assert app.tasks
"""
TOLD = """
import sys
print("loaded:", *sorted(set(sys.modules).intersection({large})))
"""


@pytest.mark.parametrize("loading", [PAGES, JOBS], ids=["pages", "jobs"])
def test_no_process_begins_with_what_few_need(hall: Hall, loading: str) -> None:
    told = hall.call("manage", "shell", "-c", loading + TOLD.format(large=LARGE))
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[-1].strip() == "loaded:"


def test_the_demo_union_moves_in_without_the_pages(hall: Hall) -> None:
    """The opener loads them at the same time."""
    moving = "from unionhall.operations import demo_union\nassert demo_union.load()\n"
    told = hall.call("manage", "shell", "--no-imports", "-c", moving + TOLD.format(large=("unionhall.urls",)))
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[-1].strip() == "loaded:"
