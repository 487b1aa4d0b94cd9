"""Django's settings for the desk: no admin, no sessions, no auth, no messages of Django's own
(P2).
"""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from amana.desk.config import Config, current

AMANA: Config = current()
HERE = Path(__file__).parent


def _database(config: Config) -> dict[str, Any]:
    if not config.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": config.data / "desk.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: what was acknowledged survives a power cut. secure_delete: what was erased is overwritten.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;",
            },
        }
    address = urlsplit(config.database)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.path.lstrip("/"),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": parse_qs(address.query).get("host", [address.hostname or ""])[0],
        "PORT": str(address.port or ""),
        "CONN_MAX_AGE": 60,
    }


DEBUG = False
SECRET_KEY = secrets.token_urlsafe(48)  # of this boot only: nothing signed outlives the process
ALLOWED_HOSTS = [AMANA.host, *(["127.0.0.1", "localhost"] if AMANA.demo else [])]
ROOT_URLCONF = "amana.desk.urls"
WSGI_APPLICATION = "amana.desk.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": _database(AMANA)}

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "amana.desk.ui",
    "amana.desk.staff",
    "amana.desk.audit",
    "amana.desk.cases",
    "amana.desk.vault",
    "amana.desk.intake",
    "amana.desk.replies",
    "amana.desk.recovery",
    "amana.desk.dossiers",
]

MIDDLEWARE = [
    "amana.desk.ready.OnlyWhenReady",
    "amana.desk.security.ConstantHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "amana.desk.security.Refusals",
    "django.middleware.csrf.CsrfViewMiddleware",
    "amana.desk.staff.doors.OpenSession",
    "amana.desk.ui.tongue.Tongue",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "amana.desk.ui.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "amana.desk.ui.templatetags.desk",
            ],
        },
    }
]

# Cookies: nothing is kept in the browser beyond its session; Secure wherever the desk is served over https.
SECURE: bool = AMANA.origin.startswith("https://")
CSRF_COOKIE_NAME = "__Host-form" if SECURE else "form"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None
CSRF_TRUSTED_ORIGINS = [AMANA.origin]
CSRF_FAILURE_VIEW = "amana.desk.security.stale_form"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None

SECURE_CSP: dict[str, list[str]] = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "media-src": ["'self'"],  # a voice note, once, for whoever gave a reason
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}

USE_I18N = True
USE_TZ = True
TIME_ZONE = AMANA.time_zone
LANGUAGE_CODE = AMANA.languages[0]
LANGUAGES = [
    (code, name)
    for code, name in (("ar", "العربية"), ("ckb", "کوردی"), ("en", "English"))
    if code in AMANA.languages
]
LOCALE_PATHS = [HERE / "locale"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [("look", HERE.parent / "site" / "look")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 0

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

# Only our own constant lines are written; Django's would carry addresses, paths and tracebacks (P2, P7).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "formatters": {"line": {"()": "amana.desk.security.ConstantLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "amana": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "py.warnings": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
LOGGING_CONFIG = "logging.config.dictConfig"
