"""Signing in by a council account, page by page, with a real provider on this machine."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr

from moderation.database.engine import Database
from moderation.settings import DeskSettings, OpenIdConnect
from moderation.web.app import create_app

pytest.importorskip("authlib", reason="the oidc extra is not installed")
from tests.moderation.provider import CLIENT, SECRET, LocalProvider, running
from tests.moderation.test_oidc import ANNA, ROLES, browse
from tests.moderation.web.conftest import Browser


@pytest.fixture(autouse=True)
def _http_on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def provider() -> Iterator[LocalProvider]:
    with running() as made:
        made.user = ANNA
        yield made


@pytest.fixture
def browser(desk: Database, provider: LocalProvider) -> Browser:
    told = OpenIdConnect(issuer=provider.issuer, client_id=CLIENT, client_secret=SecretStr(SECRET), roles=ROLES)
    app = create_app(desk, DeskSettings(oidc=told), secret="s" * 40)
    return Browser(app.test_client())


def there_and_back(browser: Browser, wanted: str = "/plans"):
    away = browser.get(f"/sign-in/council-account?next={wanted}")
    returned = browse(away.location)
    return browser.get("/sign-in/provider", query_string=returned), returned


def test_somebody_comes_in_by_their_council_account_to_the_page_they_wanted(browser: Browser) -> None:
    assert "Sign in with your council account" in browser.text("/sign-in")
    answer, _ = there_and_back(browser, "/plans?overdue=yes")
    assert answer.location == "/plans?overdue=yes"
    assert "Anna Example" in browser.text("/plans")


def test_what_came_back_serves_once_and_only_in_the_browser_that_left(browser: Browser) -> None:
    _, returned = there_and_back(browser)
    stranger = Browser(browser.client.application.test_client())
    assert stranger.get("/sign-in/provider", query_string=returned).location == "/sign-in"
    assert stranger.get("/plans").status_code == 302
    browser.get("/sign-in/council-account")
    again = browser.get("/sign-in/provider", query_string=returned)
    assert again.location == "/sign-in"


def test_somebody_without_a_role_here_is_told_so(browser: Browser, provider: LocalProvider) -> None:
    provider.user = type(ANNA)("bo-2", {"name": "Bo", "roles": ["Payroll"]})
    answer, _ = there_and_back(browser)
    assert answer.location == "/sign-in"
    assert "no role here" in browser.text("/sign-in")
    assert browser.get("/plans").status_code == 302


def test_the_way_on_never_leads_to_another_host(browser: Browser) -> None:
    answer, _ = there_and_back(browser, "//evil.example")
    assert urlsplit(answer.location).netloc == ""


def test_without_a_provider_in_the_settings_there_is_no_such_door(stranger: Browser) -> None:
    assert "council account" not in stranger.text("/sign-in")
    assert stranger.get("/sign-in/council-account").status_code == 404
