"""Django settings, put together from the workspace and the environment."""

import os
from pathlib import Path
from typing import Any

import environ

from pantau.domain.refusals import DatabaseAddress
from pantau.records.workspace import VARIABLE, find_folder
from pantau.server.sign_in import (
    HASHERS,
    LIMITS,
    LOGIN_METHODS,
    SECOND_FACTORS,
    SIGN_IN_APPS,
    VALIDATORS,
    mail,
    names_in,
    providers,
    secret_key,
)

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent.parent
WORKSPACE = find_folder() if os.environ.get(VARIABLE) else None

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
# The names under which other computers reach this server; none while it answers this computer alone.
HOSTS = names_in(env.str("PANTAU_HOSTS", default=""))
SECRET_KEY = secret_key(given=env.str("PANTAU_SECRET_KEY", default=""), folder=WORKSPACE, hosts=HOSTS)
DEBUG = False
ALLOWED_HOSTS = [*LOOPBACK, *HOSTS]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    *SIGN_IN_APPS,
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "simple_history",
    "pantau.records.apps.RecordsConfig",
    "pantau.web.apps.WebConfig",
]
AUTH_USER_MODEL = "records.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = False


# PostgreSQL plans a statement that comes again and again once for each connection, and that is kept between requests. A
# pool that hands connections from transaction to transaction can take neither: there the address says ?pooled=true.
_PREPARED = {"server_side_binding": True, "prepare_threshold": 3}
_KEPT = 600  # seconds
_POOLED = {"DISABLE_SERVER_SIDE_CURSORS": True}


def _database() -> dict[str, Any]:
    """The database of the workspace; a private one in memory where code only needs Django to be loaded."""
    if url := os.environ.get("DATABASE_URL"):
        database = _addressed(url)
    else:
        file = WORKSPACE.database_file if WORKSPACE else ":memory:"
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": file}
    if database["ENGINE"].endswith("sqlite3"):
        database["CONN_MAX_AGE"] = _KEPT  # reading how the tables are made takes longer than most requests
        database["OPTIONS"] = {
            "timeout": 20,
            **database.get("OPTIONS", {}),
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    else:
        given = database.get("OPTIONS", {})
        pooled = given.pop("pooled", "") == "true"
        database |= _POOLED if pooled else {"CONN_MAX_AGE": _KEPT, "CONN_HEALTH_CHECKS": True}
        given = {**({} if pooled else _PREPARED), **given}
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
    "pantau.web.private.PrivateMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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
                "django.contrib.messages.context_processors.messages",
                "pantau.web.around.around",
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
                "pantau.web.templatetags.frame",
                "pantau.web.templatetags.pantau",
                "pantau.web.templatetags.table",
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

# People sign in with allauth; what they are and may do is ours (records.User, domain.permissions).
AUTHENTICATION_BACKENDS = ["pantau.web.accounts.backend.NameOrAddress"]
PASSWORD_HASHERS = HASHERS
AUTH_PASSWORD_VALIDATORS = VALIDATORS
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts.html"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "home.html"
ACCOUNT_ADAPTER = "pantau.web.accounts.adapter.PeopleAdapter"
ACCOUNT_LOGIN_METHODS = LOGIN_METHODS
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is entered by whoever invites
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Pantau: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = LIMITS
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PANTAU_PROXIES", default=1 if HOSTS else 0)
MFA_SUPPORTED_TYPES = SECOND_FACTORS
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HOSTS  # a browser trusts http on this computer
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Pantau"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute wrong
OIDC = providers(env.str("PANTAU_OIDC", default=""))
SOCIALACCOUNT_ADAPTER = "pantau.web.accounts.adapter.MinistryAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC.apps}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_QUERY_EMAIL = True
SOCIALACCOUNT_STORE_TOKENS = False

# Tries are counted where every thread and process sees them.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "pantau_cache"},
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
SESSION_ENGINE = "pantau.web.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a link in a mail finds the person signed in
SESSION_COOKIE_SECURE = bool(HOSTS)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if HOSTS:  # a proxy in front ends TLS and says so
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600

# Mail goes to a server where one is named, else into files beside the database.
globals().update(mail(env.str("EMAIL_URL", default=""), folder=WORKSPACE))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("PANTAU_MAIL_FROM", default="pantau@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'", *OIDC.origins],  # a browser asks it of where a form is sent on to as well
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
CSRF_COOKIE_SECURE = bool(HOSTS)
# How often somebody may ask the API: pairs of requests and seconds, for each person and for each address without one.
# They are counted in the memory of the one server process, which all of its threads share.
API_LIMITS = {"person": ((200, 10), (10_000, 3600)), "address": ((60, 10), (2_000, 3600))}
API_LIMITS_CACHE = "limits"
API_PROXIES = 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "pantau.server.log_lines.OneLine", "fmt": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
