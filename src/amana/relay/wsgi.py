"""The relay's WSGI application, loaded by the server's one worker."""

import os

from django.core.wsgi import get_wsgi_application


def prepare() -> None:
    """Refuses to start without store or key, rather than at the first report; starts the clock."""
    from amana.relay.letterbox import midnight
    from amana.relay.parts import blobs, gate

    blobs()
    gate()
    midnight.start()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amana.relay.settings")
application = get_wsgi_application()
prepare()
