"""How often somebody may ask: in a burst and in an hour, counted for each person, else for each address."""

import math
import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from pantau.api.caller import Caller
from pantau.domain.api_refusals import TooManyRequests


def count(request: HttpRequest, caller: Caller | None) -> None:
    """Count this request; ``None`` is somebody whose token lets nobody in. Raises TooManyRequests."""
    if caller is not None and caller.known:
        _count(f"person:{caller.actor.name}", limits=settings.API_LIMITS["person"])
    else:
        _count(f"address:{address_of(request)}", limits=settings.API_LIMITS["address"])


def address_of(request: HttpRequest) -> str:
    """The address that a request came from: what the last trusted proxy says of it, else the socket's own."""
    proxies: int = settings.API_PROXIES
    said = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(said) >= proxies:
        return said[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _count(who: str, *, limits: tuple[tuple[int, int], ...]) -> None:
    """`limits` are pairs of requests and seconds; windows begin at whole multiples of their seconds."""
    cache, now = caches[settings.API_LIMITS_CACHE], time.time()
    for most, seconds in limits:
        window = int(now // seconds)
        key = f"api:{seconds}:{window}:{who.encode().hex()}"
        if cache.add(key, 1, timeout=seconds):
            continue
        try:
            asked = cache.incr(key)
        except ValueError:  # its time was over between the two
            continue
        if asked > most:
            raise TooManyRequests(wait=max(1, math.ceil((window + 1) * seconds - now)))
