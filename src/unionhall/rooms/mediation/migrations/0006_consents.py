"""What consents were about lies sealed by now: its open columns go. Apart, since rows were written before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mediation", "0005_sealed_days")]

    operations = [
        migrations.RemoveConstraint("consent", "consented_once"),
        migrations.RemoveField("consent", "about"),
        migrations.RemoveField("consent", "side"),
        migrations.RemoveField("consent", "is_elected"),
        migrations.AddConstraint(
            "consent", models.UniqueConstraint("matter", "number", name="consented_once")
        ),
    ]
