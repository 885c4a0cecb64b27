"""Whole stories of the desk: two who disagree, a writer's draft, a stranger at the door."""

import re
import zipfile
from collections.abc import Callable, Iterator

import docx
import pytest
from playwright.sync_api import Page, expect

from flows.desk_work import Workers
from moderation import queue
from moderation.database.engine import Database
from moderation.people import FREE_TRIES
from moderation.states import State
from tests.browser.conftest import Site, passwords, sample
from tests.moderation.conftest import Staff
from tests.moderation.test_packs import WITHOUT_SCANS, put
from tests.moderation.work import review_whole, start

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers()
    yield made
    made.close()


def test_two_moderators_disagree_and_settle(
    serve: Callable[..., Site], desk: Database, people_of: Staff, waiting: str
) -> None:
    passwords(desk, people_of.manager, people_of.second)
    review_whole(desk, people_of.moderator, waiting, 3)
    site = serve()
    manager = site.signed_in("manager")
    manager.goto(f"/plans/{waiting}")
    manager.get_by_label("Read by").select_option(label="Sal Reed")
    manager.get_by_role("button", name="Ask for a second review").click()
    expect(manager.get_by_role("status")).to_contain_text("second review")
    second = site.signed_in("second")
    second.goto(f"/plans/{waiting}")
    assert second.get_by_text("Mo Dean").count() == 0  # the first's review is not to be seen yet
    second.get_by_role("button", name="Review this plan").click()
    second.wait_for_url("**/plan/A")
    different = {"F.provision.quantified": "1", "F.provision.defined": "5", "E.education.smart": "4"}
    review_whole(desk, people_of.second, waiting, 3, **{k.replace(".", "__"): v for k, v in different.items()})
    second.goto(f"/plans/{waiting}")
    second.get_by_role("link", name="Where the two moderators differ").click()
    expect(second.locator(".line")).to_have_count(len(different))
    manager.goto(f"/plans/{waiting}")
    manager.locator("form", has=manager.get_by_role("heading", name="Sign off")).get_by_role("button").click()
    expect(manager.get_by_text("The two moderators differ on 3 lines. Settle them first.")).to_be_visible()
    for line, value in (("F.provision.quantified", "2"), ("F.provision.defined", "4"), ("E.education.smart", "4")):
        name = f"line-{line.replace('.', '-')}"
        second.locator(f"#{name}-{value}").check()
        second.locator(f"#{name}-comment").fill("We read the items together.")
    second.get_by_role("button", name="Save what is settled").click()
    expect(second.get_by_role("status")).to_contain_text("3 lines settled")
    manager.goto(f"/plans/{waiting}")
    manager.locator("form", has=manager.get_by_role("heading", name="Sign off")).get_by_role("button").click()
    expect(manager.get_by_role("status")).to_contain_text("The plan is signed off")
    with desk.reading() as session:
        case = queue.get_case(session, people_of.manager, waiting)
        final = queue.final_answers(session, queue.newest_version(session, case))
        assert case.state == State.SIGNED_OFF
    assert final["ehcp", "F.provision.quantified"].value == "2"


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_writer_checks_a_draft_takes_it_away_and_sends_it(
    serve: Callable[..., Site], desk: Database, people_of: Staff, workers: Workers, tmp_path, scripts: bool
) -> None:
    passwords(desk, people_of.writer)
    site = serve(workers)
    page = site.signed_in("writer", scripts=scripts)
    page.wait_for_url("**/check")
    page.get_by_label("The draft plan").set_input_files(sample("c16") / "EHCP draft Wren Fairley v3.docx")
    page.get_by_label("The advice behind it").set_input_files(sample("c16") / "SALT report Wren Fairley FINAL.docx")
    page.get_by_role("button", name="Check this draft").click(timeout=60_000)
    page.wait_for_url("**/plans/GT-*", timeout=60_000)
    expect(page.get_by_role("heading", name="What a moderator would look at first")).to_be_visible()
    expect(page.locator(".findings li").first).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take away the Word draft with comments").click()
    path = tmp_path / "annotated.docx"
    taken.value.save_as(path)
    assert len(list(docx.Document(str(path)).comments)) > 3
    reference = page.url.rsplit("/", 1)[1]
    moderator = site.signed_in("moderator")
    assert moderator.goto(f"/plans/{reference}").status == 404
    page.goto(f"/plans/{reference}")
    page.get_by_role("button", name="Send to the moderators").click()
    expect(page.get_by_role("status")).to_contain_text("with the moderators")
    moderator.goto("/plans")
    expect(moderator.locator(".cases li")).to_have_count(1)


@pytest.mark.slow
def test_a_writer_is_told_plainly_what_is_wrong_with_a_file(
    serve: Callable[..., Site], desk: Database, people_of: Staff, workers: Workers, tmp_path
) -> None:
    passwords(desk, people_of.writer)
    bad = tmp_path / "plan.docx"
    bad.write_bytes(b"PK\x03\x04 cut short")
    page = serve(workers).signed_in("writer")
    page.get_by_role("button", name="Check this draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the draft plan")
    page.get_by_label("The draft plan").set_input_files(bad)
    page.get_by_role("button", name="Check this draft").click()
    expect(page.get_by_role("alert")).to_contain_text("damaged or cut short", timeout=60_000)
    expect(page.get_by_role("alert")).to_be_focused()


@pytest.mark.slow
def test_a_pdf_plan_is_shown_as_it_will_be_printed_with_its_quotes_boxed(
    serve: Callable[..., Site], desk: Database, people_of: Staff, workers: Workers
) -> None:
    passwords(desk, people_of.writer)
    page = serve(workers).signed_in("writer")
    page.get_by_label("The draft plan").set_input_files(sample("c03") / "EHCP draft Maisie-Jo Pickersgill v3.pdf")
    page.get_by_role("button", name="Check this draft").click(timeout=60_000)
    page.wait_for_url("**/plans/GT-*", timeout=60_000)
    page.get_by_role("link", name="EHCP draft Maisie-Jo Pickersgill v3.pdf").first.click()
    picture = page.locator("img.page")
    expect(picture).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert picture.evaluate("image => image.naturalWidth") > 600
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("page 2")


def test_a_stranger_gets_nowhere(serve: Callable[..., Site], people_of: Staff, waiting: str) -> None:
    page = serve().window()
    page.goto(f"/plans/{waiting}")
    expect(page).to_have_url(re.compile("/sign-in"))
    assert waiting not in page.inner_text("main")
    # The first wait is a second, each later one twice as long: on a slow machine one or two may be over by the next try.
    told = page.get_by_role("alert")
    for tries in range(FREE_TRIES + 6):
        page.get_by_label("User name").fill("moderator")
        page.get_by_label("Password").fill("a guess at it")
        page.get_by_role("button", name="Sign in").click()
        expect(told).to_be_focused()
        if "too many tries" in told.inner_text():
            break
        assert tries < FREE_TRIES + 5
    assert tries >= FREE_TRIES
    page.goto("/plans")
    expect(page).to_have_url(re.compile("/sign-in"))


def test_a_form_of_another_site_does_nothing(
    serve: Callable[..., Site], desk: Database, people_of: Staff, waiting: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    page = serve().signed_in("moderator")
    page.goto("/plans")
    # As another site would send it: the browser's cookie goes along, the page's own token does not.
    status = page.evaluate(
        "async (to) => (await fetch(to, {method: 'POST', body: new URLSearchParams({comment: 'mine'})})).status",
        f"/reviews/{review}/give-back",
    )
    assert status == 400
    with desk.reading() as session:
        assert queue.get_case(session, people_of.manager, waiting).state == State.IN_REVIEW


def answer_every_word(page: Page) -> None:
    """Leave every word as it is, by keyboard alone."""
    save = page.get_by_role("button", name="Save the answers")
    while save.count():
        for question in page.locator("form", has=save).locator(".ask").all():
            question.get_by_role("radio").first.focus()
            page.keyboard.press("Space")
        save.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")


@pytest.mark.slow
def test_a_manager_draws_the_quarter_s_sample_and_takes_the_pack(
    serve: Callable[..., Site], desk: Database, people_of: Staff, tmp_path
) -> None:
    passwords(desk, people_of.manager, people_of.lead)
    put(desk, people_of.manager, WITHOUT_SCANS)
    page = serve().signed_in("manager", scripts=False)
    page.get_by_role("link", name="Rounds").click()
    form = page.locator("form", has=page.get_by_role("heading", name="Multi-agency moderation"))
    form.get_by_label("How many plans").fill("3")
    form.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("at least 6 plans")
    form.get_by_label("Among").select_option(label="All plans that are assessed")
    form.get_by_role("button").click()
    page.wait_for_url("**/rounds/1")
    expect(page.locator("tbody tr")).to_have_count(6)
    page.get_by_role("button", name="Take the pack").click(timeout=120_000)
    page.wait_for_url("**/rounds/1/words", timeout=120_000)
    expect(page.get_by_role("alert")).to_contain_text("may say who somebody is")
    answer_every_word(page)
    # Plans of another team are the strategic lead's to answer for.
    expect(page.get_by_text("strategic lead")).to_be_visible()
    lead = serve().signed_in("lead", scripts=False)
    lead.goto("/rounds/1/words")
    answer_every_word(lead)
    page.goto("/rounds/1")
    expect(page.get_by_text("words decided")).to_be_visible()
    with page.expect_download(timeout=120_000) as taken:
        page.get_by_role("button", name="Take the pack").click(timeout=120_000)
    path = tmp_path / "pack.zip"
    taken.value.save_as(path)
    with zipfile.ZipFile(path) as pack:
        names = pack.namelist()
    assert any(name.endswith("agenda.docx") for name in names)
    assert {f"Plan {n}" for n in range(1, 7)} <= {part for name in names for part in name.split("/")}
    page.get_by_role("link", name="Draw again").click()
    expect(page.get_by_text("the same plans come out")).to_be_visible()
