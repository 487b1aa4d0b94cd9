"""Given a desk on PostgreSQL, then report, exclusion, backup and restore do what they do on SQLite."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.postgres
def test_a_desk_on_postgresql(postgres, tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.desk.cases.on_postgres",
            str(tmp_path),
            postgres.new_database(),
        ],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        cwd=ROOT,
        check=False,
    )
    assert done.stdout.strip().endswith(b"whole"), done.stderr.decode()[-4000:]
