"""The desk's regular work as Prefect flows: people told, what was kept long enough erased, the log verified.

A council without a Prefect server starts ``goldenthread notify``, ``retain`` and ``audit verify`` by its own clock
instead. Prefect is told numbers, never a name or a reference.
"""

from __future__ import annotations

import logging

from prefect import flow

from extractors.errors import CommandError
from flows.desk_at import desk_at
from moderation import audit, retention
from moderation.notify import tell_people
from moderation.permissions import COMMAND_LINE

log = logging.getLogger("goldenthread.desk")


@flow(name="tell-people", persist_result=False, log_prints=False)
def tell_people_of_the_desk() -> dict[str, int]:
    """Send what waits, as the settings say. Fails where a message did not go out; it waits for the next time."""
    with desk_at(None) as (database, settings):
        told = tell_people(database, COMMAND_LINE, settings)
    counts = {"people": told.people, "notices": told.notices, "failed": told.failed_people}
    log.info("desk: %(people)d people told of %(notices)d things, %(failed)d not reached", counts)
    if told.failures:
        raise CommandError(told.failures[0].code, told.failures[0].sentence)
    return counts


@flow(name="keep-the-desk", persist_result=False, log_prints=False)
def keep_the_desk() -> dict[str, int]:
    """Verify the audit log, then erase what the settings' retention says. Fails where the log is broken."""
    with desk_at(None) as (database, settings):
        with database.reading() as session:
            found = audit.verify(session)
        if not found.holds:
            raise CommandError("audit.broken", f"The desk's log is broken at entry {found.broken_at}. {found.why}")
        with database.writing() as session:
            erased = retention.erase_due(session, COMMAND_LINE, settings.retention)
        if erased:
            database.forget()
    counts = {"entries": found.entries, "erased": len(erased)}
    log.info("desk: %(entries)d log entries hold, %(erased)d cases erased", counts)
    return counts
