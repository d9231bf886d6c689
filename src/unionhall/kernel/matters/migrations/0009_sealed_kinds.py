"""Of which kind a file is lies sealed with its name; the first night seals what is there, see `renewing`."""

from django.db import migrations

from unionhall.kernel.privacy.sealed_columns import SealedText


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0008_salt'),
    ]

    operations = [
        migrations.AlterField(
            model_name='file',
            name='media_type',
            field=SealedText(max_length=60),
        ),
    ]
