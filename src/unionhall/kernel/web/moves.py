"""What the page of a move asks, and how it makes the move: one form, one call of the verb."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from unionhall.kernel.matters.cleaning import FileRefused
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.acting import was_made
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.declaration import Move, procedure_of
from unionhall.kernel.procedures.refusals import KeyReused, NotAllowed, TakenBack
from unionhall.kernel.rooms import room
from unionhall.kernel.web.asking import AskingForm, help_on
from unionhall.kernel.web.consequences import consequences
from unionhall.kernel.web.fields import ABOUT_FILES, EnclosedField, KeyField, StoryField
from unionhall.kernel.web.handed_in import go_on_asking
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.rows import address_of
from unionhall.kernel.web.standing import facts
from unionhall.kernel.web.thread import thread

FILES = "files"


class MoveForm(AskingForm):
    """What a move asks, the text that its declaration names, and the key that makes it happen once."""

    key = KeyField()

    def __init__(self, *args: Any, move: Move, matter: Matter, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.move, self.matter, self.actor = move, matter, actor
        self.ask(move.asks, matter, actor)
        if move.text:
            self.fields["text"] = StoryField(
                label=move.text.label,
                required=move.text.required,
                help_text="" if move.text.internal else help_on(matter),
                max_length=8_000,
            )
        if move.takes_files:
            self.fields[FILES] = EnclosedField(help_text=help_on(matter, ABOUT_FILES))

    @property
    def asks_words(self) -> bool:
        """Whether somebody writes here, so that they need before their eyes what they answer."""
        return any(isinstance(each, StoryField) for each in self.fields.values())

    def ask_for_files_again(self) -> None:
        """Say of a form that comes back that its files don't; a text that is asked about is still in it."""
        field = self.fields.get(FILES)
        if field is None or not self.errors:
            return
        handed_in = field.widget.value_from_datadict(self.data, self.files, FILES)
        if len(handed_in) > len(field.widget.doubts):
            self.add_error(FILES, _("Your files could not be kept. Choose them again."))


class MoveView:
    """The page of one move. A room subclasses it in its `views` where a page needs more than questions.

    Attributes:
        move: the verb. form_class: its questions. template_name: its page.
        by_hand: only somebody at the page makes it, never a program.
        fields_template: how its questions stand there, where they are more than a row.
        needs_proof: whoever is signed in shows anew who they are, unless they just did; a guest has a code.
        shown_again: what `result` shows is made of the key, and can be read again by its address.
    """

    move: ClassVar[Move]
    needs_proof: ClassVar[bool] = False
    shown_again: ClassVar[bool] = False
    form_class: ClassVar[type[MoveForm]] = MoveForm
    template_name: ClassVar[str] = "web/move.html"
    by_hand: ClassVar[bool] = False
    fields_template: ClassVar[str] = "web/parts/move_fields.html"
    views: ClassVar[dict[tuple[str, str], type["MoveView"]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        MoveView.views[cls.move.event, cls.move.procedure.kind] = cls

    def __init__(self, move: Move, matter: Matter, actor: Actor) -> None:
        self.chosen, self.matter, self.actor = move, matter, actor

    def form(self, sent: QueryDict | None = None, files: Any = None) -> MoveForm:
        """The empty form, or the one with what was sent."""
        return self.form_class(sent, files, move=self.chosen, matter=self.matter, actor=self.actor)

    def begun(self, typed: QueryDict) -> MoveForm:
        """The form with what was typed in it so far, none of it judged yet."""
        form = self.form()
        form.initial = {**form.initial, **typed.dict(), **_lists(form, typed)}
        go_on_asking(form, typed)
        return form

    def arguments(self, form: MoveForm) -> dict[str, Any]:
        """What the verb is called with, beside the actor and the key."""
        return {name: value for name, value in form.cleaned_data.items() if name != "key"}

    def make(self, form: MoveForm) -> Matter:
        """Make the move with what the form says; raises the engine's refusals."""
        return self.chosen(
            self.matter, actor=self.actor, key=form.cleaned_data["key"], **self.arguments(form)
        )

    def is_made(self, form: MoveForm) -> bool:
        """Make the move of a form that is right; what only the body could see is wrong is said at its field.

        A form that was sent before made it already, even if it would not be right any more.
        """
        is_right = form.is_valid()
        if not form.is_bound:
            return False
        if is_made_before(self.chosen, self.matter, self.actor, str(form.cleaned_data.get("key", ""))):
            return True
        if not is_right:
            return False
        try:
            self.make(form)
        except TakenBack as refused:
            form.add_error(None, refused.message)
        except FileRefused as refused:
            form.add_error(form.file_field, refused.message)
        except Wrong as wrong:
            form.add_wrong(wrong)
        return form.is_valid()

    def result(self, request: HttpRequest, form: MoveForm, code: str = "") -> HttpResponse | None:
        """What is shown once after the move instead of the matter; `code` is that of a guest's receipt."""
        return None

    def context(self, form: MoveForm) -> dict[str, Any]:
        form.ask_for_files_again()
        title = room(self.matter.room).title
        reader = Reader(self.actor, self.matter)
        known = thread(self.matter, reader) if form.asks_words else None
        return {
            "facts": [] if reader.is_party or known else facts(self.matter, reader),
            "thread": known,
            "matter": {"reference": self.matter.reference, "title": title, "url": address_of(self.matter)},
            "move": {
                "title": self.chosen.title,
                "sentence": _(self.chosen.purpose),
                "style": self.chosen.style,
                "is_final": bool(self.chosen.lost),
            },
            "consequences": consequences(self.chosen, self.matter, reader),
            "form": form,
            "fields_template": self.fields_template,
        }


def _lists(form: MoveForm, typed: QueryDict) -> dict[str, list[str]]:
    """What was chosen where several things can be."""
    several = (name for name, field in form.fields.items() if isinstance(field, forms.MultipleChoiceField))
    return {name: typed.getlist(name) for name in several if name in typed}


def is_made_before(move: Move, matter: Matter, actor: Actor, key: str) -> bool:
    """Whether a form with this key made the move, as after a double click."""
    try:
        return was_made(move, matter, actor=actor, key=UUID(key))
    except (ValueError, KeyReused):
        return False


def view_of(matter: Matter, name: str, actor: Actor, key: str = "") -> MoveView:
    """The view of a move by its address; 404 for a move that the procedure doesn't have.

    Raises NotAllowed or NotNow already when the form is opened, so that nobody writes in vain; not for a form
    sent twice, whose move may have been the actor's last of the kind.
    """
    move = procedure_of(matter).moves.get(name.replace("-", "_"))
    if move is None:
        raise Http404
    actor = matter.known_as(actor)
    if not move.is_for(matter, actor) and not is_made_before(move, matter, actor, key):
        raise NotAllowed(move.name)
    return MoveView.views.get((move.event, move.procedure.kind), MoveView)(move, matter, actor)
