from django.conf import settings
from django.db import migrations

AT_ONCE = 1_000


def write_in_one_way(apps, schema_editor):
    """Bring telephone numbers into E.164; what is no number stays as it was, for the register keeper to mend."""
    from unionhall.kernel.people.phones import parse_phone

    people = apps.get_model("people", "Person").objects.using(schema_editor.connection.alias)
    changed = []
    for person in people.exclude(phone="").only("pk", "phone").iterator(AT_ONCE):
        try:
            phone = parse_phone(person.phone, settings.PHONE_REGION)
        except ValueError:
            continue
        if phone != person.phone:
            person.phone = phone
            changed.append(person)
    people.bulk_update(changed, ["phone"], batch_size=AT_ONCE)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_sign_in'),
    ]

    operations = [
        migrations.RunPython(write_in_one_way, migrations.RunPython.noop),
    ]
