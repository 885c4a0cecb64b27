"""What each role may open: every route is named here, so that a new one cannot be forgotten."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from moderation import queue, rounds
from moderation.database.engine import Database
from moderation.permissions import Actor
from moderation.web.app import OPEN_PAGES
from tests.moderation.build import CHILD, NOW, assessment, documents
from tests.moderation.conftest import Staff
from tests.moderation.web.conftest import Browser, Reader
from tests.moderation.work import review_whole, start

ALL = "writer moderator manager lead administrator"
CASES = "writer moderator manager lead"
# Endpoint -> who may open it. Of those who may, some meet a page that says "not now" or "there is no such thing";
# everybody else meets "not for your role" or "nothing here".
WHO = {
    "sign_in.home": ALL,
    "sign_in.password": ALL,
    "queue.plans": CASES,
    "case.case": "moderator manager lead",
    "text.whole": "moderator manager lead",
    "text.thread": "moderator manager lead",
    "text.thread_picture": "moderator manager lead",
    "text.document": "moderator manager lead",
    "text.picture": "",  # the case's plan is a Word file; see the filled desk below
    "text.file": "moderator manager lead",
    "compare.both": "",  # nobody has submitted; see the filled desk below
    "review.resume": "moderator",
    "review.section": "moderator",
    "review.finish": "moderator",
    "writer.check": "writer manager",
    "guidance.lines": CASES,
    "guidance.line": "manager lead",
    "lead.agreement": "manager lead",
    "lead.set_aside": "manager lead",
    "rounds.all_rounds": "moderator manager lead",
    "packs.words": "",  # none
    "packs.staying": "manager lead",
    "rounds.one": "",  # none is drawn yet; see the filled desk below
    "people.everybody": "administrator",
    "people.new": "administrator",
    "people.person": "administrator",
    "people.desk_settings": "administrator",
    "log.entries": "administrator",
}
# What a post does when it is none of theirs is tried with a body that would be good from somebody who may.
POSTS = {
    "case.review": "moderator manager",
    "case.assign": "manager",
    "case.second_review": "manager",
    "case.sign_off": "manager",
    "case.panel": "moderator manager",
    "case.send_back": "moderator manager",
    "case.could_not_assess": "moderator manager",
    "case.requeue": "manager",
    "case.send": "moderator manager lead",  # for those who see the case: it has been sent already
    "text.set_aside": "moderator manager",
    "text.bring_back": "moderator manager",
    "compare.settle": "",
    "review.save_section": "moderator",
    "review.answer": "moderator",
    "review.remark": "moderator",
    "review.submit": "moderator",
    "review.give_back": "moderator",
    "writer.drop": "writer manager",
    "rounds.draw": "manager lead",
    "rounds.pack": "manager lead",
    "packs.decide": "manager lead",
    "packs.change_staying": "manager lead",
    "sign_in.sign_out": ALL,
    "guidance.line": "manager lead",
    "people.new": "administrator",
    "people.person": "administrator",
    "sign_in.password": ALL,
}


def addresses(app: Flask, method: str, case: str, review: int) -> list[tuple[str, str]]:
    given = {
        "reference": case, "review_id": review, "form": "plan", "section": "B", "number": 0, "page": 1, "file_id": 1,
        "key": "0" * 16, "user_id": 1, "line": "B.needs.clear", "round_id": 1,
    }  # fmt: skip
    told = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if method in rule.methods and rule.endpoint not in OPEN_PAGES:
                values = {name: given[name] for name in rule.arguments}
                if rule.endpoint == "guidance.line":
                    values["form"] = "ehcp"
                told.append((rule.endpoint, app.url_for(rule.endpoint, **values)))
    return told


def test_every_route_says_who_may_open_it(app: Flask) -> None:
    rules = [r for r in app.url_map.iter_rules() if r.endpoint not in OPEN_PAGES]
    assert {r.endpoint for r in rules if "GET" in r.methods} == WHO.keys()
    assert {r.endpoint for r in rules if "POST" in r.methods} == POSTS.keys()


def test_nobody_sees_anything_without_signing_in(app: Flask, stranger: Browser, waiting: str) -> None:
    for _, address in addresses(app, "GET", waiting, 1):
        answer = stranger.get(address)
        assert answer.status_code == 302, address
        assert answer.location.startswith("/sign-in?next=")
        assert waiting not in answer.text.replace(address, "")
    for _, address in addresses(app, "POST", waiting, 1):
        assert stranger.post(address).location == "/sign-in", address


@pytest.mark.parametrize("role", ALL.split())
def test_each_role_opens_its_own_pages_and_no_others(
    app: Flask, desk: Database, people_of: Staff, browser_of: Callable[[Actor], Browser], waiting: str, role: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    # A writer whose case it is not: the manager of the North added it.
    browser = browser_of(people_of.other_writer if role == "writer" else getattr(people_of, role))
    for endpoint, address in addresses(app, "GET", waiting, review):
        opened = browser.get(address).status_code in (200, 302)
        assert opened == (role in WHO[endpoint].split()), (role, endpoint)


@pytest.mark.parametrize("role", ALL.split())
def test_each_role_does_its_own_work_and_no_other(
    app: Flask, desk: Database, people_of: Staff, browser_of: Callable[[Actor], Browser], waiting: str, role: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    for endpoint, address in addresses(app, "POST", waiting, review):
        browser = browser_of(people_of.other_writer if role == "writer" else getattr(people_of, role))
        status = browser.post(address).status_code
        if role not in POSTS[endpoint].split():
            assert status in (403, 404, 409), (role, endpoint, status)
        else:
            assert status != 403, (role, endpoint)


# What opens once a PDF is in the queue, two moderators have submitted and a round is drawn.
FILLED = {
    "text.picture": "moderator manager lead",
    "compare.both": "moderator manager lead",
    "rounds.one": "moderator manager lead",
    "rounds.pack": "manager lead",
    "packs.words": "manager lead",
    "packs.decide": "manager lead",
    "compare.settle": "moderator manager",
}


@pytest.mark.parametrize("role", ALL.split())
def test_on_a_filled_desk_each_role_meets_what_is_its_own_and_no_more(
    desk: Database, people_of: Staff, browser_of: Callable[[Actor], Browser], reader: Reader, waiting: str, role: str
) -> None:
    other = assessment("c2", child=CHILD.model_copy(update={"name": "Somebody Else"}))
    scan = other.model_copy(
        update={"documents": (other.documents[0].model_copy(update={"format": "pdf", "pages": 1}),)}
    )
    with desk.writing() as session:
        pdf = queue.add_case(session, people_of.manager, scan, {"plan.docx": b"%PDF-1.7"}, now=NOW).reference
    review_whole(desk, people_of.moderator, waiting)
    with desk.writing() as session:
        queue.ask_second_review(session, people_of.manager, waiting, now=NOW)
    review_whole(desk, people_of.second, waiting, 4)
    with desk.writing() as session:
        drawn = rounds.draw_round(session, people_of.lead, "1a", size=2, among="assessed", seed=7, now=NOW).id
    browser = browser_of(people_of.other_writer if role == "writer" else getattr(people_of, role))
    settled = {"value:ehcp B.needs.clear": "4", "revision:ehcp B.needs.clear": "0"}
    told = {
        "text.picture": browser.get(f"/plans/{pdf}/documents/0/pages/1.png").status_code,
        "compare.both": browser.get(f"/plans/{waiting}/compare").status_code,
        "rounds.one": browser.get(f"/rounds/{drawn}").status_code,
        "rounds.pack": browser.post(f"/rounds/{drawn}/pack").status_code,
        "packs.words": browser.get(f"/rounds/{drawn}/words").status_code,
        "packs.decide": browser.post(f"/rounds/{drawn}/words").status_code,
        "compare.settle": browser.post(f"/plans/{waiting}/compare", settled).status_code,
    }
    for endpoint, status in told.items():
        # The pack is refused for what these made-up files hold, after the question whose it is: 400.
        opened = status in (200, 302, 400) if endpoint == "rounds.pack" else status in (200, 302)
        assert opened == (role in FILLED[endpoint].split()), (role, endpoint, status)


def test_nothing_is_done_without_the_page_s_own_token(
    app: Flask, moderator: Browser, desk: Database, people_of: Staff, waiting: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    for _, address in addresses(app, "POST", waiting, review):
        assert moderator.client.post(address).status_code == 400, address


@pytest.mark.parametrize("guess", ["GT-AAAA-AAAA", "1", "..%2f..%2fetc%2fpasswd", "' OR 1=1 --"])
def test_a_guessed_reference_and_one_of_somebody_else_s_say_the_same(
    browser_of: Callable[[Actor], Browser], people_of: Staff, waiting: str, guess: str
) -> None:
    writer = browser_of(people_of.other_writer)
    theirs, none = writer.get(f"/plans/{waiting}"), writer.get(f"/plans/{guess}")
    assert theirs.status_code == none.status_code == 404
    words = "There is nothing here, or it is not yours to see."
    assert words in theirs.text
    assert guess.startswith("..") or words in none.text


def test_a_file_of_another_case_is_not_there(manager: Browser, desk: Database, people_of: Staff, waiting: str) -> None:
    with desk.writing() as session:
        other = queue.add_case(
            session,
            people_of.south_manager,
            assessment("c2", child=CHILD.model_copy(update={"name": "Somebody Else"})),
            documents("2"),
            now=NOW,
        )
    assert manager.get(f"/plans/{waiting}/files/1").status_code == 200
    assert manager.get(f"/plans/{waiting}/files/3").status_code == 404
    assert other.reference != waiting


def test_another_s_open_review_cannot_be_read_or_written(
    browser_of: Callable[[Actor], Browser], desk: Database, people_of: Staff, waiting: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    second = browser_of(people_of.second)
    assert second.get(f"/reviews/{review}/plan/B").status_code == 404
    told = second.post(f"/reviews/{review}/answer", {"form": "plan", "line": "B.needs.clear", "value": "5"})
    assert told.status_code == 404


def test_too_large_a_post_is_refused(app: Flask, writer: Browser) -> None:
    assert app.config["MAX_CONTENT_LENGTH"] <= 60_000_000
    app.config["MAX_CONTENT_LENGTH"] = 10_000
    answer = writer.post("/check", {"plan": (BytesIO(b"x" * 20_000), "plan.docx")})
    assert answer.status_code == 413
    assert "60 MB" in answer.text
