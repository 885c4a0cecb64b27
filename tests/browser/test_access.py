"""Every page for everybody: axe finds nothing, nothing runs off a narrow window, nothing is asked of another host."""

import dataclasses
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from checks.assessment import (
    AdviceEntry,
    Assessment,
    EvidenceEntry,
    NotInPlan,
    OutcomeEntry,
    ProvisionEntry,
    SectionEntry,
    ThreadEntry,
)
from moderation import queue, rounds
from moderation.agreement import agreement_rows
from moderation.anonymise import Choice, Question
from moderation.database.engine import Database
from moderation.findings import dismiss, finding_key
from moderation.guidance import set_guidance
from moderation.web.app import OPEN_PAGES, create_app
from tests.browser.conftest import Site, faults, passwords
from tests.moderation.build import BROKEN, NO_C, NOW, assessment, documents
from tests.moderation.conftest import PASSWORD, Staff
from tests.moderation.web.conftest import Reader
from tests.moderation.work import review_whole, start

pytestmark = pytest.mark.browser


def full(case: str = "a full case") -> Assessment:
    """A case that fills every part of the pages."""
    made = assessment(case, advice=True, findings=(BROKEN, NO_C), needs=("Mina finds reading hard.", "She tires."))
    text = "Mina finds reading hard.\nTwenty minutes a day with a teaching assistant."
    told = tuple(
        a.model_copy(update={"evidence": (EvidenceEntry(section="F", quote="Twenty minutes a day", page=3),)})
        for a in made.answers
    )
    gap = NotInPlan(what="provision", quote="half an hour a day", how="watered_down", plan_quote="twenty minutes")
    advice = tuple(AdviceEntry(**(dict(a) | {"needs": ("Reading",), "not_in_plan": (gap,)})) for a in made.advice)
    plan = made.plan.model_copy(
        update={
            "sections": {x: SectionEntry(title=f"Section {x}", text=text, confidence=0.5) for x in "ABEF"},
            "outcomes": (OutcomeEntry(id="E1", domain="education", area="", text="Mina reads."),),
            "provision": (ProvisionEntry(id="F1", section="F", area="", text="Twenty minutes a day."),),
            "thread": (
                ThreadEntry(need="B1", outcomes=("E1",), provision=("F1",), because={"F1": "both say reading"}),
                ThreadEntry(need="B2"),
            ),
        }
    )
    return made.model_copy(update={"answers": told, "advice": advice, "plan": plan})


@pytest.fixture
def busy(desk: Database, people_of: Staff) -> dict[str, str]:
    """A desk in the middle of its work: the addresses of its pages by who opens them."""
    everybody = [getattr(people_of, f.name) for f in dataclasses.fields(people_of)]
    passwords(desk, *everybody)
    with desk.writing() as session:
        first = queue.add_case(session, people_of.manager, full(), documents(advice=True), now=NOW).reference
        child = assessment().plan.child.model_copy(update={"name": "Somebody Else"})
        other = full("another")
        other = other.model_copy(update={"plan": other.plan.model_copy(update={"child": child})})
        twice = queue.add_case(session, people_of.manager, other, documents("2", advice=True), now=NOW).reference
        tried = queue.add_case(
            session, people_of.writer, full("tried"), documents("3", advice=True), send=False, now=NOW
        ).reference
        dismiss(session, people_of.moderator, first, finding_key(NO_C), reason="It stands in G.")
        set_guidance(session, people_of.lead, "ehcp", "F.provision.quantified", "Minutes, and how often a week.")
    review_whole(desk, people_of.moderator, twice, 3)
    with desk.writing() as session:
        queue.ask_second_review(session, people_of.manager, twice, now=NOW)
    review_whole(desk, people_of.second, twice, 3, F__provision__quantified="1")
    review = start(desk, people_of.moderator, first)
    with desk.writing() as session:
        made = rounds.draw_round(session, people_of.manager, "1a", size=2, among="assessed")
        told = tuple(("plan.docx", f"Pickle sleeps on her bed, and Pickle is {n} years old.") for n in range(2, 7))
        asked = (
            Question("pickle", "Pickle", "name or place", told),
            Question("the hub", "Hub", "name or place", told[:1]),
        )
        rounds.keep_questions(session, people_of.lead, made.id, {p.version_id: asked for p in made.plans})
        kept = rounds.questions_of(session, people_of.lead, made.id).asked
        rounds.decide(session, people_of.lead, made.id, kept[1].number, Choice.LEAVE, always=True)
    with desk.reading() as session:
        assert agreement_rows(session, people_of.lead)
    return {
        "": "/sign-in /sign-in?next=/plans",
        "moderator": " ".join(
            [
                "/plans /plans?state=queued&overdue=yes /password /nothing",
                f"/plans/{first} /plans/{first}/text /plans/{first}/thread /plans/{first}/documents/0",
                f"/plans/{twice}/compare /reviews/{review}/finish /guidance",
                *(f"/reviews/{review}/plan/{s}" for s in ("A", "B", "C", "E", "F", "whole")),
                f"/reviews/{review}/advice-1/process /reviews/{review}/advice-1/content",
            ]
        ),
        "writer": f"/check /plans/{tried}",
        "manager": f"/plans /plans/{twice} /rounds /rounds/1 /rounds/1/words /rounds/words /agreement /agreement/set-aside /guidance/ehcp/F.provision.quantified",
        "admin": "/people /people/new /people/1 /settings /log",
    }


def each(site: Site, busy: dict[str, str], **more: object):
    for who, addresses in busy.items():
        page = site.signed_in(who, **more) if who else site.window(**more)
        for address in addresses.split():
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            yield page, address


# What is opened but is no page: files to take away, pictures, and addresses that lead straight on to another.
NO_PAGES = {"text.file", "text.picture", "text.thread_picture", "sign_in.home", "review.resume"}


def test_every_page_of_the_desk_is_among_those_looked_at(desk: Database, busy: dict[str, str]) -> None:
    app = create_app(desk, secret="a secret of this test, long enough", work=Reader())
    addresses = app.url_map.bind("localhost")
    looked_at = {
        addresses.match(address.split("?")[0])[0]
        for given in busy.values()
        for address in given.split()
        if address != "/nothing"  # the page that says so
    }
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert looked_at == pages - NO_PAGES - (OPEN_PAGES - {"sign_in.sign_in"})


@pytest.mark.slow
def test_axe_finds_nothing_on_any_page(serve: Callable[..., Site], busy: dict[str, str]) -> None:
    found = [fault for page, _ in each(serve(Reader()), busy) for fault in faults(page)]
    assert found == []


@pytest.mark.slow
def test_nothing_runs_off_a_window_of_320_pixels(serve: Callable[..., Site], busy: dict[str, str]) -> None:
    """320 pixels is also what 400 % zoom leaves of a window of 1,280."""
    wide = [
        (address, page.evaluate("document.documentElement.scrollWidth"))
        for page, address in each(serve(Reader()), busy, width=320, height=640)
        if page.evaluate("document.documentElement.scrollWidth") > 320
    ]
    assert wide == []


@pytest.mark.slow
def test_no_page_asks_anything_of_another_host(serve: Callable[..., Site], busy: dict[str, str]) -> None:
    site = serve(Reader())
    asked: set[str] = set()
    refused: list[str] = []

    def watch(page: Page) -> None:
        page.on("request", lambda request: asked.add(request.url))
        page.on("console", lambda told: refused.append(told.text) if "Content Security" in told.text else None)

    page = site.window()
    watch(page)
    page.goto("/sign-in")
    page.get_by_label("User name").fill("moderator")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    for address in busy["moderator"].split():
        page.goto(address)
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith(site.address)] == []
    assert refused == []


def test_an_error_summary_takes_the_focus_and_leads_to_what_is_wrong(
    serve: Callable[..., Site], busy: dict[str, str]
) -> None:
    page = serve().signed_in("manager")
    page.goto(busy["manager"].split()[1])
    page.get_by_role("button", name="Return").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Give the reason").click()
    assert page.evaluate("location.hash") == "#return-reason"


def test_what_can_be_pressed_is_large_enough(serve: Callable[..., Site], busy: dict[str, str]) -> None:
    """WCAG 2.2, 2.5.8: 24 pixels both ways, links within a sentence excepted."""
    page = serve().signed_in("moderator")
    for address in busy["moderator"].split()[:1] + [a for a in busy["moderator"].split() if a.endswith("/plan/F")]:
        page.goto(address)
        small = page.evaluate(
            """() => [...document.querySelectorAll('button, input[type=radio], input[type=checkbox], .steps a, summary')]
            .map(e => [e, (e.labels?.[0] ?? e).getBoundingClientRect(), e.getBoundingClientRect()])
            .filter(([e, label, own]) => own.width && Math.max(label.height, own.height) < 22)
            .map(([e]) => e.outerHTML.slice(0, 90))"""
        )
        assert small == []
