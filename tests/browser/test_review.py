"""A moderator at the review: by keyboard alone, without scripts, on two devices, with markup in the plan."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from checks.assessment import EvidenceEntry, SectionEntry
from moderation import queue
from moderation.answers import review_lines
from moderation.database.engine import Database
from moderation.database.tables import Answer, Review
from moderation.forms import plan_form
from moderation.states import State
from tests.browser.conftest import Site, passwords
from tests.moderation.build import BROKEN, NOW, assessment, documents
from tests.moderation.conftest import Staff
from tests.moderation.work import YES, start

pytestmark = pytest.mark.browser

LINES = len(plan_form().lines)


def state_of(desk: Database, people: Staff, reference: str) -> State:
    with desk.reading() as session:
        return State(queue.get_case(session, people.manager, reference).state)


def values_in(desk: Database) -> dict[str, str | None]:
    from sqlalchemy import select

    with desk.reading() as session:
        return {row.line: row.value for row in session.execute(select(Answer.line, Answer.value))}


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until the focus is on what has this name; it must be visible where it stands."""
    for _ in range(most):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => { const e = document.activeElement; const box = e.getBoundingClientRect();
            return [(e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent || '').trim(),
            box.bottom > 0 && box.top < innerHeight]; }"""
        )
        if told[0].startswith(name):
            assert told[1], f"{name} has the focus but cannot be seen"
            return
    raise AssertionError(f"{name} is not reached by Tab")


@pytest.mark.slow
def test_a_moderator_reviews_and_a_manager_signs_off_by_keyboard_alone(
    serve: Callable[..., Site], desk: Database, people_of: Staff, waiting: str
) -> None:
    passwords(desk, people_of.manager)
    page = serve().window()
    page.goto("/")
    tab_to(page, "User name")
    page.keyboard.type("moderator")
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans")
    tab_to(page, waiting)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/plans/{waiting}")
    tab_to(page, "Review this plan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/A")
    disagreed = set()
    tab_to(page, "Begin at the first line")
    page.keyboard.press("Enter")
    for section in plan_form().sections:
        page.wait_for_url(f"**/plan/{section.id}*")
        for line in (line for group in section.groups for line in group.lines):
            expect(page.locator(".line:focus, .line:focus-within")).to_have_attribute("data-line", line.id)
            here = page.locator(f'[data-line="{line.id}"]')
            hidden = here.get_attribute("data-hidden") == "yes"
            # One key each: a hidden line is answered by its own value, others by agreeing; some disagree.
            if line.id in ("F.provision.quantified", "B.needs.clear"):
                key = "1"
                disagreed.add(line.id)
            elif line.id == "C.information.included" and not hidden:
                key = "d"
                disagreed.add(line.id)
            elif hidden:
                key = "y" if line.kind == "yes_no" else "3"
            else:
                key = "a"
            page.keyboard.press(key)
            expect(here.locator(".saved")).to_have_text(re.compile("^Saved"))
            if hidden:
                expect(here.locator(".draft")).to_be_visible()
                page.keyboard.press("j")
        page.keyboard.press("s")
    page.wait_for_url("**/finish*")
    expect(page.get_by_text(f"{LINES} of {LINES} lines")).to_be_visible()
    tab_to(page, "Submit the review")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The review is submitted")
    values = values_in(desk)
    assert len(values) == LINES
    assert values["F.provision.quantified"] == values["B.needs.clear"] == "1"
    if "C.information.included" in disagreed:
        assert values["C.information.included"] == "no"
    assert values["A.history.brief"] == "3"
    manager = serve().signed_in("manager")
    manager.goto(f"/plans/{waiting}")
    tab_to(manager, "Sign off", most=80)
    manager.keyboard.press("Enter")
    expect(manager.get_by_role("status")).to_contain_text("signed off")
    assert state_of(desk, people_of, waiting) is State.SIGNED_OFF


@pytest.mark.slow
def test_a_moderator_reviews_a_whole_plan_without_scripts(
    serve: Callable[..., Site], desk: Database, people_of: Staff, waiting: str
) -> None:
    page = serve().signed_in("moderator", scripts=False)
    page.get_by_role("link", name=waiting).click()
    page.get_by_role("button", name="Review this plan").click()
    page.get_by_role("link", name="Finish").click()
    page.get_by_role("button", name="Submit the review").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("There is a problem")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    page.wait_for_url("**/plan/A#line-A-aspirations-child_short")
    for section in plan_form().sections:
        page.wait_for_url(f"**/plan/{section.id}*")
        for line in (line for group in section.groups for line in group.lines):
            page.locator(f'[data-line="{line.id}"] input[value="{YES.get(line.id, "4")}"]').check()
        page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**/finish*")
    page.get_by_label("Your remark").fill("A careful plan.")
    page.get_by_role("button", name="Submit the review").click()
    expect(page.get_by_role("status")).to_contain_text("The review is submitted")
    assert set(values_in(desk).values()) == {"yes", "4"}
    with desk.reading() as session:
        assert session.get_one(Review, 1).comment == "A careful plan."
    assert state_of(desk, people_of, waiting) is State.SUBMITTED


def test_a_draft_is_hidden_until_the_line_is_answered(
    serve: Callable[..., Site], desk: Database, people_of: Staff, waiting: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    with desk.reading() as session:
        hidden = next(x for x in review_lines(session, people_of.moderator, review) if x.hidden and x.form == "ehcp")
    page = serve().signed_in("moderator")
    page.goto(f"/reviews/{review}/plan/{hidden.line.split('.')[0]}")
    line = page.locator(f'[data-line="{hidden.line}"]')
    expect(line).not_to_contain_text("Draft answer")
    assert line.get_attribute("data-draft") is None
    line.locator('input[type="radio"]').first.check()
    expect(line).to_contain_text("Draft answer")
    expect(line.locator(".saved")).to_contain_text("The draft is shown now")


def test_a_review_goes_on_where_it_was_on_another_device(
    serve: Callable[..., Site], desk: Database, people_of: Staff, waiting: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    site = serve()
    desktop, tablet = site.signed_in("moderator"), site.signed_in("moderator", width=800)
    for page in (desktop, tablet):
        page.goto(f"/reviews/{review}/plan/F")
    name = '[data-line="F.provision.defined"]'
    desktop.locator(f'{name} input[value="2"]').check()
    expect(desktop.locator(f"{name} .saved")).to_have_text(re.compile("^Saved"))
    tablet.locator(f'{name} input[value="5"]').click()
    expect(tablet.locator(f"{name} .saved")).to_contain_text("Answered on another device meanwhile: 2 stands there")
    assert values_in(desk)["F.provision.defined"] == "2"
    tablet.locator(f'{name} input[value="5"]').check()
    expect(tablet.locator(f"{name} .saved")).to_have_text(re.compile("^Saved"))
    assert values_in(desk)["F.provision.defined"] == "5"
    desktop.reload()
    expect(desktop.locator(f'{name} input[value="5"]')).to_be_checked()


def test_keys_do_nothing_outside_a_line_or_once_switched_off(
    serve: Callable[..., Site], desk: Database, people_of: Staff, waiting: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    page = serve().signed_in("moderator")
    page.goto(f"/reviews/{review}/plan/F")
    page.keyboard.press("5")
    page.keyboard.press("a")
    page.get_by_role("button", name="Switch keys off").click()
    page.locator(".line").first.focus()
    page.keyboard.press("5")
    page.wait_for_timeout(300)
    assert values_in(desk) == {}


def test_the_words_and_the_lines_lead_to_each_other(
    serve: Callable[..., Site], desk: Database, people_of: Staff
) -> None:
    text = "Mina will be helped.\nA teaching assistant works with her for 20 minutes a day."
    made = assessment()
    answers = tuple(
        a.model_copy(update={"evidence": (EvidenceEntry(section="F", quote="20 minutes a day"),)})
        if a.line == "F.provision.quantified"
        else a
        for a in made.answers
    )
    sections = made.plan.sections | {"F": SectionEntry(title="Provision", text=text, confidence=1)}
    made = made.model_copy(update={"answers": answers, "plan": made.plan.model_copy(update={"sections": sections})})
    with desk.writing() as session:
        case = queue.add_case(session, people_of.manager, made, documents(), now=NOW).reference
        review = queue.start_review(session, people_of.moderator, case)
        review.hidden_share = 0.0
        number = review.id
    page = serve().signed_in("moderator")
    page.goto(f"/reviews/{number}/plan/F")
    expect(page.locator("mark")).to_have_text("20 minutes a day")
    page.get_by_role("link", name="“20 minutes a day”").click()
    expect(page).to_have_url(re.compile("#words-F-provision-quantified-1$"))
    page.get_by_role("link", name="Evidence for line 39").click()
    expect(page).to_have_url(re.compile("#line-F-provision-quantified$"))
    page.locator('[data-line="F.provision.quantified"]').focus()
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "words-F-provision-quantified-1"
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.dataset.line") == "F.provision.quantified"


def test_markup_in_a_plan_stays_text(serve: Callable[..., Site], desk: Database, people_of: Staff) -> None:
    bad = "<img src=x onerror=alert(1)><script>document.title='taken'</script>"
    child = assessment().plan.child.model_copy(update={"name": bad, "known_as": bad})
    finding = BROKEN.model_copy(update={"quote": bad, "message": bad, "suggestion": bad})
    made = assessment(bad, child=child, needs=(f"Mina {bad} reads.", bad), findings=(finding,))
    answers = tuple(
        a.model_copy(update={"why": bad, "evidence": (EvidenceEntry(section="B", quote=bad),)}) for a in made.answers
    )
    sections = {"B": SectionEntry(title=bad, text=f"Mina {bad} reads.", confidence=1)}
    made = made.model_copy(update={"answers": answers, "plan": made.plan.model_copy(update={"sections": sections})})
    with desk.writing() as session:
        case = queue.add_case(session, people_of.manager, made, documents(), now=NOW).reference
    page = serve().signed_in("moderator")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.goto(f"/plans/{case}")
    expect(page.get_by_text(bad).first).to_be_visible()
    page.get_by_role("button", name="Review this plan").click()
    page.goto(re.sub("/plan/.*", "/plan/B", page.url))
    expect(page.locator(".plan-text")).to_contain_text(bad)
    for address in (f"/plans/{case}/text", f"/plans/{case}/thread", "/plans"):
        page.goto(address)
        assert page.locator("img[src=x], main script").count() == 0
        assert "taken" not in page.title()
    assert asked == []


def test_a_finding_is_set_aside_with_a_reason_and_brought_back(
    serve: Callable[..., Site], desk: Database, people_of: Staff
) -> None:
    made = assessment(needs=("Mina finds reading hard.",), findings=(BROKEN,))
    with desk.writing() as session:
        case = queue.add_case(session, people_of.manager, made, documents(), now=NOW).reference
    review = start(desk, people_of.moderator, case)
    page = serve().signed_in("moderator")
    page.goto(f"/reviews/{review}/plan/B")
    finding = page.locator(".findings li")
    finding.get_by_text("What to do, and why").click()
    finding.get_by_role("button", name="Set aside").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why this finding does not hold")
    finding.get_by_text("What to do, and why").click()
    finding.get_by_label("This does not hold, because").fill("The provision stands in Section G.")
    finding.get_by_role("button", name="Set aside").click()
    expect(page.locator(".findings li")).to_have_count(0)
    page.goto(f"/plans/{case}/text")
    expect(page.get_by_text("The provision stands in Section G.")).to_be_visible()
    page.get_by_role("button", name="It stands").click()
    expect(page.locator(".findings li")).to_have_count(1)
