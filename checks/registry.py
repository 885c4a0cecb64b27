"""Every check there is: one table from which the engine, the tests and the README's list are made.

Each check stands in a file of its own; a new one is written there and named here.
"""

from __future__ import annotations

from typing import Any

from checks.check import CaseCheck, ItemCheck
from checks.outcome import measurable, provision, specific, time
from checks.provision import provider, quantified, vague

ITEM_CHECKS: tuple[ItemCheck[Any], ...] = (
    quantified.CHECK,
    provider.CHECK,
    vague.CHECK,
    specific.CHECK,
    measurable.CHECK,
    time.CHECK,
    provision.CHECK,
)
CASE_CHECKS: tuple[CaseCheck, ...] = ()
