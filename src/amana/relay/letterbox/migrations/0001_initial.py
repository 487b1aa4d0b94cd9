"""The letterbox as it began."""

import django.db.models.deletion
from django.db import migrations, models

import amana.relay.columns


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("key", amana.relay.columns.RandomKey(serialize=False)),
                ("desk", models.BinaryField(max_length=8)),
                ("report", models.BinaryField(max_length=16, unique=True)),
                ("status", models.BinaryField(max_length=32)),
                ("digest", models.BinaryField(max_length=32)),
                ("envelope", models.BinaryField(null=True)),
                ("size", models.IntegerField()),
                (
                    "state",
                    models.SmallIntegerField(
                        choices=[
                            (0, "Open"),
                            (1, "Waiting"),
                            (2, "Acknowledged"),
                            (3, "Confirmed"),
                        ],
                        default=1,
                    ),
                ),
                ("day", models.DateField()),
                ("state_day", models.DateField()),
            ],
            options={
                "indexes": [models.Index(fields=["desk", "state"], name="report_desk_state")],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("key", amana.relay.columns.RandomKey(serialize=False)),
                ("desk", models.BinaryField(max_length=8)),
                ("upload", models.BinaryField(max_length=16, unique=True)),
                ("parts", models.IntegerField(default=0)),
                ("size", models.BigIntegerField(default=0)),
                (
                    "state",
                    models.SmallIntegerField(
                        choices=[
                            (0, "Open"),
                            (1, "Waiting"),
                            (2, "Acknowledged"),
                            (3, "Confirmed"),
                        ],
                        default=0,
                    ),
                ),
                ("day", models.DateField()),
                ("state_day", models.DateField()),
            ],
            options={
                "indexes": [models.Index(fields=["desk", "state"], name="upload_desk_state")],
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("key", amana.relay.columns.RandomKey(serialize=False)),
                ("index", models.IntegerField()),
                ("size", models.IntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="letterbox.upload"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "index"), name="part_once")
                ],
            },
        ),
    ]
