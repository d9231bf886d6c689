"""A copy of all that the hall keeps of somebody, for them: pages to read and JSON for programs, as a ZIP."""

import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import IO, Any

from django.db import models
from django.template.defaultfilters import yesno
from django.template.loader import render_to_string
from django.utils import timezone

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.masks import masks_of, selves_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.naming import names_of
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.holdings import SIGN_IN, Holding, holds_of
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.sentences import say_day, say_moment
from unionhall.kernel.web.context import name
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.standing import matter_page, shown_files

OWNERS = ("person", "user")  # what a table calls the person whose row it is


def write(person: Person, target: IO[bytes]) -> None:
    """Write the ZIP, one matter after the other, in the present language; the reading is written down.

    `index.html` and `account.json` hold the account, `matters/` each matter as a page, as JSON and its files.
    What handlers noted for each other is not in it: one asks for it. Digests of secrets are not, either.
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
            _put_json(archive, f"matters/{matter.reference}.json", of_matter(matter, reader, person))
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
    return [
        {"title": _title(model), "rows": [_named(each) for each in rows]}
        for model, rows in _tables(person)
        if any(_row(each) for each in rows)
    ]


def _tables(person: Person) -> Iterator[tuple[type[models.Model], list[models.Model]]]:
    yield Person, [Person.objects.get(pk=person.pk)]
    for relation in Person._meta.related_objects:
        model: Any = relation.related_model
        if relation.field.name in OWNERS and not any(
            each.related_model is Matter for each in _columns(model)
        ):
            yield model, list(model._base_manager.filter(**{relation.field.name: person}))


def of_matter(matter: Matter, reader: Reader, person: Person) -> dict[str, Any]:
    """What hangs on a matter, by table, without what is internal, in confidence or somebody else's."""
    heard = ("", matter.capacity_of(reader.actor))
    found = {"matter": [_row(matter)]}
    for relation in Matter._meta.related_objects:
        model: Any = relation.related_model
        rows = model._base_manager.filter(**{relation.field.name: matter})
        if any(column.name == "internal" for column in _columns(model)):
            rows = rows.filter(internal=False)
        if any(column.name == "audience" for column in _columns(model)):
            rows = rows.filter(audience__in=heard)
        if any(column.name == "person" for column in _columns(model)):
            rows = rows.filter(person__in=selves_of(person))
        found[model._meta.label] = [row for each in rows if (row := _row(each))]
    return {table: rows for table, rows in found.items() if rows}


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


def _shown(model: type[models.Model]) -> Iterator[Any]:
    """The columns that hold something of a person; those that point to another person are left out."""
    declared = {name: holding for holding, names in holds_of(model).items() for name in names.split()}
    for column in _columns(model):
        holding = declared.get(column.name)
        if isinstance(holding, Holding) and holding is not SIGN_IN and column.related_model is not Person:
            yield column


def _columns(model: type[models.Model]) -> Sequence[Any]:
    return model._meta.concrete_fields


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
