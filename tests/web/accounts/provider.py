"""A small OpenID Connect provider on this computer, which says whatever a test wants it to say."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, KEY_ID = "pantau", "a-key"


@dataclass(kw_only=True)
class Provider:
    """`claims` is what it says of whoever signs in there next."""

    address: str
    key: rsa.RSAPrivateKey
    claims: dict[str, Any] = field(default_factory=dict)

    def app(self, *, domains: list[str]) -> dict[str, Any]:
        """How our side knows it."""
        settings = {"server_url": self.address, "verified_email": domains, "domains": domains}
        return {"provider_id": "kemlu", "name": "Kemlu", "client_id": CLIENT, "secret": "s", "settings": settings}

    def answer(self, path: str) -> Any:
        if path.startswith("/.well-known/"):
            places = {name: f"{self.address}/{name}" for name in ("authorize", "token", "userinfo", "keys")}
            return {
                "issuer": self.address,
                "authorization_endpoint": places["authorize"],
                "token_endpoint": places["token"],
                "userinfo_endpoint": places["userinfo"],
                "jwks_uri": places["keys"],
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path.startswith("/token"):
            said = {"iss": self.address, "aud": CLIENT, "exp": 4_000_000_000, "iat": 1_700_000_000, **self.claims}
            token = jwt.encode(said, self.key, algorithm="RS256", headers={"kid": KEY_ID})
            return {"access_token": "a", "token_type": "Bearer", "id_token": token}
        if path.startswith("/keys"):
            numbers = self.key.public_key().public_numbers()
            parts = {"n": _written(numbers.n), "e": _written(numbers.e)}
            return {"keys": [{"kty": "RSA", "kid": KEY_ID, "alg": "RS256", "use": "sig", **parts}]}
        return self.claims


def _written(number: int) -> str:
    content = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@contextmanager
def provider() -> Iterator[Provider]:
    """It listens until the test is over."""
    found: list[Provider] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(found[0].answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.do_GET()

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is written."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    found.append(Provider(address=f"http://127.0.0.1:{server.server_port}", key=key))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield found[0]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
