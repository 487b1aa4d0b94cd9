"""What every test may ask for: real services, started once a session on first use."""

from tests.services.postgres import postgres
from tests.services.seaweed import seaweed

__all__ = ["postgres", "seaweed"]
