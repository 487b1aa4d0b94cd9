"""The command `amana`: every process and every duty of an installation, one verb each."""


def main() -> int:
    """Runs the command line and gives its exit code. Imports what a verb needs only when it is called."""
    from amana.cli.app import run

    return run()
