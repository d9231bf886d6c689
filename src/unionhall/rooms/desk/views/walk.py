"""What the walks of the desk share: the version of the service that is asked for."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _

from unionhall.kernel.web.walks import Walk
from unionhall.rooms.desk.catalogue import wording
from unionhall.rooms.desk.forms.draft import RequestDraft
from unionhall.rooms.desk.models import ServiceVersion


class RequestWalk(Walk):
    """Ask for a service, one question a screen."""

    kept_as: ClassVar = RequestDraft
    draft: RequestDraft
    receipt_template = "desk/receipt.html"

    def version(self) -> ServiceVersion | None:
        """What is asked for, once it is chosen."""
        raise NotImplementedError

    def heading(self) -> dict[str, Any]:
        version = self.version()
        return {"title": version.title if version else _("Take down a request")}

    def is_sealed(self) -> bool:
        version = self.version()
        return bool(version and version.sealed)

    def promise(self) -> str:
        version = self.version()
        if version is None:
            return ""
        return self.promised() % {"time": wording.promised_time(version)}

    def promised(self) -> str:
        return _("You have an answer within %(time)s at the latest.")

    def warning(self) -> str:
        version = self.version()
        if version is None or not version.public:
            return ""
        return _("Everybody can read what is written here. Leave out names and telephone numbers.")
