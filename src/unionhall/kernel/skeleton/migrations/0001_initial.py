import django.db.models.deletion
from django.db import migrations, models


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
                ("description", models.TextField(max_length=4000, verbose_name="What it is about")),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="SkeletonPlan",
            fields=[
                of_a_matter(),
                ("what", models.CharField(max_length=200, verbose_name="What is planned")),
                ("until", models.DateField(verbose_name="Until")),
            ],
            options={"abstract": False},
        ),
    ]
