"""In which capacity a person looks at something: what the read log and the pages say of them."""

from unionhall.kernel.people.models import Office, Person


def office_over(person: Person, path: str, roles: set[str]) -> Office | None:
    """The office through which a person sees a place: the nearest of those roles above it."""
    fitting = [each for each in person.current_offices if each.role in roles and each.reaches(path)]
    return max(fitting, key=lambda each: len(each.place.path), default=None)
