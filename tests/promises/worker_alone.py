"""The desk's worker with a quick rhythm: `python -m tests.promises.worker_alone CONFIG SECONDS`."""

import sys
from pathlib import Path

from amana.cli.desk import use

if __name__ == "__main__":
    config = use(Path(sys.argv[1]))
    from amana.desk.intake.worker import run

    run(config, rhythm=float(sys.argv[2]))
