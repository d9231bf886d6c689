"""A search within a branch reads no more than that branch; a handler's matters are walked newest first."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

from unionhall.kernel.matters.search import DROP_WITHIN_PLACES_SQL, WITHIN_PLACES_SQL

TAKE_THE_PLACES = """
UPDATE matters_wording SET place_path = matter.place_path
FROM matters_matter matter WHERE matter.id = matters_wording.matter_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(WITHIN_PLACES_SQL, DROP_WITHIN_PLACES_SQL),
        migrations.RemoveIndex("wording", "wording_search"),
        migrations.RemoveField("wording", "search"),
        migrations.AddField(
            "wording",
            "place_path",
            models.CharField(max_length=40, db_collation="C", default=""),
            preserve_default=False,
        ),
        migrations.RunSQL(TAKE_THE_PLACES, migrations.RunSQL.noop),
        migrations.AddField(
            "wording",
            "search",
            models.GeneratedField(
                expression=models.Func("text", "place_path", function="hall_words_within"),
                output_field=SearchVectorField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex("wording", GinIndex(models.F("search"), name="wording_search")),
        migrations.AlterField(
            "matter",
            "handler",
            models.ForeignKey(
                null=True,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matters_handled",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex("matter", models.Index(fields=["handler", "-id"], name="matter_handler")),
    ]
