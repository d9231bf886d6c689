"""The way in for somebody without an account: one application, one receipt."""

from typing import Any
from uuid import UUID

from django.db import transaction

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import code_from, digest_of
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.places.models import Place
from unionhall.rooms.register.models import Application
from unionhall.rooms.register.procedure import joining, moving


def receipt_of(key: UUID) -> str:
    """The receipt's code, made from a form's hidden key, so that sending it twice gives the same one."""
    return code_from(key, "register.receipt")


def apply(said: dict[str, Any], place: Place, *, key: UUID) -> Matter:
    """Open the application; the same key opens it once. Raises NobodyAnswers."""
    matter = Matter(place=place, handler=moving.keeper_of(place, without=None))
    typed = {name: said[name] for name in ("name", "email", "phone", "workplace")}
    application = Application(language=said["written_in"], **typed)
    with transaction.atomic():
        opened: Matter = joining.apply(
            matter, actor=Guest(), application=application, receipt=digest_of(receipt_of(key)), key=key
        )
    return opened
