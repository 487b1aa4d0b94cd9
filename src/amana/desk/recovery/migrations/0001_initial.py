from django.db import migrations, models

import amana.desk.cases.number


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Brought",
            fields=[
                (
                    "key",
                    models.BigIntegerField(
                        default=amana.desk.cases.number.draw, primary_key=True, serialize=False
                    ),
                ),
                ("officer", models.CharField(max_length=11)),
                ("day", models.DateField()),
                ("combined", models.CharField(max_length=80)),
                ("frames", models.BinaryField()),
                ("first", models.CharField(default="", max_length=11)),
                ("agreed", models.BooleanField(default=False)),
            ],
        ),
    ]
