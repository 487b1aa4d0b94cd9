"""The mailbox as it began, with the one row of its pulse."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import amana.relay.columns


def begin_pulse(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The row that every change rewrites."""
    apps.get_model("mailbox", "Pulse").objects.create(key=1, noise=bytes(16))


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                ("key", amana.relay.columns.RandomKey(serialize=False)),
                ("mailbox", models.BinaryField(max_length=16, unique=True)),
                ("token", models.BinaryField(max_length=32)),
                ("drop", models.BinaryField(max_length=32)),
                ("version", models.BigIntegerField(default=1)),
                ("state", models.BinaryField()),
                ("standing", models.BinaryField(null=True)),
                ("day", models.DateField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("key", amana.relay.columns.RandomKey(serialize=False)),
                ("noise", models.BinaryField(max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("key", amana.relay.columns.RandomKey(serialize=False)),
                ("frame", models.BinaryField()),
                ("digest", models.BinaryField(max_length=32)),
                ("order", models.IntegerField()),
                ("read_day", models.DateField(db_index=True, null=True)),
                (
                    "mailbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="mailbox.mailbox"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("mailbox", "digest"), name="letter_once")
                ],
            },
        ),
        migrations.RunPython(begin_pulse, migrations.RunPython.noop),
    ]
