import django.db.models.deletion
from django.db import migrations, models

import amana.desk.cases.number


class Migration(migrations.Migration):
    """What lets a case be taken up that nobody has any more."""

    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="TakeUp",
            fields=[
                (
                    "key",
                    models.BigIntegerField(
                        default=amana.desk.cases.number.draw, primary_key=True, serialize=False
                    ),
                ),
                ("place", models.BinaryField(db_index=True, max_length=16)),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="take_ups",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Vacancy",
            fields=[
                (
                    "key",
                    models.BigIntegerField(
                        default=amana.desk.cases.number.draw, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("day", models.DateField()),
                ("hour", models.DateTimeField()),
                ("alarmed", models.SmallIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vacancies",
                        to="cases.case",
                    ),
                ),
            ],
        ),
    ]
