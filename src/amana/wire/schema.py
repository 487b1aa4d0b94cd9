"""Holds what is read against the JSON Schemas that a stranger would build from."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from amana.errors import AmanaError
from amana.wire.encoding import JsonObject

_SHARED = ("types", "signed")


class NotOfThisForm(AmanaError):
    """A message has parts missing or of the wrong kind. It was not taken in and is kept as it came.
    Update Amana if it is older than the sender's, then read the message again."""


def check(name: str, value: JsonObject) -> JsonObject:
    """The same value, once it fits `schemas/<name>.json`. Raises NotOfThisForm, naming no
    content.
    """
    if not _validator(name).is_valid(value):
        raise NotOfThisForm
    return value


def schema(name: str) -> JsonObject:
    """The schema of a manifest, a certificate body or the directory."""
    text = files("amana.wire").joinpath("schemas", f"{name}.json").read_text("utf-8")
    value: JsonObject = json.loads(text)
    return value


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name), registry=_registry())


@cache
def _registry() -> "Registry[Any]":
    pairs = ((f"{name}.json", Resource.from_contents(schema(name))) for name in _SHARED)
    registry: Registry[Any] = Registry().with_resources(pairs)
    return registry
