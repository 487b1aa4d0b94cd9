"""The WSGI application that one granian worker runs; a new boot secret starts here."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amana.desk.settings")
application = get_wsgi_application()

from amana.desk.cases import keyed  # noqa: E402
from amana.desk.staff import sessions  # noqa: E402  models exist only after the line above

sessions.begin()
keyed.begin()
