"""What a coordinator keeps at the desk: the services and their windows, and words that answers start from."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.things.declaration import Readers, Things
from unionhall.rooms.desk.catalogue.preview import page_of
from unionhall.rooms.desk.forms.catalogue import ServiceForm
from unionhall.rooms.desk.models import AnswerTemplate, Service, Window

services = Things(
    model=Service,
    address="catalogue",
    title=_("Change the catalogue"),
    add=_("Add a service"),
    shows=("public", "sealed"),
    filters=("window", "level", "public", "sealed"),
    grouped_by="window",
    read_by=Readers.EDITORS,
    form=ServiceForm,
    facts=page_of,
    template="desk/preview.html",
    retiring=_(
        "Nobody can begin to ask for it any more. Whoever has begun can finish, and running requests go on. "
        "You can offer it again at any time."
    ),
)
windows = Things(
    model=Window,
    address="windows",
    title=_("Windows"),
    add=_("Add a window"),
    read_by=Readers.EDITORS,
    retiring=_("No new service is put into it. Those that are in it stay there and are offered as before."),
)
answers = Things(
    model=AnswerTemplate,
    address="catalogue/answers",
    title=_("Answer templates"),
    add=_("Add a template"),
    shows=("service",),
    filters=("service",),
    read_by=Readers.EDITORS,
    retiring=_("Nobody is offered these words any more. Answers that began with them stay as they are."),
)
