from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0007_awaited'),
    ]

    operations = [
        migrations.AddField(
            model_name='matter',
            name='salt',
            field=models.BinaryField(max_length=32, null=True),
        ),
    ]
