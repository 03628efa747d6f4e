"""A provider of accounts for the tests: OpenID Connect with one code, one key, no questions.

Owns what the login needs of a provider: discovery, authorization with PKCE, tokens signed with
RS256, keys, the end of a session. Refuses to be a model: whoever asks is logged in as `person`.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

CLIENT = "fazhi"
SECRET = "a-secret-the-provider-gave"


class Provider:
    """The provider at `url`; `person` is what it says of whoever logs in."""

    def __init__(self, person):
        from joserfc.jwk import RSAKey

        self.person = person
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.codes = {}
        self.faults = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._make_handler())
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.url = f"http://{self.host}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        """End it."""
        self.server.shutdown()
        self.server.server_close()

    def _make_handler(provider):  # noqa: N805 - the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802 - named by http.server
                parts = urlsplit(self.path)
                provider.answer(self, parts.path, parse_qs(parts.query))

            def do_POST(self):  # noqa: N802 - named by http.server
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                provider.answer(self, urlsplit(self.path).path, parse_qs(body))

            def log_message(self, *_):
                pass

        return Handler

    def answer(self, request, path, asked):
        """Answer one request by its path."""
        asked = {name: values[0] for name, values in asked.items()}
        if path == "/authorize":
            send_on(request, self._authorize(asked))
        elif path == "/logout":
            send_on(request, asked["post_logout_redirect_uri"])
        elif path == "/token":
            send_json(request, self._give_tokens(request, asked))
        elif path == "/keys":
            send_json(request, {"keys": [self.key.as_dict(private=False)]})
        else:
            send_json(request, self._describe())

    def _describe(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "end_session_endpoint": f"{self.url}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _authorize(self, asked):
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def _give_tokens(self, request, asked):
        from joserfc import jwt

        first = self.codes.pop(asked["code"])
        self._check(request, first, asked)
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300}
        claims |= {"nonce": first["nonce"], **self.person}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": token}

    def _check(self, request, first, asked):
        """Note what a real provider would refuse."""
        kind, _, code = request.headers["authorization"].partition(" ")
        known = unquote(base64.b64decode(code).decode())
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        for name, expected, given in (
            ("client", ("Basic", f"{CLIENT}:{SECRET}"), (kind, known)),
            ("verifier", first["code_challenge"], challenge),
            ("redirect", first["redirect_uri"], asked["redirect_uri"]),
            ("scope", "openid email profile", first["scope"]),
        ):
            if given != expected:
                self.faults.append(f"{name}: {given}, not {expected}")


def send_on(request, address):
    request.send_response(302)
    request.send_header("location", address)
    request.send_header("content-length", "0")
    request.end_headers()


def send_json(request, value):
    body = json.dumps(value).encode()
    request.send_response(200)
    request.send_header("content-type", "application/json")
    request.send_header("content-length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
