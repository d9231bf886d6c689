from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('privacy', '0002_readings_stay'),
    ]

    operations = [
        migrations.DeleteModel(name='AddressCount'),
        migrations.DeleteModel(name='DailyKey'),
    ]
