"""Django's settings of the relay. Few parts on purpose: no sessions, accounts, cookies or admin."""

import secrets

from amana.relay.config import load

CONFIG = load()

DEBUG = False
SECRET_KEY = secrets.token_hex(32)  # Django signs nothing here; a new one each start keeps it so
ALLOWED_HOSTS = list(CONFIG.hosts)
ROOT_URLCONF = "amana.relay.urls"
WSGI_APPLICATION = "amana.relay.wsgi.application"
INSTALLED_APPS = ["amana.relay.letterbox", "amana.relay.mailbox", "amana.relay.directory"]
MIDDLEWARE = ["amana.relay.ready.OnlyWhenReady", "amana.relay.security.ConstantHeaders"]
DATABASES = {"default": CONFIG.django_database()}
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
APPEND_SLASH = False

# Django 6's name for it; our own middleware reads it until then.
SECURE_CSP = {"default-src": ["'none'"], "frame-ancestors": ["'none'"]}

# Django's own loggers write paths, addresses and values: silenced. `amana.relay` writes constant
# lines with counts and places in the code, never content (P7).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
        "none": {"class": "logging.NullHandler"},
    },
    "loggers": {
        "amana.relay": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django": {"handlers": ["none"], "level": "CRITICAL", "propagate": False},
        "django.request": {"handlers": ["none"], "level": "CRITICAL", "propagate": False},
        "django.server": {"handlers": ["none"], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": ["none"], "level": "CRITICAL", "propagate": False},
    },
}
