"""Sends what waits, person by person; what did not go out waits for the next time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import update

from moderation import audit
from moderation.clock import utc_now
from moderation.database.engine import Database
from moderation.database.tables import Notice
from moderation.notify.digest import Digest, digests
from moderation.notify.ways import NotSentError, mail_server, send_by_govuk_notify, send_mail, send_to_teams
from moderation.permissions import Action, Actor, require
from moderation.settings import DeskSettings

Send = Callable[[Digest], None]


@dataclass(frozen=True, slots=True)
class Told:
    """What came of telling people: how many heard, of how many notices; who has no address; what failed, once each."""

    people: int = 0
    notices: int = 0
    without_address: int = 0
    failures: tuple[NotSentError, ...] = ()
    failed_people: int = 0


def tell_people(
    database: Database, actor: Actor, settings: DeskSettings, *, dry_run: bool = False, now: dt.datetime | None = None
) -> Told:
    """Send every message that is due, the way that the settings say. With ``dry_run`` nothing goes out.

    The database is not held up while messages travel: what went out is noted after each. Raises
    ``NotPermittedError``.
    """
    require(actor, Action.SEND_NOTICES)
    at = now or utc_now()
    if settings.notify.by == "none":
        return Told()
    with database.reading() as session:
        due = digests(session, settings.notify, settings.base_url, at)
    by_channel = settings.notify.by == "teams"
    reachable = [d for d in due if d.email or by_channel]
    without = len(due) - len(reachable)
    if dry_run or not reachable:
        return Told(len(reachable), sum(len(d.notices) for d in reachable), without)
    if by_channel:
        sent, failures, failed = _to_channel(settings, reachable)
    else:
        sent, failures, failed = _one_by_one(settings, reachable, lambda digest: _note(database, (digest,), at))
    if by_channel:
        _note(database, sent, at)
    told = Told(len(sent), sum(len(d.notices) for d in sent), without, failures, failed)
    with database.writing() as session:
        details: dict[str, audit.Detail] = {
            "people": told.people,
            "notices": told.notices,
            "failed": told.failed_people,
        }
        audit.append(session, actor, "notices.sent", settings.notify.by, details, now=at)
    return told


def _to_channel(settings: DeskSettings, due: Sequence[Digest]) -> tuple[list[Digest], tuple[NotSentError, ...], int]:
    notify = settings.notify
    try:
        send_to_teams(notify.teams.webhook.get_secret_value(), due, notify.timeout_seconds)
    except NotSentError as error:
        return [], (error,), len(due)
    return list(due), (), 0


def _one_by_one(
    settings: DeskSettings, due: Iterable[Digest], note: Send
) -> tuple[list[Digest], tuple[NotSentError, ...], int]:
    sent: list[Digest] = []
    failures: dict[str, NotSentError] = {}
    failed = 0
    everybody = list(due)
    try:
        with _way(settings) as send:
            for digest in everybody:
                try:
                    send(digest)
                except NotSentError as error:
                    failures.setdefault(error.sentence, error)
                    failed += 1
                else:
                    note(digest)
                    sent.append(digest)
    except NotSentError as error:
        failures.setdefault(error.sentence, error)
        failed = len(everybody) - len(sent)
    return sent, tuple(failures.values()), failed


@contextmanager
def _way(settings: DeskSettings) -> Iterator[Send]:
    notify = settings.notify
    if notify.by == "smtp":
        with mail_server(notify.smtp, notify.timeout_seconds) as server:
            yield lambda digest: send_mail(server, notify.smtp, digest, settings.council_name)
    else:
        yield lambda digest: send_by_govuk_notify(notify.govuk_notify, digest, notify.timeout_seconds)


def _note(database: Database, sent: Iterable[Digest], at: dt.datetime) -> None:
    numbers = [n for digest in sent for n in digest.notices]
    with database.writing() as session:
        session.execute(update(Notice).where(Notice.id.in_(numbers)).values(sent_at=at))
