"""The whole way in and out with a provider that others wrote and that is certified: oidc-provider, on loopback."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from pydantic import SecretStr
from sqlalchemy import select

from moderation import audit, oidc
from moderation.database.engine import Database
from moderation.database.tables import User
from moderation.permissions import COMMAND_LINE
from moderation.settings import DeskSettings, OpenIdConnect
from moderation.web.app import create_app

pytest.importorskip("authlib", reason="the oidc extra is not installed")
from tests.moderation.web.conftest import Browser

HERE = Path(__file__).parent / "identity"
DESK = "http://127.0.0.1:8000"
BACK = f"{DESK}/sign-in/provider"
SECRET = "a secret of the desk"
ROLES = {"SEN-Moderators": "moderator", "SEN-Managers": "manager"}


@contextmanager
def started(**environment: str) -> Iterator[str]:
    """The provider in a process of its own; yields its issuer."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed")
    if not (HERE / "node_modules" / "oidc-provider").is_dir():
        pytest.skip("oidc-provider is not installed (npm ci in tests/moderation/identity)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [node, HERE / "provider.mjs", str(port), BACK],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | environment,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "ready\n", "the provider did not start"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with started() as at:
        yield at


@pytest.fixture(autouse=True)
def _http_on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # the provider of these tests has no certificate
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def settings(issuer: str, **more: object) -> OpenIdConnect:
    told = {"issuer": issuer, "client_id": "golden-thread", "client_secret": SecretStr(SECRET), "roles": ROLES} | more
    return OpenIdConnect(**told)


def provider_of(issuer: str, **more: object) -> oidc.Provider:
    return oidc.Provider(settings(issuer, **more), redirect_uri=BACK)


def browse(person: requests.Session, url: str, who: str = "anna") -> dict[str, str]:
    """What a person's browser brings back: it follows the provider's pages, where the person says who they are."""
    for _ in range(12):
        answer = person.get(url, allow_redirects=False, timeout=10)
        if answer.status_code == 200 and answer.text.startswith("Who are you?"):
            url = f"{answer.url}?who={who}"
            continue
        assert answer.is_redirect, (answer.status_code, answer.text[:300])
        url = requests.compat.urljoin(answer.url, answer.headers["Location"])
        if url.startswith(BACK):
            return {k: v[0] for k, v in parse_qs(urlsplit(url).query).items()}
    raise AssertionError("the provider never sent the browser back")


def vouched(provider: oidc.Provider, who: str = "anna") -> oidc.Vouched:
    begun = provider.begin()
    return provider.finish(begun.kept, browse(requests.Session(), begun.url, who))


def test_somebody_of_the_council_comes_in_with_the_role_of_their_group(issuer: str) -> None:
    assert vouched(provider_of(issuer)) == oidc.Vouched(
        f"{issuer}|anna", "anna@council.example", "Anna Example", "anna@council.example", ("moderator",)
    )
    assert vouched(provider_of(issuer), "cy").roles == ("manager", "moderator")


def test_without_a_group_that_has_a_role_nobody_comes_in(issuer: str, desk: Database) -> None:
    told = vouched(provider_of(issuer), "bo")
    assert told.roles == ()
    with desk.writing() as session:
        with pytest.raises(oidc.ProviderError, match="no role here"):
            oidc.person_of(session, told)
        assert session.scalars(select(User)).all() == []


def test_somebody_whom_the_provider_does_not_know_is_told_so(issuer: str) -> None:
    with pytest.raises(oidc.ProviderError, match="not accepted"):
        vouched(provider_of(issuer), "nobody")


def changed(kept: dict[str, object], returned: dict[str, str], how: str) -> tuple[dict[str, object], dict[str, str]]:
    if how == "nonce":
        return kept | {"nonce": "another"}, returned
    if how == "state":
        return kept, returned | {"state": "another"}
    if how == "verifier":
        return kept | {"verifier": "another" * 8}, returned
    if how == "issuer":
        return kept, returned | {"iss": "https://elsewhere.example"}
    return kept, returned | {"code": returned["code"][:-1] + ("a" if returned["code"][-1] != "a" else "b")}


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("nonce", "claims"), ("state", "state"), ("verifier", "exchange"), ("issuer", "issuer"), ("code", "exchange"),
    ],
)  # fmt: skip
def test_an_answer_that_was_tampered_with_lets_nobody_in(issuer: str, how: str, code: str) -> None:
    provider = provider_of(issuer)
    begun = provider.begin()
    kept, returned = changed(begun.kept, browse(requests.Session(), begun.url), how)
    with pytest.raises(oidc.ProviderError) as told:
        provider.finish(kept, returned)
    assert told.value.code == f"provider.{code}"


def test_a_code_serves_once(issuer: str) -> None:
    provider = provider_of(issuer)
    begun = provider.begin()
    returned = browse(requests.Session(), begun.url)
    provider.finish(begun.kept, returned)
    with pytest.raises(oidc.ProviderError) as told:
        provider.finish(begun.kept, returned)
    assert told.value.code == "provider.exchange"


def test_a_token_that_is_out_of_date_lets_nobody_in() -> None:
    with started(CLOCK_BEHIND="7200") as late, pytest.raises(oidc.ProviderError) as told:
        vouched(provider_of(late))
    assert told.value.code == "provider.claims"


def test_a_token_for_another_application_lets_nobody_in(issuer: str) -> None:
    payroll = provider_of(issuer, client_id="payroll")
    begun = payroll.begin()
    token = payroll._exchange(browse(requests.Session(), begun.url)["code"], oidc._waiting(begun.kept))
    with pytest.raises(oidc.ProviderError) as told:
        provider_of(issuer)._claims(token, begun.kept["nonce"])
    assert told.value.code == "provider.claims"


def test_a_wrong_secret_gets_no_token(issuer: str) -> None:
    with pytest.raises(oidc.ProviderError) as told:
        vouched(provider_of(issuer, client_secret=SecretStr("guessed")))
    assert told.value.code == "provider.exchange"


@pytest.fixture
def browser_at(desk: Database) -> Callable[[str], Browser]:
    def made(issuer: str) -> Browser:
        app = create_app(desk, DeskSettings(oidc=settings(issuer), base_url=DESK), secret="s" * 40)
        return Browser(app.test_client())

    return made


def test_the_whole_way_in_and_out_page_by_page(
    issuer: str, desk: Database, browser_at: Callable[[str], Browser]
) -> None:
    browser, person = browser_at(issuer), requests.Session()
    away = browser.get("/sign-in/council-account?next=/plans?overdue=yes")
    returned = browse(person, away.location)
    assert browser.get("/sign-in/provider", query_string=returned).location == "/plans?overdue=yes"
    assert "Anna Example" in browser.text("/plans")
    # Leaving the desk leaves the council account signed in: the next person at this computer would come straight in.
    out = browser.post("/sign-out")
    page = browser.text(out.location)
    assert "You are still signed in to your council account" in page
    assert browser.get("/plans").status_code == 302
    assert browse(person, browser.get("/sign-in/council-account").location)["code"]  # nobody was asked who they are
    leave = browser.get("/sign-in/council-account/leave").location
    assert leave.startswith(f"{issuer}/session/end?")
    sure = person.get(leave, timeout=10)
    hidden = re.search(r'name="xsrf" value="([^"]+)"', sure.text)
    assert hidden, sure.text[:300]
    gone = person.post(
        f"{issuer}/session/end/confirm", data={"xsrf": hidden[1], "logout": "yes"}, timeout=10, allow_redirects=False
    )
    assert gone.headers["Location"] == f"{DESK}/sign-in"
    asked = person.get(browser.get("/sign-in/council-account").location, timeout=10)
    assert asked.text.startswith("Who are you?")
    with desk.reading() as session:
        assert [e.action for e in audit.entries(session, COMMAND_LINE)[0]][:2] == ["sign_out", "sign_in"]


def test_somebody_of_the_desk_s_own_accounts_is_not_sent_to_the_provider(
    issuer: str, browser_at: Callable[[str], Browser]
) -> None:
    page = browser_at(issuer).text("/sign-in")
    assert "still signed in" not in page
