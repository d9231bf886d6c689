"""A tiny OpenID Connect provider on this machine, which says of everybody what it is told to say."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

CLIENT, SECRET, CODE = "the-hall", "between-us", "once"
KEY = generate_private_key(public_exponent=65537, key_size=2048)


class Provider(ThreadingHTTPServer):
    """`claims` is what it says of whoever comes; `asked` is what the hall wanted to know last."""

    claims: dict[str, Any]
    asked: dict[str, str]

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/authorize":
            self.server.asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            back = {"code": CODE, "state": self.server.asked["state"]}
            self.send_response(302)
            self.send_header("Location", f"{self.server.asked['redirect_uri']}?{urlencode(back)}")
            self.end_headers()
            return
        known = {"/.well-known/openid-configuration": self._configuration(), "/user": self.server.claims}
        self._say(known[parts.path])

    def do_POST(self) -> None:
        """A token for the code, if the hall proves itself and that it asked (PKCE)."""
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        sent = {name: values[0] for name, values in body.items()}
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        expected = (CODE, SECRET, self.server.asked["code_challenge"])
        if (sent["code"], sent.get("client_secret"), challenge) != expected:
            self.send_error(401)
            return
        now = int(time.time())
        claims = {**self.server.claims, "iss": self.server.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        token = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})
        self._say({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def _configuration(self) -> dict[str, Any]:
        names = {"authorization": "authorize", "token": "token", "userinfo": "user"}
        known = {f"{name}_endpoint": f"{self.server.issuer}/{path}" for name, path in names.items()}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        return {"issuer": self.server.issuer, "jwks_uri": f"{self.server.issuer}/keys", **known, **methods}

    def _say(self, what: dict[str, Any]) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Keep quiet."""


@contextmanager
def running() -> Iterator[Provider]:
    with Provider(("127.0.0.1", 0), Answers) as provider:
        provider.claims = {}
        Thread(target=provider.serve_forever, daemon=True).start()
        yield provider
        provider.shutdown()
