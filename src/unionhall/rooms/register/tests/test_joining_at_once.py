"""Two keepers decide on the same person's two applications at the same moment."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import connections

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.rooms.register.entry import applying
from unionhall.rooms.register.procedure import joining

if TYPE_CHECKING:
    from tests.town import Town


def test_there_is_one_person_one_membership_and_one_number(open_town: "Town") -> None:
    said = {"name": "Nia", "email": "nia@new.example", "phone": "", "written_in": "en", "workplace": ""}
    sent = [applying.apply(said, open_town.north, key=uuid4()) for _ in range(2)]
    start, refused = Barrier(2), list[type[Exception]]()

    def accept(matter: Matter, keeper: Person) -> None:
        try:
            start.wait(10)
            joining.accept(matter, actor=keeper, text="Welcome.")
        except Refusal as refusal:
            refused.append(type(refusal))
        finally:
            connections.close_all()

    keepers = (open_town.register_keeper, open_town.mill_coordinator)
    _together([partial(accept, matter, keeper) for matter, keeper in zip(sent, keepers, strict=True)])
    person = Person.objects.get(email="nia@new.example")
    assert Membership.objects.filter(person=person).count() == 1
    assert person.number == "M000001"
    assert len(refused) == 1


def _together(acts: list[Callable[[], None]]) -> None:
    threads = [Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
