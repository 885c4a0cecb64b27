"""Every check there is: one table from which the engine, the tests and the README's list are made.

Each check stands in a file of its own; a new one is written there and named here.
"""

from __future__ import annotations

from typing import Any

from checks import counts, dates, ending, inconsistent, misplaced, sections, unread
from checks.advice import contradicted as advice_contradicted
from checks.advice import currency as advice_currency
from checks.advice import invented as advice_invented
from checks.advice import listed as advice_listed
from checks.advice import reflected as advice_reflected
from checks.check import CaseCheck, ItemCheck
from checks.draft import duplicate, left_open, placeholder
from checks.identity import forbidden, other_name, pronoun
from checks.jargon import unexplained
from checks.language import american, hard_to_read
from checks.need import clear
from checks.need import form_measures as need_measures
from checks.outcome import form_measures as outcome_measures
from checks.outcome import measurable, past_date, provision, specific, steps, time
from checks.provision import blanket, delegated, provider, quantified, vague
from checks.provision import form_measures as provision_measures
from checks.statement import contradicted as statement_contradicted
from checks.statement import sections_c_d
from checks.thread import findings as thread
from checks.thread import needs as thread_needs
from checks.voice import history, hopes, section_a

ITEM_CHECKS: tuple[ItemCheck[Any], ...] = (
    quantified.CHECK,
    provider.CHECK,
    vague.CHECK,
    delegated.CHECK,
    specific.CHECK,
    measurable.CHECK,
    time.CHECK,
    provision.CHECK,
)
CASE_CHECKS: tuple[CaseCheck, ...] = (
    counts.CHECK,
    section_a.CHECK,
    hopes.CHECK,
    history.CHECK,
    sections_c_d.CHECK,
    statement_contradicted.CHECK,
    clear.CHECK,
    need_measures.CHECK,
    thread.CHECK,
    thread_needs.CHECK,
    outcome_measures.CHECK,
    provision_measures.CHECK,
    blanket.CHECK,
    other_name.CHECK,
    pronoun.CHECK,
    forbidden.CHECK,
    dates.CHECK,
    inconsistent.CHECK,
    past_date.CHECK,
    steps.CHECK,
    placeholder.CHECK,
    duplicate.CHECK,
    left_open.CHECK,
    sections.CHECK,
    unread.CHECK,
    misplaced.CHECK,
    ending.CHECK,
    unexplained.CHECK,
    hard_to_read.CHECK,
    american.CHECK,
    advice_reflected.CHECK,
    advice_contradicted.CHECK,
    advice_invented.CHECK,
    advice_listed.CHECK,
    advice_currency.CHECK,
)


def every_code() -> tuple[str, ...]:
    """The codes that some check may report, in order."""
    return tuple(sorted({c.code for c in ITEM_CHECKS} | {code for c in CASE_CHECKS for code in c.codes}))
