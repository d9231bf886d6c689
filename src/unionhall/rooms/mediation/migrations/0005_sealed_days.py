"""Days, promises' days and consents lie sealed, those too that were written before."""

import json
from collections import Counter

from django.db import migrations, models

from unionhall.kernel.privacy.keys import of_matter, store
from unionhall.kernel.privacy.keys.faults import KeyDestroyed, KeyMissing
from unionhall.kernel.privacy.sealed_columns import SealedDay, SealedJSON
from unionhall.kernel.privacy.sealing import seal_text

DAYS = {
    "Dispute": ("happened_on", "employed_until"),
    "Promise": ("due_on", "kept_on", "broken_on"),
    "Milestone": ("happened_on",),
}
ROWS = {"Dispute": "dispute", "Promise": "number", "Milestone": "name"}


def seal_days(apps, schema_editor):
    for name, columns in DAYS.items():
        model = apps.get_model("mediation", name)
        named = () if name == "Dispute" else (ROWS[name],)
        rows = model.objects.using(schema_editor.connection.alias)
        kept = rows.filter(matter__sealed=True)
        for pk, stream, *found in kept.values_list("pk", "matter__stream", *columns, *named):
            row = found.pop() if named else ROWS[name]
            texts = {column: day.isoformat() for column, day in zip(columns, found, strict=True) if day}
            _write(rows.filter(pk=pk), stream, row, texts)


def seal_consents(apps, schema_editor):
    model = apps.get_model("mediation", "Consent")
    rows, numbers = model.objects.using(schema_editor.connection.alias), Counter()
    kept = rows.order_by("at", "pk").values_list(
        "pk", "matter", "matter__stream", "matter__sealed", "about", "side", "is_elected"
    )
    for pk, matter, stream, is_sealed, about, side, is_elected in kept:
        numbers[matter] += 1
        said = {"about": about, "side": side, "is_elected": is_elected}
        rows.filter(pk=pk).update(number=numbers[matter], said=said)
        if is_sealed:
            text = json.dumps(said, ensure_ascii=False)
            _write(rows.filter(pk=pk), stream, numbers[matter], {"said": text})


def _write(rows, stream, row, texts):
    """Seal these columns of one row. Under a destroyed key it ends; where the key is missing, it stays open."""
    table = rows.model._meta.db_table
    try:
        store().key(of_matter(stream))
    except KeyMissing:
        return
    except KeyDestroyed:
        if rows.model.__name__ == "Dispute":
            rows.update(**dict.fromkeys(texts))
        else:
            rows.delete()
        return
    sealed = {
        column: seal_text(of_matter(stream), text, f"{table}.{column} {row}") for column, text in texts.items()
    }
    if sealed:
        rows.update(**sealed)


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0006_sides"),
        ("mediation", "0004_called"),
    ]

    operations = [
        *(
            migrations.AlterField(name.lower(), column, SealedDay(null=column != "due_on"))
            for name, columns in DAYS.items()
            for column in columns
        ),
        migrations.AddField("consent", "number", models.PositiveSmallIntegerField(default=0), preserve_default=False),
        migrations.AddField("consent", "said", SealedJSON(default=dict)),
        migrations.RunPython(seal_days, migrations.RunPython.noop),
        migrations.RunPython(seal_consents, migrations.RunPython.noop),
    ]
