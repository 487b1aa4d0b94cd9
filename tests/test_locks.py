"""The lock files bind exact files by hash and name no place to fetch them from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ["run.txt", "test.txt"]


def wanted(name: str) -> list[str]:
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    return sorted(line for line in lines if line and not line.startswith(("#", "-")))


def pinned(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", text, flags=re.MULTILINE))


def test_the_project_names_what_the_lock_was_made_from() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert sorted(project["dependencies"]) == wanted("run.in")


def test_the_tests_run_on_exactly_what_is_served() -> None:
    assert pinned("run.txt").items() <= pinned("test.txt").items()


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_bound_by_hashes(name: str) -> None:
    packages = re.split(r"\n(?=\S)", (ROOT / "requirements" / name).read_text().strip())
    assert packages
    assert [package for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.parametrize("name", LOCKS)
def test_python_locks_hold_no_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    assert re.findall(r"://|^--?(?:index|extra|find|f|i)\b.*", text, flags=re.MULTILINE) == []


def test_the_npm_lock_holds_hashes_and_no_address_of_a_registry() -> None:
    packages = json.loads((ROOT / "client/package-lock.json").read_text())["packages"]
    fetched = {path: entry for path, entry in packages.items() if path}
    assert fetched
    assert [path for path, entry in fetched.items() if "integrity" not in entry] == []
    assert [path for path, entry in fetched.items() if "resolved" in entry] == []


def test_npm_versions_are_exact() -> None:
    package = json.loads((ROOT / "client/package.json").read_text())
    versions = package["dependencies"] | package["devDependencies"]
    assert [name for name, value in versions.items() if not re.fullmatch(r"[\d.]+", value)] == []
