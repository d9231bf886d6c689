"""One index each where there were two, and a search that reads the newest matters first."""

import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from unionhall.kernel.matters.search import (
    DROP_WITHIN_FUNCTION_SQL,
    DROP_WITHIN_PLACES_SQL,
    WITHIN_FUNCTION_SQL,
    WITHIN_PLACES_SQL,
)


def person(name: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=name,
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0002_search_within_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex("deadline", "deadline_matter"),
        migrations.AlterField("matter", "subject", person("matters_about", null=True)),
        migrations.AlterField(
            "party",
            "matter",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parties",
                to="matters.matter",
            ),
        ),
        migrations.AlterField("party", "person", person("parties")),
        migrations.RunSQL(WITHIN_FUNCTION_SQL, DROP_WITHIN_FUNCTION_SQL),
        migrations.RemoveIndex("wording", "wording_search"),
        migrations.RemoveField("wording", "search"),
        migrations.AddField(
            "wording",
            "search",
            models.GeneratedField(
                expression=models.Func("text", "place_path", "matter_id", function="hall_words_within"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex("wording", GinIndex(models.F("search"), name="wording_search")),
        migrations.RunSQL(DROP_WITHIN_PLACES_SQL, WITHIN_PLACES_SQL),
        # A column that is new has no statistics, and without them searches are planned badly.
        migrations.RunSQL("ANALYZE matters_wording", migrations.RunSQL.noop),
    ]
