"""What everybody may read of offices: which there are at the union and its branches, and no name."""

from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact, facts_of
from unionhall.kernel.people.models import Office
from unionhall.kernel.people.roles import all_roles
from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.tree import STEP

BRANCH = 2 * STEP  # signs of the path of a place right below a root


def offices_by_place(atlas: Atlas) -> list[Fact]:
    """Each root and each place right below it, with the offices that somebody holds there or below."""
    current = Office.objects.current().filter(person__is_active=True)
    held = set(current.values_list(Substr("place__path", 1, BRANCH), "role").order_by().distinct())
    tops = sorted((path, place) for path, place in atlas.places.items() if len(path) <= BRANCH)
    return facts_of((str(place), _titles({role for at, role in held if at == path})) for path, place in tops)


def _titles(names: set[str]) -> str:
    titles = (str(role.title) for role in all_roles().values() if role.name in names)
    return _(", ").join(titles)
