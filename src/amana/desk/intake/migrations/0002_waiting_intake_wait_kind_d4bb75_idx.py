from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="waiting",
            index=models.Index(fields=["kind", "blob"], name="intake_wait_kind_d4bb75_idx"),
        ),
    ]
