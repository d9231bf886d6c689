import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("matters", "__first__")]

    operations = [
        migrations.CreateModel(
            name="Skeleton",
            fields=[
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="matters.matter",
                    ),
                ),
                ("description", models.TextField(max_length=4000, verbose_name="What is it about?")),
            ],
            options={"abstract": False},
        ),
    ]
