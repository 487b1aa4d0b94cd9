import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who is to be a safeguarding lead: two people decide."""

    dependencies = [("staff", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="LeadChange",
            fields=[
                (
                    "officer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="staff.officer",
                    ),
                ),
                ("makes", models.BooleanField()),
                ("duty", models.CharField(default="", max_length=16)),
                ("day", models.DateField()),
                ("sealed", models.BooleanField(default=False)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="staff.officer",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="staff.officer",
                    ),
                ),
            ],
        ),
    ]
