"""Forgetting a person: what is left is a row without a name, so that what others did stays whole."""

from django.conf import settings
from django.db.models import CASCADE
from django.utils import timezone

from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.keys import of_person, store

NOBODY = "—"


def forget(person: Person) -> None:
    """Destroy the person's key, delete all that is theirs alone, and empty their row; the caller locked it.

    Addresses, passkeys, sessions, tokens, notices and choices go. What stays for good are the days and
    places of memberships and offices, and the journal, under a UUID that names nobody.
    """
    store().destroy(of_person(person.uid), timezone.localdate())
    for relation in Person._meta.related_objects:
        if relation.on_delete is CASCADE:
            relation.related_model._base_manager.filter(**{relation.field.name: person}).delete()
    person.name, person.email, person.phone, person.number = NOBODY, None, "", ""
    person.bearer = person.spelling = ""
    person.phone_confirmed_on, person.is_active = None, False
    person.language = settings.LANGUAGE_CODE
    person.set_unusable_password()
    person.save()
