"""Words are indexed without accents, dots within Chinese and unseen signs: all texts are indexed anew."""

import django.contrib.postgres.search
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from unionhall.kernel.matters.search import FUNCTION_SQL


class Migration(migrations.Migration):
    dependencies = [("matters", "0009_sealed_kinds")]

    operations = [
        migrations.RunSQL(FUNCTION_SQL, migrations.RunSQL.noop),
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
        migrations.RunSQL("ANALYZE matters_wording", migrations.RunSQL.noop),
    ]
