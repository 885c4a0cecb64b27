"""A new draft of a plan: its page shows what changed, in the plan's own words and section by section."""

import re
from html import unescape

from checks.assessment import OutcomeEntry, ProvisionEntry
from moderation import queue
from moderation.database.engine import Database
from tests.moderation.build import BROKEN, NO_C, NOW, assessment, documents
from tests.moderation.conftest import Staff
from tests.moderation.web.conftest import Browser


def test_what_came_what_went_what_was_reworded_and_which_findings_were_mended_is_shown(
    desk: Database, people_of: Staff, moderator: Browser
) -> None:
    before = assessment(needs=("Mina finds reading hard.", "Mina tires easily."), findings=(BROKEN,))
    after = assessment(needs=("Mina finds reading very hard.", "Mina cannot <b>swim</b>."), findings=(NO_C,))
    provision = ProvisionEntry(id="F1", section="F", area="", text="A teacher reads with Mina each day.")
    outcome = OutcomeEntry(id="E1", domain="education", area="", text="By July Mina will read a page.")
    after = after.model_copy(
        update={"plan": after.plan.model_copy(update={"provision": (provision,), "outcomes": (outcome,)})}
    )
    with desk.writing() as session:
        queue.add_case(session, people_of.manager, before, documents("one"), now=NOW)
    with desk.writing() as session:
        added = queue.add_case(session, people_of.manager, after, documents("two"), now=NOW)
    page = moderator.text(f"/plans/{added.reference}")
    assert "<b>swim" not in page
    shown = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    told = shown[shown.index("Version 2") :]
    assert "Section B Added: Mina cannot <b>swim</b>. Gone: Mina tires easily." in told
    assert "Reworded, before: Mina finds reading hard. now: Mina finds reading very hard." in told
    assert "Section E Added: By July Mina will read a page." in told
    assert "Section F Added: A teacher reads with Mina each day." in told
    assert "1 findings mended, 1 new" in told
