"""What the server's one worker loads: the application, prepared, behind its porch."""

from typing import cast

from amana.relay.endpoint import LIMITS
from amana.relay.porch import Application, Porch
from amana.relay.security import constant_headers
from amana.relay.urls import urlpatterns
from amana.relay.wsgi import application

_limits = {f"/{entry.pattern}": LIMITS.get(entry.callback, 0) for entry in urlpatterns}
porch = Porch(cast(Application, application), limits=_limits, always=constant_headers())
