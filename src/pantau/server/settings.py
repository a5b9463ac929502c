"""Django settings, put together from the workspace and the environment."""

import os
from pathlib import Path
from typing import Any

import environ

from pantau.domain.refusals import DatabaseAddress
from pantau.records.workspace import VARIABLE, find_folder

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent.parent
WORKSPACE = find_folder() if os.environ.get(VARIABLE) else None

# Until accounts come the server answers on the loopback interface only and nothing is signed with the key;
# it is made anew for each process.
SECRET_KEY = env.str("PANTAU_SECRET_KEY", default=os.urandom(32).hex())
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "simple_history",
    "pantau.records.apps.RecordsConfig",
    "pantau.web.apps.WebConfig",
]
AUTH_USER_MODEL = "records.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = False


def _database() -> dict[str, Any]:
    """The database of the workspace; a private one in memory where code only needs Django to be loaded."""
    if url := os.environ.get("DATABASE_URL"):
        database = _addressed(url)
    else:
        file = WORKSPACE.database_file if WORKSPACE else ":memory:"
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": file}
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "timeout": 20,
            **database.get("OPTIONS", {}),
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    else:
        given = database.get("OPTIONS", {})
        ours = "-c lock_timeout=20000 -c statement_timeout=60000 -c default_transaction_isolation=read\\ committed"
        database["OPTIONS"] = {**given, "options": f"{ours} {given.get('options', '')}".strip()}
    return database


def _addressed(url: str) -> dict[str, Any]:
    """Raises DatabaseAddress, which does not repeat an address that may hold a password."""
    if url.partition(":")[0] not in {"postgresql", "postgres", "sqlite"}:
        raise DatabaseAddress
    try:
        database: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError:
        raise DatabaseAddress from None
    if not database["NAME"]:
        raise DatabaseAddress
    return database


DATABASES = {"default": _database()}

MIDDLEWARE = [
    "pantau.api.front.ProblemMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # a long plan under review stands in its page twice
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pantau.web.refused.RefusalMiddleware",
]

ROOT_URLCONF = "pantau.server.urls"
WSGI_APPLICATION = "pantau.server.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates", PACKAGE / "api" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
            ],
        },
    }
]
COTTON_DIR = "components"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("id", "Bahasa Indonesia")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# RefusalMiddleware refuses larger bodies before anything reads them
DATA_UPLOAD_MAX_MEMORY_SIZE = 50_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
CSRF_FAILURE_VIEW = "pantau.web.refused.foreign_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
# How often somebody may ask the API: pairs of requests and seconds, for each person and for each address without one.
# They are counted in the memory of the one server process, which all of its threads share.
API_LIMITS = {"person": ((200, 10), (10_000, 3600)), "address": ((60, 10), (2_000, 3600))}
API_LIMITS_CACHE = "limits"
API_PROXIES = 0
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
