"""The door: who comes in, who does not, and what a stolen or prepared cookie is worth."""

from collections.abc import Callable

import pytest
from flask import Flask

from moderation import people, sessions
from moderation.database.engine import Database
from moderation.permissions import COMMAND_LINE, Actor
from moderation.web.doors import safe_next
from tests.moderation.conftest import PASSWORD, Staff
from tests.moderation.web.conftest import TOKEN, Browser


def come_in(browser: Browser, password: str = PASSWORD, name: str = "moderator", **more: str):
    page = browser.get("/sign-in")
    browser.token = TOKEN.search(page.text)[1]
    return browser.post("/sign-in", {"username": name, "password": password, **more})


def test_somebody_known_comes_in_and_is_taken_to_their_work(stranger: Browser, people_of: Staff) -> None:
    answer = come_in(stranger)
    assert (answer.status_code, answer.location) == (302, "/")
    assert stranger.get("/").location == "/plans"
    assert "Mo Dean" in stranger.text("/plans")


@pytest.mark.parametrize(("name", "password"), [("moderator", "wrong password"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(
    stranger: Browser, people_of: Staff, name: str, password: str
) -> None:
    answer = come_in(stranger, password, name)
    assert answer.status_code == 400
    assert people.SignInError().sentence in answer.text
    assert stranger.get("/plans").status_code == 302


def test_guessing_is_slowed_and_even_the_right_password_has_to_wait(stranger: Browser, people_of: Staff) -> None:
    answers = [come_in(stranger, "wrong password").status_code for _ in range(people.FREE_TRIES + 1)]
    assert answers[-1] == 429
    late = come_in(stranger)
    assert late.status_code == 429
    assert "too many tries" in late.text


def test_a_session_that_somebody_prepared_is_thrown_away_at_sign_in(stranger: Browser, people_of: Staff) -> None:
    with stranger.client.session_transaction() as cookie:
        cookie["planted"] = "by another"
    before = stranger.client.get("/sign-in") and TOKEN.search(stranger.get("/sign-in").text)[1]
    come_in(stranger)
    with stranger.client.session_transaction() as cookie:
        assert "planted" not in cookie
    assert stranger.client.post("/sign-out", data={"csrf_token": before}).status_code == 400


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask, stranger: Browser, people_of: Staff) -> None:
    come_in(stranger)
    stranger.token = ""
    stolen = stranger.client.get_cookie("desk").value
    thief = app.test_client()
    thief.set_cookie("desk", stolen)
    assert thief.get("/plans").status_code == 200
    assert stranger.post("/sign-out").status_code == 302
    assert thief.get("/plans").status_code == 302


def test_a_cookie_signed_with_another_secret_opens_nothing(app: Flask, desk: Database, people_of: Staff) -> None:
    other = Flask("other")
    other.config["SECRET_KEY"] = "another secret, as long as the first"
    with desk.writing() as session:
        token = sessions.open_session(session, people.get_user(session, people_of.moderator.id))
    forged = other.session_interface.get_signing_serializer(other).dumps({"_user_id": token})
    client = app.test_client()
    client.set_cookie("desk", forged)
    assert client.get("/plans").status_code == 302


def test_switching_somebody_off_ends_what_they_have_open(moderator: Browser, desk: Database, people_of: Staff) -> None:
    assert moderator.get("/plans").status_code == 200
    with desk.writing() as session:
        people.change_user(session, people_of.administrator, people_of.moderator.id, active=False)
    assert moderator.get("/plans").status_code == 302


def test_a_new_password_ends_every_other_sign_in(stranger: Browser, moderator: Browser, people_of: Staff) -> None:
    come_in(stranger)
    stranger.token = ""
    new = "another horse battery"
    answer = stranger.post("/password", {"present": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 302
    assert stranger.get("/plans").status_code == 200
    assert moderator.get("/plans").status_code == 302


def test_the_present_password_is_asked_for(moderator: Browser) -> None:
    new = "another horse battery"
    answer = moderator.post("/password", {"present": "guessed", "new": new, "again": new})
    assert answer.status_code == 400
    assert "present password is not right" in answer.text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "plans",
        "",
    ],
)
def test_the_way_on_after_sign_in_never_leads_to_another_host(elsewhere: str) -> None:
    assert safe_next(elsewhere, "/") == "/"


def test_the_way_on_after_sign_in_leads_to_the_page_that_was_wanted(stranger: Browser, people_of: Staff) -> None:
    wanted = stranger.get("/plans?overdue=yes").location
    assert wanted == "/sign-in?next=/plans?overdue%3Dyes"
    assert come_in(stranger, next="/plans?overdue=yes").location == "/plans?overdue=yes"
    assert safe_next("/plans?team=North", "/") == "/plans?team=North"


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(stranger: Browser, people_of: Staff) -> None:
    cookie = come_in(stranger).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_every_answer_says_what_a_page_may_load_and_that_it_is_not_kept(moderator: Browser, waiting: str) -> None:
    for address in ("/plans", f"/plans/{waiting}", "/nothing/here"):
        headers = moderator.get(address).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_request_for_another_host_is_refused(moderator: Browser) -> None:
    assert moderator.get("/plans", headers={"Host": "evil.example"}).status_code == 400


def test_the_command_line_is_nobody_who_could_sign_in(desk: Database, browser_of: Callable[[Actor], Browser]) -> None:
    with desk.reading() as session:
        assert people.sign_in(session, COMMAND_LINE.username, "", address="here") is None
