"""The ways that a message takes: a mail server, GOV.UK Notify's API, a Teams channel's webhook."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import smtplib
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Any
from urllib.parse import urlsplit

from moderation.clock import utc_now
from moderation.errors import DeskError
from moderation.notify.digest import Digest, line
from moderation.settings import GovukNotify, Smtp

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
UUID = 36  # characters of the two identifiers that end a GOV.UK Notify key


class NotSentError(DeskError):
    """A message did not go out: why, without anybody's address or a secret."""


@contextmanager
def mail_server(settings: Smtp, timeout: float) -> Iterator[smtplib.SMTP]:
    """A connection to the council's mail server. Raises ``NotSentError``."""
    try:
        server = _connected(settings, timeout)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError("notify.smtp", "The mail server does not answer, or refuses this program.") from error
    try:
        yield server
    finally:
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


def send_mail(server: smtplib.SMTP, settings: Smtp, digest: Digest, council: str) -> None:
    """One message over a connection. Raises ``NotSentError``."""
    message = EmailMessage()
    message["Subject"] = digest.subject
    message["From"], message["To"] = settings.sender, digest.email
    message["Date"] = format_datetime(utc_now())
    message["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(f"{digest.summary}\n\n{digest.link}\n\n{council}: moderators' desk. Nobody reads answers to this message.\n")  # fmt: skip
    try:
        server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError("notify.refused", "The mail server did not take a message.") from error


def send_by_govuk_notify(settings: GovukNotify, digest: Digest, timeout: float) -> None:
    """One message through GOV.UK Notify's "send an email". Raises ``NotSentError``."""
    body = {
        "email_address": digest.email,
        "template_id": settings.template_id,
        "personalisation": {"summary": digest.summary, "link": digest.link},
        "reference": f"desk-{digest.user_id}-{max(digest.notices)}",
    }
    token = govuk_token(settings.api_key.get_secret_value(), int(time.time()))
    address = f"{settings.address.rstrip('/')}/v2/notifications/email"
    _post(address, body, {"Authorization": f"Bearer {token}"}, timeout, "GOV.UK Notify")


def govuk_token(api_key: str, now: int) -> str:
    """The signed token (JWT, HS256) that the API asks for. ``api_key`` ends in the service's and the secret's UUIDs
    (docs.notifications.service.gov.uk, "Authorization header"). Raises ``NotSentError`` for what is no key.
    """
    if len(api_key) < 2 * UUID + 1:
        raise NotSentError("notify.key", "The GOV.UK Notify key in the settings is not a whole key.")
    service, secret = api_key[-2 * UUID - 1 : -UUID - 1], api_key[-UUID:]
    head = _part({"typ": "JWT", "alg": "HS256"})
    claims = _part({"iss": service, "iat": now})
    signature = hmac.new(secret.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    return f"{head}.{claims}.{_base64url(signature)}"


def send_to_teams(webhook: str, digests: Sequence[Digest], timeout: float) -> None:
    """One card for the whole channel: what waits, and not for whom. Raises ``NotSentError``."""
    told: dict[str, dict[str, None]] = {}
    for digest in digests:
        for kind, references in digest.counts:
            told.setdefault(kind, {}).update(dict.fromkeys(references))
    words = [
        line(kind, tuple(references)).replace(" to you", "").replace(" you", "") for kind, references in told.items()
    ]
    card = {
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [
            {"type": "TextBlock", "text": "Moderators' desk", "weight": "Bolder"},
            *({"type": "TextBlock", "text": text, "wrap": True} for text in words),
        ],
        "actions": [{"type": "Action.OpenUrl", "title": "Open the desk", "url": digests[0].link}],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    _post(webhook, {"type": "message", "attachments": [attachment]}, {}, timeout, "Teams")


def _connected(settings: Smtp, timeout: float) -> smtplib.SMTP:
    if settings.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.host, settings.port, timeout=timeout, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=timeout)
    try:
        if settings.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.username:
            server.login(settings.username, settings.password.get_secret_value())
    except BaseException:
        server.close()
        raise
    return server


def _post(address: str, body: Mapping[str, Any], heads: Mapping[str, str], timeout: float, whose: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise NotSentError("notify.not_https", f"The address of {whose} in the settings must begin with https://.")
    data = json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json", **heads}, method="POST")  # noqa: S310  (https, as checked)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
            answer.read()
    except urllib.error.HTTPError as error:
        error.close()
        raise NotSentError("notify.refused", f"{whose} did not take a message (HTTP {error.code}).") from None
    except (OSError, ValueError) as error:
        raise NotSentError("notify.unreachable", f"{whose} does not answer.") from error


def _part(told: Mapping[str, Any]) -> str:
    return _base64url(json.dumps(told, separators=(",", ":")).encode())


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
