"""The desk's part of the demo union: its catalogue, its past and what is on its tables today."""

from unionhall.demo.union import Union
from unionhall.rooms.desk.catalogue.starter import load_starter
from unionhall.rooms.desk.demo import answers, everyday, stories
from unionhall.rooms.desk.demo.offered import offered
from unionhall.rooms.desk.open311.models import ApiKey


def furnish(union: Union) -> None:
    """Open the desk: under 300 requests in every state, some late, some waiting for the member."""
    load_starter()
    ApiKey.objects.issue("Demo", text=union.secrets.api_key)
    services = offered()
    answers.write()
    everyday.carry_over_the_past(union, services)
    everyday.plan_this_month(union, services)
    stories.plan(union, services)
