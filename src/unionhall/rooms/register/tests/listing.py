"""What the tests of lists begin with: numbers for the town's people, and a list that is asked for."""

from typing import TYPE_CHECKING

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Membership, Person
from unionhall.rooms.register.models import Listing
from unionhall.rooms.register.procedure import lists, signers

if TYPE_CHECKING:
    from tests.town import Town

PURPOSE = "The shuttle's new timetable: we call each of you on Monday. Only Reg sees the list."


def number(*people: Person) -> None:
    """Give these people member numbers M001, M002, …"""
    for place, person in enumerate(people, 1):
        person.number = f"M{place:03}"
        person.save()


def crowd(town: "Town", count: int) -> list[Person]:
    """So many more members of the north, numbered N001 and on."""
    people = Person.objects.bulk_create(
        Person(name=f"Member {place}", number=f"N{place:03}", password="!") for place in range(1, count + 1)
    )
    Membership.objects.bulk_create(Membership(person=person, place=town.north) for person in people)
    return people


def ask(town: "Town", *members: Person, **columns: bool) -> Matter:
    """A list of these members that the keeper of the mill asked for and nobody signed yet."""
    unfit = {town.register_keeper.pk, *(person.pk for person in members)}
    matter = Matter(place=town.mill, handler=signers.signer_of(town.mill, unfit))
    listing = Listing(purpose=PURPOSE, **columns)
    asked: Matter = lists.ask_for_list(matter, actor=town.register_keeper, listing=listing, members=members)
    return asked
