"""The directory as it began."""

from django.db import migrations, models

import amana.relay.columns


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("key", amana.relay.columns.RandomKey(serialize=False)),
                ("desk", models.BinaryField(db_index=True, max_length=8)),
                ("kind", models.CharField(max_length=16)),
                ("number", models.BinaryField(max_length=8)),
                ("body", models.BinaryField()),
                ("serial", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "desk", "number"), name="document_once")
                ],
            },
        ),
    ]
