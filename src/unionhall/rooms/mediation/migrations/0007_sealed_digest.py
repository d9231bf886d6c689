import unionhall.kernel.privacy.sealed_columns
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('mediation', '0006_consents'),
    ]

    operations = [
        migrations.AlterField(
            model_name='draft',
            name='digest',
            field=unionhall.kernel.privacy.sealed_columns.SealedText(max_length=64),
        ),
    ]
