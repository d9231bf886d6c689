from django.db import migrations

DIGEST = "UPDATE people_session SET session_key = left(encode(sha256(convert_to(session_key, 'UTF8')), 'hex'), 40)"


class Migration(migrations.Migration):
    """Keep of each session what its cookie can be recognised by, and no longer the cookie; nobody is signed out."""

    dependencies = [("people", "0004_masks")]

    operations = [migrations.RunSQL(DIGEST, migrations.RunSQL.noop)]
