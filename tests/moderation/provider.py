"""A real OpenID Connect provider on loopback, made of Authlib's server parts: discovery, keys, code with PKCE, tokens."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode, UserInfo
from flask import Flask, jsonify, redirect, request
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET, BACK = "golden-thread", "a secret of the desk", "http://127.0.0.1:8000/sign-in/provider"


@dataclass
class Account:
    """Somebody of the council, with the claims that the provider tells of them."""

    sub: str
    claims: dict[str, Any] = field(default_factory=dict)

    def get_user_id(self) -> str:
        return self.sub


class Client:
    """The desk as the provider knows it."""

    def get_client_id(self):
        return CLIENT

    def get_default_redirect_uri(self):
        return BACK

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri == BACK

    def check_client_secret(self, client_secret):
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method, endpoint):
        return method in ("client_secret_basic", "client_secret_post")

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type == "authorization_code"


@dataclass
class Code:
    """A code given out, with everything that its exchange is held against."""

    code: str
    user: Account
    scope: str
    redirect_uri: str
    nonce: str | None
    code_challenge: str | None
    code_challenge_method: str | None
    auth_time: int = field(default_factory=lambda: int(time.time()))

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return self.auth_time

    def get_acr(self):
        return None

    def get_amr(self):
        return None


class LocalProvider:
    """The provider: who is signed in at it, and faults that a test may set.

    ``other_issuer``, ``other_audience``, ``life`` (seconds, may be negative) and ``forged`` spoil the token.
    """

    def __init__(self) -> None:
        self.keys = KeySet([RSAKey.generate_key(2048, auto_kid=True, private=True)])
        self.user: Account | None = None
        self.issuer = ""
        self.other_issuer = self.other_audience = ""
        self.life = 3600
        self.forged = False
        self.exchanges: list[dict[str, str]] = []
        self.codes: dict[str, Code] = {}
        self.nonces: set[str] = set()
        self.app = self._made()

    def turn_keys(self) -> None:
        """New keys, as a provider has them now and then."""
        self.keys = KeySet([RSAKey.generate_key(2048, auto_kid=True, private=True)])

    def _made(self) -> Flask:
        app = Flask("provider")
        app.config["OAUTH2_TOKEN_EXPIRES_IN"] = {"authorization_code": 300}
        server = AuthorizationServer(
            app, query_client=lambda i: Client() if i == CLIENT else None, save_token=lambda *_: None
        )
        provider = self

        class Grant(AuthorizationCodeGrant):
            TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]  # noqa: RUF012

            def save_authorization_code(self, code, request):
                data = request.payload.data
                provider.nonces.add(data.get("nonce"))
                provider.codes[code] = Code(
                    code, request.user, request.payload.scope, request.payload.redirect_uri, data.get("nonce"),
                    data.get("code_challenge"), data.get("code_challenge_method"),
                )  # fmt: skip

            def query_authorization_code(self, code, client):
                return provider.codes.get(code)

            def delete_authorization_code(self, authorization_code):
                del provider.codes[authorization_code.code]

            def authenticate_user(self, authorization_code):
                return authorization_code.user

        class Identity(OpenIDCode):
            def exists_nonce(self, nonce, request):
                return nonce in provider.nonces

            def get_client_algorithm(self, client):
                return "RS256"

            def get_encode_header(self, client):
                return {"alg": "RS256", "kid": provider.keys.keys[0].kid}

            def get_client_claims(self, client):
                return {"iss": provider.other_issuer or provider.issuer}

            def resolve_client_private_key(self, client):
                return RSAKey.generate_key(2048, private=True) if provider.forged else provider.keys.keys[0]

            def get_compatible_claims(self, request):
                now = int(time.time())
                return {
                    "iss": provider.other_issuer or provider.issuer, "aud": [provider.other_audience or CLIENT],
                    "iat": now + min(0, provider.life), "exp": now + provider.life,
                }  # fmt: skip

            def generate_user_info(self, user, scope):
                return UserInfo(sub=user.sub, **user.claims)

        server.register_grant(Grant, [Identity(require_nonce=True), CodeChallenge(required=True)])

        @app.get("/.well-known/openid-configuration")
        def described():
            paths = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            return jsonify({"issuer": self.issuer, **{k: f"{self.issuer}/{v}" for k, v in paths.items()},
                            "end_session_endpoint": f"{self.issuer}/end"})  # fmt: skip

        @app.get("/keys")
        def keys():
            return jsonify(self.keys.as_dict(private=False))

        @app.get("/authorize")
        def authorize():
            if self.user is None:
                return redirect(f"{BACK}?error=access_denied&state={request.args.get('state', '')}")
            grant = server.get_consent_grant(end_user=self.user)
            return server.create_authorization_response(grant_user=self.user, grant=grant)

        @app.post("/token")
        def token():
            self.exchanges.append(request.form.to_dict())
            return server.create_token_response()

        return app


@contextmanager
def running() -> Iterator[LocalProvider]:
    """The provider, served on a free port of this computer."""
    provider = LocalProvider()
    server = make_server("127.0.0.1", 0, provider.app, threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


def unsigned_token(claims: dict[str, Any]) -> str:
    """A token that nobody signed."""

    def part(told: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none'})}.{part(claims)}."
