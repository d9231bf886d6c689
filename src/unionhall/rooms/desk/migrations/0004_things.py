import django.core.validators
import django.db.models.deletion
import unionhall.kernel.words
import uuid
from django.contrib.postgres.functions import RandomUUID
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0003_goes_on'),
    ]

    operations = [
        migrations.AddField(
            model_name='answertemplate',
            name='code',
            field=models.CharField(default='', max_length=60),
        ),
        migrations.RunSQL("UPDATE desk_answertemplate SET code = 'answer-' || id", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='answertemplate',
            name='code',
            field=models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name='short name in addresses'),
        ),
        migrations.AddField(
            model_name='answertemplate',
            name='journal_head',
            field=models.BinaryField(default=bytes, max_length=32),
        ),
        migrations.AddField(
            model_name='answertemplate',
            name='journal_length',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='answertemplate',
            name='retired_on',
            field=models.DateField(blank=True, null=True),
        ),
        # The database gives each row that is there a stream of its own; later ones come with theirs.
        migrations.AddField(
            model_name='answertemplate',
            name='stream',
            field=models.UUIDField(db_default=RandomUUID(), editable=False, unique=True),
        ),
        migrations.AlterField(
            model_name='answertemplate',
            name='stream',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name='service',
            name='journal_head',
            field=models.BinaryField(default=bytes, max_length=32),
        ),
        migrations.AddField(
            model_name='service',
            name='journal_length',
            field=models.PositiveIntegerField(default=0),
        ),
        # The database gives each row that is there a stream of its own; later ones come with theirs.
        migrations.AddField(
            model_name='service',
            name='stream',
            field=models.UUIDField(db_default=RandomUUID(), editable=False, unique=True),
        ),
        migrations.AlterField(
            model_name='service',
            name='stream',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name='window',
            name='journal_head',
            field=models.BinaryField(default=bytes, max_length=32),
        ),
        migrations.AddField(
            model_name='window',
            name='journal_length',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='window',
            name='retired_on',
            field=models.DateField(blank=True, null=True),
        ),
        # The database gives each row that is there a stream of its own; later ones come with theirs.
        migrations.AddField(
            model_name='window',
            name='stream',
            field=models.UUIDField(db_default=RandomUUID(), editable=False, unique=True),
        ),
        migrations.AlterField(
            model_name='window',
            name='stream',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AlterField(
            model_name='answertemplate',
            name='service',
            field=models.ForeignKey(blank=True, help_text='Empty: for all of them.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='templates', to='desk.service', verbose_name='for which service'),
        ),
        migrations.AlterField(
            model_name='answertemplate',
            name='text',
            field=unionhall.kernel.words.WordsField(verbose_name='words of the answer'),
        ),
        migrations.AlterField(
            model_name='answertemplate',
            name='title',
            field=unionhall.kernel.words.WordsField(verbose_name='what it is called'),
        ),
        migrations.AlterField(
            model_name='service',
            name='code',
            field=models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name='short name in addresses'),
        ),
        migrations.AlterField(
            model_name='service',
            name='window',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='desk.window', verbose_name='window'),
        ),
        migrations.AlterField(
            model_name='serviceversion',
            name='amount',
            field=models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='promised time'),
        ),
        migrations.AlterField(
            model_name='serviceversion',
            name='description',
            field=unionhall.kernel.words.WordsField(blank=True, default=dict, verbose_name='what it is for, in two sentences'),
        ),
        migrations.AlterField(
            model_name='serviceversion',
            name='source',
            field=models.CharField(blank=True, help_text="A law or an agreement. Empty: the hall's own catalogue.", max_length=200, verbose_name='by which rule'),
        ),
        migrations.AlterField(
            model_name='serviceversion',
            name='title',
            field=unionhall.kernel.words.WordsField(verbose_name='what it is called'),
        ),
        migrations.AlterField(
            model_name='serviceversion',
            name='unit',
            field=models.CharField(choices=[('working_days', 'working days'), ('days', 'days'), ('hours', 'hours')], default='working_days', max_length=12, verbose_name='counted in'),
        ),
        migrations.AlterField(
            model_name='window',
            name='code',
            field=models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name='short name in addresses'),
        ),
        migrations.AlterField(
            model_name='window',
            name='order',
            field=models.PositiveSmallIntegerField(default=0, help_text='The smallest number comes first.', verbose_name='place among the windows'),
        ),
        migrations.AlterField(
            model_name='window',
            name='title',
            field=unionhall.kernel.words.WordsField(verbose_name='what it is called'),
        ),
    ]
