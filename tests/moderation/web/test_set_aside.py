"""What moderators set aside is there to learn from: by check, of how many, with the reasons, for those who lead."""

from collections.abc import Callable

from moderation import queue
from moderation.database.engine import Database
from moderation.findings import dismiss, finding_key
from moderation.permissions import Actor
from tests.moderation.build import BROKEN, CHILD, NO_C, NOW, assessment, documents
from tests.moderation.conftest import Staff
from tests.moderation.web.conftest import Browser


def test_set_aside_findings_are_told_by_check_with_their_reasons_and_share(
    desk: Database, people_of: Staff, browser_of: Callable[[Actor], Browser]
) -> None:
    other = BROKEN.model_copy(update={"quote": "tires by noon", "item": "B2"})
    with desk.writing() as session:
        made = assessment("one", findings=(BROKEN, other, NO_C))
        mine = queue.add_case(session, people_of.manager, made, documents("1"), now=NOW).reference
        child = CHILD.model_copy(update={"name": "Somebody Else"})
        queue.add_case(session, people_of.manager, assessment("two", child=child), documents("2"), now=NOW)
        dismiss(session, people_of.moderator, mine, finding_key(other), reason="F3 <meets> it.", now=NOW)
    page = browser_of(people_of.lead).text("/agreement/set-aside?since=2026-11-01&until=2026-11-30")
    assert "in 1 plan read" in page
    assert "No provision meets this need. <strong>1 of 2</strong>" in page
    assert "F3 &lt;meets&gt; it." in page
    assert "tires by noon" in page
    assert NO_C.check not in page
    before = browser_of(people_of.lead).text("/agreement/set-aside?since=2026-01-01&until=2026-01-31")
    assert "Nothing was set aside in these days." in before
    # The South's manager does not see the North's plans.
    assert "F3" not in browser_of(people_of.south_manager).text(
        "/agreement/set-aside?since=2026-11-01&until=2026-11-30"
    )
