"""A copy of all that the hall keeps of somebody, for them: pages to read and JSON for programs, as a ZIP."""

import json
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import IO, Any

from django.db import models
from django.db.models import Q
from django.template.defaultfilters import yesno
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.drafts import keeping
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.masks import masks_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.naming import names_of
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.columns import holds_of
from unionhall.kernel.privacy.copies import Whose, copied_of, owner_of
from unionhall.kernel.privacy.holdings import DRAFTS, Holding
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.sentences import say_day, say_moment
from unionhall.kernel.web.account.telling import of_page
from unionhall.kernel.web.context import name
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.standing import matter_page, shown_files

REFUSED = "/refused/"  # where a sentence of the hall's lies, and nothing that was typed
OF_THE_HALL = {"key", "walk"}  # fields by which a form is known, which nobody typed


def write(person: Person, target: IO[bytes]) -> None:
    """Write the ZIP, one matter after the other, in the present language; the reading is written down.

    `index.html` and `account.json` hold the account, `matters/` each matter as a page, as JSON and its files.
    What handlers noted for each other is not in it: one asks for it. Of a matter it holds what its page says
    to this reader; of a table, what its model declares as theirs.
    """
    matters = Matter.objects.of(person).filter(erased_at__isnull=True).order_by("-pk")
    told = {"union": name(), "today": timezone.localdate()}
    listed = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for matter in matters.select_related("place", "handler", "subject").iterator():
            reader = Reader(person, matter)
            page = matter_page(matter, reader)
            files = _put_files(archive, matter, reader)
            _put(
                archive,
                f"matters/{matter.reference}.html",
                "web/own/matter.html",
                {**page, **told, "kept": files},
            )
            _put_json(archive, f"matters/{matter.reference}.json", of_matter(matter, page, reader))
            listed.append(page["matter"])
        _put_json(archive, "account.json", of_person(person))
        context = {**told, "matters": listed, "tables": in_words(person)}
        _put(archive, "index.html", "web/own/index.html", context)
    reading.record(
        reader=person.uid, subjects=[person.uid], purpose=Access.Purpose.EXPORT, what="copy of one's own"
    )


def of_person(person: Person) -> dict[str, Any]:
    """The person's own rows, by table, and who read their data. New rooms' tables come by themselves."""
    found: dict[str, list[Any]] = {
        model._meta.label: [_row(each) for each in rows] for model, rows in _tables(person)
    }
    own = {person.uid, *(mask.uid for mask in masks_of(person))}
    read = list(Access.objects.filter(subject__in=own).order_by("at"))
    places = names_of(each.place for each in read)
    found["drafts"] = [
        {"address": each.address, "at": each.at, "typed": typed} for each, typed in _drafts(person)
    ]
    found["readings"] = [
        {
            "role": each.role,
            "place": places[each.place],
            "purpose": each.purpose,
            "what": each.what,
            "at": each.at,
        }
        for each in read
    ]
    return {table: rows for table, rows in found.items() if any(rows)}


def in_words(person: Person) -> list[dict[str, Any]]:
    """The same rows for people: under the title of what they are in the register of personal fields."""
    tables = [
        {"title": _title(model), "rows": [_named(each) for each in rows]}
        for model, rows in _tables(person)
        if any(_row(each) for each in rows)
    ]
    drafts = [_draft(*each) for each in _drafts(person)]
    return [*tables, *([{"title": DRAFTS.title, "rows": drafts}] if drafts else [])]


def _drafts(person: Person) -> Iterator[tuple[keeping.Found, dict[str, Any]]]:
    """Each with what was typed: on a walk by step, else by field; not what others said at the counter."""
    for found in keeping.of(person):
        is_nothing_typed = found.said.get("is_sent") or found.address == REFUSED
        if found.said.get("officer") or is_nothing_typed:
            continue
        typed = found.said.get("typed") or found.said.get("said") or {}
        if own := {name: said for name, said in typed.items() if name not in OF_THE_HALL}:
            yield found, own


def _draft(found: keeping.Found, typed: dict[str, Any]) -> list[tuple[str, Any]]:
    """Where it goes on, since when it lies there, and what was typed."""
    return [
        (_("Page"), found.address),
        (_("Kept"), say_moment(timezone.localtime(found.at))),
        (_("What you typed"), "\n".join(_texts(typed))),
    ]


def _texts(said: Any) -> Iterator[str]:
    """Every text in what JSON can hold."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        for each in said.values():
            yield from _texts(each)
    elif isinstance(said, Iterable):
        for each in said:
            yield from _texts(each)


def _tables(person: Person) -> Iterator[tuple[type[models.Model], list[models.Model]]]:
    yield Person, [Person.objects.get(pk=person.pk)]
    for relation in Person._meta.related_objects:
        model: Any = relation.related_model
        is_theirs = copied_of(model).whose is Whose.PERSON and relation.field.name in owner_of(model)
        if is_theirs and not any(each.related_model is Matter for each in model._meta.concrete_fields):
            yield model, list(model._base_manager.filter(**{relation.field.name: person}))


def of_matter(matter: Matter, page: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    """What the matter's page says to its reader, and by table the rows on it that are theirs."""
    found: dict[str, Any] = {"page": of_page(page)}
    for relation in Matter._meta.related_objects:
        model: Any = relation.related_model
        theirs = _theirs(copied_of(model).whose, matter, reader)
        if theirs is not None:
            rows = model._base_manager.filter(theirs, **{relation.field.name: matter})
            found[model._meta.label] = _sorted(row for each in rows if (row := _row(each)))
    return {table: rows for table, rows in found.items() if rows}


def _sorted(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """By what they say: the order in which they lie tells what others wrote beside them."""
    return sorted(rows, key=str)


def _theirs(whose: Whose, matter: Matter, reader: Reader) -> Q | None:
    """Which of a table's rows on a matter are this reader's; None where none is."""
    side = matter.capacity_of(reader.actor)
    match whose:
        case Whose.PERSON if isinstance(reader.actor, Person):
            return Q(person__in=matter.selves_of(reader.actor))
        case Whose.SIDE if side:
            return Q(audience=side)
        case Whose.PARTY if side:
            return Q()
    return None


def _row(row: models.Model) -> dict[str, Any]:
    return {column.name: _value(row, column) for column in _shown(row._meta.model)}


def _named(row: models.Model) -> list[tuple[str, Any]]:
    """The columns that hold something, by what people call them."""
    pairs = ((column.verbose_name, _value(row, column)) for column in _shown(row._meta.model))
    return [(str(name), _said(value)) for name, value in pairs if value not in (None, "", [], {})]


def _said(value: Any) -> Any:
    """Days, moments and yes or no as people read them."""
    match value:
        case bool():
            return yesno(value)
        case datetime():
            return say_moment(timezone.localtime(value))
        case date():
            return say_day(value)
        case list():
            return "\n".join(map(str, value))
    return value


def _title(model: type[models.Model]) -> str:
    return str(next(holding.title for holding in holds_of(model) if isinstance(holding, Holding)))


def _shown(model: type[models.Model]) -> list[Any]:
    return [model._meta.get_field(name) for name in copied_of(model).names]


def _value(row: models.Model, column: Any) -> Any:
    value = getattr(row, column.name)
    return str(value) if isinstance(value, models.Model) else value


def _put_files(archive: zipfile.ZipFile, matter: Matter, reader: Reader) -> list[dict[str, str]]:
    return [
        {"name": file.name, "path": path}
        for number, file in enumerate(shown_files(matter, reader), 1)
        for path in _put_file(archive, f"matters/{matter.reference}-files/{number}-{file.name}", file)
    ]


def _put_file(archive: zipfile.ZipFile, path: str, file: Any) -> Iterator[str]:
    """The file's content; one that lies there no more is left out."""
    try:
        content = storage.content(file)
    except OSError:
        return
    with content, archive.open(path, "w") as target:
        shutil.copyfileobj(content, target)
    yield path.removeprefix("matters/")


def _put(archive: zipfile.ZipFile, path: str, template: str, context: dict[str, Any]) -> None:
    archive.writestr(path, render_to_string(template, context))


def _put_json(archive: zipfile.ZipFile, path: str, found: dict[str, Any]) -> None:
    archive.writestr(path, json.dumps(found, ensure_ascii=False, indent=1, default=str))
