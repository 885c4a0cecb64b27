"""Signing in through the council's identity provider: OpenID Connect with code, PKCE, state and nonce (Entra ID).

Two steps for the web pages to mount: ``Provider.begin`` gives the address to send the browser to and what to keep in
its session; ``Provider.finish`` takes what comes back and says who it is, and ``person_of`` finds or makes that person
with the roles that the authority's settings give to the provider's groups.
"""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from moderation import people
from moderation.database.tables import User
from moderation.errors import DeskError
from moderation.settings import OpenIdConnect

SCOPE = "openid profile email"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")  # asymmetric alone
LONGEST_SECONDS = 600  # from leaving for the provider to coming back
LEEWAY_SECONDS = 120  # two clocks that differ
TIMEOUT_SECONDS = 10
KEPT_SECONDS = 3600  # how long the provider's description and keys are believed
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class ProviderError(DeskError):
    """Signing in through the identity provider failed: a code for the log, plain words for the person."""

    def __init__(self, what: str, sentence: str = "") -> None:
        super().__init__(
            f"provider.{what}", sentence or "Signing in with your council account did not work. Start again."
        )


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send the browser, and what its own session must keep until it comes back."""

    url: str
    kept: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider vouches for. ``subject`` never changes; ``roles`` are the desk's, by the settings."""

    subject: str
    username: str
    name: str
    email: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What is kept between the two steps."""

    state: str
    nonce: str
    verifier: str
    at: int


class Provider:
    """The identity provider of the settings. Its description and keys are fetched when first needed and kept an hour."""

    def __init__(self, settings: OpenIdConnect, *, redirect_uri: str) -> None:
        """``redirect_uri`` is the desk's own address to come back to. Raises ``ProviderError`` for an issuer that is
        not reached by https (a provider on this very computer may be).
        """
        self._settings = settings
        self._redirect_uri = redirect_uri
        self._described: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, dict[str, Any]] | None = None
        _require_https(settings.issuer)

    def begin(self) -> Begun:
        """Start signing in. Raises ``ProviderError`` where the provider does not answer."""
        waiting = _Waiting(
            secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), int(time.time())
        )
        with self._client() as client:
            url, _ = client.create_authorization_url(
                self._endpoint("authorization_endpoint"),
                state=waiting.state,
                nonce=waiting.nonce,
                code_verifier=waiting.verifier,
            )
        return Begun(url, asdict(waiting))

    def finish(self, kept: Mapping[str, Any] | None, returned: Mapping[str, str]) -> Vouched:
        """Who came back. ``kept`` is what ``begin`` gave (take it out of the session first, so that it serves once),
        ``returned`` the query of the address that the browser came back with. Raises ``ProviderError``.
        """
        waiting = _waiting(kept)
        if not secrets.compare_digest(waiting.state, returned.get("state", "")):
            raise ProviderError("state")
        if "error" in returned or not returned.get("code"):
            raise ProviderError("refused", "Your council account was not accepted. Ask your administrator.")
        # RFC 9207: where the provider says who answers, it must be this one.
        if returned.get("iss", self._settings.issuer).rstrip("/") != self._settings.issuer.rstrip("/"):
            raise ProviderError("issuer")
        token = self._exchange(returned["code"], waiting)
        return self._vouched(self._claims(token, waiting.nonce))

    def sign_out_url(self, back_to: str) -> str:
        """Where the provider's own session ends; "" where it has no such place. Raises ``ProviderError``."""
        from authlib.common.urls import add_params_to_uri

        end = str(self._description().get("end_session_endpoint", ""))
        told = [("client_id", self._settings.client_id), ("post_logout_redirect_uri", back_to)]
        return str(add_params_to_uri(end, told)) if end else ""

    def _exchange(self, code: str, waiting: _Waiting) -> str:
        """The signed identity token for a code."""
        from authlib.common.errors import AuthlibBaseError
        from requests import RequestException

        try:
            with self._client() as client:
                given = client.fetch_token(
                    self._endpoint("token_endpoint"), code=code, code_verifier=waiting.verifier,
                    grant_type="authorization_code",
                )  # fmt: skip
        except (AuthlibBaseError, RequestException, ValueError) as error:
            raise ProviderError("exchange") from error
        token = given.get("id_token")
        if not isinstance(token, str):
            raise ProviderError("no_identity")
        return token

    def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        """The token's claims once signature, issuer, audience, times and nonce hold."""
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        issuer = str(self._description()["issuer"])
        client = self._settings.client_id
        wanted = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": client},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        for fresh in (False, True):
            # A key that is not known may be a new one: the keys are fetched again, once.
            try:
                keys = KeySet.import_key_set(self._key_set(fresh=fresh))  # type: ignore[arg-type]
                claims = jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
            except (JoseError, ValueError, KeyError) as error:
                if fresh:
                    raise ProviderError("signature") from error
            else:
                break
        try:
            wanted.validate(claims)
        except JoseError as error:
            raise ProviderError("claims") from error
        audience = claims["aud"]
        if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != client:
            raise ProviderError("claims")
        return dict(claims)

    def _vouched(self, claims: Mapping[str, Any]) -> Vouched:
        given = claims.get(self._settings.role_claim, ())
        values = {given} if isinstance(given, str) else {v for v in given if isinstance(v, str)}
        # Entra ID leaves groups out of the token where a person has more than 200 of them.
        if not values and self._settings.role_claim in claims.get("_claim_names", {}):
            raise ProviderError(
                "too_many_groups",
                "Your council account has too many groups to be sent. Ask your administrator to use app roles.",
            )
        roles = sorted({role for value, role in self._settings.roles.items() if value in values})
        username = next((str(claims[k]) for k in ("preferred_username", "upn", "email") if claims.get(k)), "")
        subject = str(claims["sub"])
        return Vouched(
            # A subject is the issuer's own: another issuer may have the same.
            subject=f"{claims['iss']}|{subject}",
            username=username or subject,
            name=str(claims.get("name") or username or "Council account"),
            email=str(claims.get("email") or ""),
            roles=tuple(roles),
        )

    def _client(self) -> Any:  # noqa: ANN401  (Authlib has no types)
        from authlib.integrations.requests_client import OAuth2Session

        return OAuth2Session(
            self._settings.client_id, self._settings.client_secret.get_secret_value(), scope=SCOPE,
            redirect_uri=self._redirect_uri, code_challenge_method="S256", default_timeout=TIMEOUT_SECONDS,
        )  # fmt: skip

    def _endpoint(self, name: str) -> str:
        address = str(self._description().get(name, ""))
        _require_https(address)
        return address

    def _description(self) -> dict[str, Any]:
        if self._described is None or time.monotonic() - self._described[0] > KEPT_SECONDS:
            issuer = self._settings.issuer.rstrip("/")
            told = _fetched(f"{issuer}/.well-known/openid-configuration")
            if str(told.get("issuer", "")).rstrip("/") != issuer:
                raise ProviderError("issuer")
            self._described = (time.monotonic(), told)
        return self._described[1]

    def _key_set(self, *, fresh: bool) -> dict[str, Any]:
        if fresh or self._keys is None or time.monotonic() - self._keys[0] > KEPT_SECONDS:
            self._keys = (time.monotonic(), _fetched(self._endpoint("jwks_uri")))
        return self._keys[1]


def person_of(session: Session, vouched: Vouched, *, now: dt.datetime | None = None) -> User:
    """The desk's person for whom the provider vouches, signed in and noted; made at the first time, with roles as
    the provider's groups say each time. Raises ``ProviderError`` for somebody without a role here, or switched off.
    """
    user = people.user_of_provider(
        session, vouched.subject, username=vouched.username, name=vouched.name, email=vouched.email,
        roles=vouched.roles, now=now,
    )  # fmt: skip
    if user is None:
        raise ProviderError("no_role", "Your council account has no role here. Ask your administrator.")
    people.signed_in(session, user, now=now)
    return user


def _waiting(kept: Mapping[str, Any] | None) -> _Waiting:
    try:
        waiting = _Waiting(**(kept or {}))
    except TypeError as error:
        raise ProviderError("not_begun") from error
    if not 0 <= time.time() - waiting.at <= LONGEST_SECONDS:
        raise ProviderError("too_late", "Signing in took too long. Start again.")
    return waiting


def _fetched(address: str) -> dict[str, Any]:
    import requests

    try:
        answer = requests.get(address, timeout=TIMEOUT_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        told = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderError("unreachable", "The council's sign-in service does not answer. Try again later.") from error
    if not isinstance(told, dict):
        raise ProviderError("unreachable", "The council's sign-in service does not answer. Try again later.")
    return told


def _require_https(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ProviderError("not_https", "The identity provider's address in the settings must begin with https://.")
