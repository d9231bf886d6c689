"""Places, and by what an address finds its place."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import unionhall.kernel.places.boundaries
import unionhall.kernel.places.models
import unionhall.kernel.words
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('mark', models.UUIDField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='edition_is_one')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(db_collation='C', editable=False, max_length=40, unique=True)),
                ('kind', models.CharField(choices=[('federation', 'Federation'), ('union', 'Union'), ('branch', 'Branch or workplace'), ('area', 'Service area')], max_length=10, verbose_name='kind')),
                ('name', unionhall.kernel.words.WordsField(verbose_name='name')),
                ('time_zone', models.CharField(blank=True, max_length=40, validators=[unionhall.kernel.places.models.check_time_zone], verbose_name='time zone')),
                ('calendar', models.CharField(blank=True, max_length=12, verbose_name='calendar of working days')),
                ('rule_pack', models.CharField(blank=True, max_length=20, verbose_name='rules')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('contact', models.CharField(blank=True, max_length=200, verbose_name='how to reach it')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='places.place')),
            ],
            options={
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='Building',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='building')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='buildings', to='places.place')),
            ],
        ),
        migrations.CreateModel(
            name='Boundary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('geometry', models.JSONField(validators=[unionhall.kernel.places.boundaries.check_geometry], verbose_name='outline (GeoJSON)')),
                ('place', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='boundary', to='places.place')),
            ],
        ),
        migrations.CreateModel(
            name='Street',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='street')),
                ('from_number', models.PositiveIntegerField(blank=True, null=True, verbose_name='from number')),
                ('to_number', models.PositiveIntegerField(blank=True, null=True, verbose_name='to number')),
                ('parity', models.CharField(choices=[('all', 'all numbers'), ('odd', 'odd numbers'), ('even', 'even numbers')], default='all', max_length=4, verbose_name='which numbers')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='streets', to='places.place')),
            ],
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('path__regex', '^([0-9A-Z]{4})+$')), name='place_path_is_levels'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['federation', 'union', 'branch', 'area'])), name='place_kind'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', False), models.Q(models.Q(('kind', 'area'), _negated=True), models.Q(('time_zone', ''), _negated=True), models.Q(('calendar', ''), _negated=True), models.Q(('rule_pack', ''), _negated=True)), _connector='OR'), name='place_root_has_terms'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='stands_right', sql=pgtrigger.compiler.UpsertTriggerSql(declare="DECLARE above record; ranks text[] := ARRAY['federation', 'union', 'branch', 'area'];", func="\n            IF NEW.parent_id IS NULL THEN\n                IF length(NEW.path) <> 4 THEN\n                    RAISE EXCEPTION 'a root has a path of one level' USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            END IF;\n            SELECT path, kind INTO above FROM places_place WHERE id = NEW.parent_id;\n            IF left(NEW.path, -4) <> above.path\n                OR array_position(ranks, NEW.kind::text) < array_position(ranks, above.kind::text) THEN\n                RAISE EXCEPTION 'a place must stand below its parent' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='e5ec4ebcaf583e5baea499f7edc2130c4e462801', operation='INSERT OR UPDATE OF "path", "parent_id", "kind"', pgid='pgtrigger_stands_right_73bca', table='places_place', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='new_edition', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            INSERT INTO places_edition (id, mark) VALUES (1, gen_random_uuid())\n            ON CONFLICT (id) DO UPDATE SET mark = excluded.mark;\n            RETURN NULL;\n        ', hash='4ecf4615d30fd18fa4a9766c0baf115d701dea96', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_edition_f35e7', table='places_place', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='building',
            trigger=pgtrigger.compiler.Trigger(name='new_edition', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            INSERT INTO places_edition (id, mark) VALUES (1, gen_random_uuid())\n            ON CONFLICT (id) DO UPDATE SET mark = excluded.mark;\n            RETURN NULL;\n        ', hash='975f374e3bdd659ee478f66d80cb7f056982c633', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_edition_e061d', table='places_building', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boundary',
            trigger=pgtrigger.compiler.Trigger(name='new_edition', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            INSERT INTO places_edition (id, mark) VALUES (1, gen_random_uuid())\n            ON CONFLICT (id) DO UPDATE SET mark = excluded.mark;\n            RETURN NULL;\n        ', hash='aab2c19859f97bcae03b2a2da60a891ff9383cde', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_edition_7ae75', table='places_boundary', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='street',
            constraint=models.CheckConstraint(condition=models.Q(('parity__in', ['all', 'odd', 'even'])), name='street_parity'),
        ),
        migrations.AddConstraint(
            model_name='street',
            constraint=models.CheckConstraint(condition=models.Q(('from_number', None), ('to_number', None), ('to_number__gte', models.F('from_number')), _connector='OR'), name='street_numbers_in_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='street',
            trigger=pgtrigger.compiler.Trigger(name='new_edition', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            INSERT INTO places_edition (id, mark) VALUES (1, gen_random_uuid())\n            ON CONFLICT (id) DO UPDATE SET mark = excluded.mark;\n            RETURN NULL;\n        ', hash='33b71e2aeb473f27c9100a0a16f8dfe2cae2d4ef', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_edition_22b9f', table='places_street', when='AFTER')),
        ),
    ]
