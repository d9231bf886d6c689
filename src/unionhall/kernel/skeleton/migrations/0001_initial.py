import uuid

import django.db.models.deletion
from django.db import migrations, models

import unionhall.kernel.privacy.sealed_columns
import unionhall.kernel.words


def of_a_matter() -> tuple[str, "models.OneToOneField"]:
    return (
        "matter",
        models.OneToOneField(
            on_delete=django.db.models.deletion.CASCADE,
            primary_key=True,
            related_name="%(class)s",
            serialize=False,
            to="matters.matter",
        ),
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [("matters", "__first__")]

    operations = [
        migrations.CreateModel(
            name="SkeletonQuestion",
            fields=[
                of_a_matter(),
                (
                    "description",
                    unionhall.kernel.privacy.sealed_columns.SealedText(
                        max_length=4000, verbose_name="What it is about"
                    ),
                ),
                ("since", unionhall.kernel.privacy.sealed_columns.SealedDay(verbose_name="Since when")),
                (
                    "reach",
                    unionhall.kernel.privacy.sealed_columns.SealedText(
                        blank=True, max_length=200, verbose_name="How to reach you"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        # only plain
        migrations.CreateModel(
            name="SkeletonPlan",
            fields=[
                of_a_matter(),
                ("what", models.CharField(max_length=200, verbose_name="What is planned")),
                ("until", models.DateField(verbose_name="Until")),
            ],
            options={"abstract": False},
        ),
        # both
        migrations.CreateModel(
            name="SkeletonVenue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stream", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("journal_length", models.PositiveIntegerField(default=0)),
                ("journal_head", models.BinaryField(default=bytes, max_length=32)),
                (
                    "code",
                    models.SlugField(
                        allow_unicode=True,
                        max_length=60,
                        unique=True,
                        verbose_name="short name in addresses",
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True)),
                ("title", unionhall.kernel.words.WordsField(verbose_name="what it is called")),
                ("seats", models.PositiveSmallIntegerField(verbose_name="seats")),
            ],
            options={"abstract": False},
        ),
    ]
