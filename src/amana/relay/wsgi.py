"""The relay's WSGI application, loaded by the server's one worker."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amana.relay.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from amana.relay.letterbox import midnight
from amana.relay.parts import blobs, gate

blobs()  # refuse to start without the right store or key, rather than at the first report
gate()
midnight.start()
