"""What signing in is set up with: keys, passwords, limits, the ministries that sign their own people in, and mail."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

from pantau.domain.people_refusals import ProvidersUnreadable, SecretKeyUnfit
from pantau.records.workspace import Folder

SIGN_IN_APPS = (
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
)
LOGIN_METHODS = {"username", "email"}
SECOND_FACTORS = ["totp", "webauthn", "recovery_codes"]
HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
VALIDATORS: Sequence[Mapping[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email", "full_name")},
    },
]
# A whole ministry may sit behind one address; the tries for one name are few wherever they come from.
LIMITS = {"login": "120/m/ip", "login_failed": "30/m/ip,5/300s/key", "reset_password": "20/m/ip,3/h/key"}

_KEY_FILE = "secret-key"
_SHORTEST, _FEWEST_SIGNS = 32, 12
_PUBLISHED = ("insecure", "changeme", "change-me", "secret-key", "example")


def names_in(text: str) -> list[str]:
    """The names of a list with commas.

    >>> names_in("pantau.example.org, www.example.org,")
    ['pantau.example.org', 'www.example.org']
    """
    return [name for part in text.split(",") if (name := part.strip())]


def secret_key(*, given: str, folder: Folder | None, hosts: Sequence[str]) -> str:
    """The key that sessions and links are signed with: the one given, else the workspace's own.

    Beyond this computer only a given one is taken. Raises SecretKeyUnfit where there is none, or where it is short,
    monotonous or looks like one that a manual prints.
    """
    if hosts and not _is_fit(given):
        raise SecretKeyUnfit(shortest=_SHORTEST)
    return given or (_kept_key(folder.path / _KEY_FILE) if folder else _new_key())


def _is_fit(key: str) -> bool:
    folded = key.casefold()
    return len(key) >= _SHORTEST and len(set(key)) >= _FEWEST_SIGNS and not any(word in folded for word in _PUBLISHED)


def _kept_key(path: Path) -> str:
    """The key in the file, made the first time: of two who make one at once, both get the first.

    Where the folder cannot be written nothing is served either, and a key of the moment will do.
    """
    try:
        if not path.exists():
            fresh = path.with_name(f".{path.name}-{os.getpid()}")
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(_new_key())
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text(encoding="ascii").strip() or _new_key()
    except OSError:
        return _new_key()


def _new_key() -> str:
    return os.urandom(32).hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Providers:
    """The OpenID Connect providers as allauth wants them, and where their pages are."""

    apps: tuple[dict[str, Any], ...] = ()
    origins: tuple[str, ...] = ()


def providers(path: str) -> Providers:
    """Read the file that `PANTAU_OIDC` names: one table `[[provider]]` for each ministry that signs in its own people.

    Each has `id`, `name`, `issuer`, `client_id`, `client_secret`, and in `domains` the mail domains that it speaks
    for: whoever else it presents is not let in. Raises ProvidersUnreadable.
    """
    if not path:
        return Providers()
    try:
        rows = tomllib.loads(Path(path).read_text(encoding="utf-8"))["provider"]
        apps = tuple(_app(row) for row in rows)
        origins = tuple(sorted({_origin(row["issuer"]) for row in rows}))
    except (OSError, UnicodeError, KeyError, TypeError, AttributeError, ValueError) as fault:
        raise ProvidersUnreadable(file=path, detail=f"{type(fault).__name__}: {fault}") from fault
    return Providers(apps=apps, origins=origins)


def _app(row: Mapping[str, Any]) -> dict[str, Any]:
    domains = [str(domain).lower() for domain in row["domains"]]
    if not domains:
        raise ValueError("domains")
    return {
        "provider_id": str(row["id"]),
        "name": str(row["name"]),
        "client_id": str(row["client_id"]),
        "secret": str(row["client_secret"]),
        "settings": {"server_url": str(row["issuer"]), "verified_email": domains, "domains": domains},
    }


def _origin(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or not parts.netloc:
        raise ValueError("issuer")
    return f"{parts.scheme}://{parts.netloc}"


def mail(url: str, *, folder: Folder | None) -> dict[str, Any]:
    """Django's settings for mail: the server that the address names, else files in `mail/` of the workspace."""
    if url:
        read = environ.Env.email_url_config(url)
        return {name: value for name, value in read.items() if value is not None}
    if folder is None:
        return {"EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(folder.path / "mail"),
    }
