from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_reporting_cycle'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicaluser',
            name='calendar_renewed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='calendar_renewed_at',
            field=models.DateTimeField(null=True),
        ),
    ]
