"""Signing in through a real identity provider on loopback, and everything that must not get anybody in."""

import dataclasses
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from pydantic import SecretStr
from sqlalchemy import select

from moderation import audit, oidc, people
from moderation.database.engine import Database
from moderation.database.tables import User
from moderation.permissions import COMMAND_LINE, Role
from moderation.settings import OpenIdConnect

pytest.importorskip("authlib", reason="the oidc extra is not installed")
from tests.moderation.build import NOW
from tests.moderation.provider import BACK, CLIENT, SECRET, Account, LocalProvider, running, unsigned_token

ROLES = {"SEN-Moderators": "moderator", "SEN-Managers": "manager", "b7c1-guid": "lead"}
ANNA = Account(
    "anna-0001",
    {
        "name": "Anna Example", "preferred_username": "anna@council.example", "email": "anna@council.example",
        "roles": ["SEN-Moderators", "Payroll"],
    },
)  # fmt: skip


@pytest.fixture(autouse=True)
def _http_on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # the provider of these tests has no certificate
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(scope="module")
def server() -> Iterator[LocalProvider]:
    with running() as provider:
        yield provider


@pytest.fixture
def local(server: LocalProvider) -> LocalProvider:
    """The provider as it is before a test spoils it: Anna is signed in at it."""
    server.user, server.other_issuer, server.other_audience = dataclasses.replace(ANNA), "", ""
    server.life, server.forged = 3600, False
    server.exchanges.clear()
    return server


def provider_of(local: LocalProvider, **more) -> oidc.Provider:
    told = {"issuer": local.issuer, "client_id": CLIENT, "client_secret": SecretStr(SECRET), "roles": ROLES} | more
    return oidc.Provider(OpenIdConnect(**told), redirect_uri=BACK)


def browse(url: str) -> dict[str, str]:
    """What a browser brings back from the provider."""
    answer = requests.get(url, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    assert answer.headers["Location"].startswith(BACK)
    return {k: v[0] for k, v in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def signed_in(provider: oidc.Provider) -> oidc.Vouched:
    begun = provider.begin()
    return provider.finish(begun.kept, browse(begun.url))


def test_somebody_of_the_council_comes_in_with_the_role_of_their_group(local: LocalProvider) -> None:
    vouched = signed_in(provider_of(local))
    assert vouched == oidc.Vouched(
        f"{local.issuer}|anna-0001", "anna@council.example", "Anna Example", "anna@council.example", ("moderator",)
    )


def test_the_way_out_carries_state_nonce_and_an_s256_challenge_and_no_secret(local: LocalProvider) -> None:
    begun = provider_of(local).begin()
    asked = {k: v[0] for k, v in parse_qs(urlsplit(begun.url).query).items()}
    assert (asked["response_type"], asked["code_challenge_method"], asked["client_id"]) == ("code", "S256", CLIENT)
    assert (asked["state"], asked["nonce"]) == (begun.kept["state"], begun.kept["nonce"])
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert begun.kept["verifier"] not in begun.url
    assert SECRET not in begun.url
    again = provider_of(local).begin()
    assert all(again.kept[k] != begun.kept[k] for k in ("state", "nonce", "verifier"))


def test_a_person_is_made_once_and_their_roles_follow_their_groups(local: LocalProvider, desk: Database) -> None:
    provider = provider_of(local)
    with desk.writing() as session:
        first = oidc.person_of(session, signed_in(provider), now=NOW)
        assert (first.display_name, first.roles, first.password_hash) == ("Anna Example", ["moderator"], "")
        epoch = first.session_epoch
    local.user = Account("anna-0001", ANNA.claims | {"roles": ["SEN-Managers"]})
    with desk.writing() as session:
        again = oidc.person_of(session, signed_in(provider), now=NOW)
        assert (again.id, again.roles, again.session_epoch) == (first.id, ["manager"], epoch + 1)
        assert len(session.scalars(select(User)).all()) == 1
        entries, _ = audit.entries(session, COMMAND_LINE)
        assert [e.action for e in entries] == ["sign_in", "person.changed", "sign_in", "person.created"]
        assert people.sign_in(session, "anna@council.example", "", address="1", now=NOW) is None


def test_a_local_account_of_the_same_name_is_not_taken_over(local: LocalProvider, desk: Database) -> None:
    with desk.writing() as session:
        mine = people.create_user(
            session, COMMAND_LINE, "anna@council.example", name="Anna", roles=[Role.ADMINISTRATOR], now=NOW
        )
        theirs = oidc.person_of(session, signed_in(provider_of(local)), now=NOW)
        assert theirs.id != mine.id
        assert theirs.roles == ["moderator"]


@pytest.mark.parametrize("groups", [[], ["Payroll"], "Payroll"], ids=str)
def test_without_a_group_that_has_a_role_nobody_comes_in(local: LocalProvider, desk: Database, groups) -> None:
    local.user = Account("bo-2", {"name": "Bo", "roles": groups})
    vouched = signed_in(provider_of(local))
    assert vouched.roles == ()
    with desk.writing() as session:
        with pytest.raises(oidc.ProviderError, match="no role here"):
            oidc.person_of(session, vouched, now=NOW)
        assert session.scalars(select(User)).all() == []


def test_somebody_switched_off_stays_out(local: LocalProvider, desk: Database) -> None:
    provider = provider_of(local)
    with desk.writing() as session:
        user = oidc.person_of(session, signed_in(provider), now=NOW)
        people.change_user(session, COMMAND_LINE, user.id, active=False, now=NOW)
        with pytest.raises(oidc.ProviderError, match="no role here"):
            oidc.person_of(session, signed_in(provider), now=NOW)


def test_groups_by_another_claim_and_by_entra_s_own_ids(local: LocalProvider) -> None:
    local.user = Account("cy-3", {"name": "Cy", "groups": ["b7c1-guid", "other"]})
    assert signed_in(provider_of(local, role_claim="groups")).roles == ("lead",)


def test_too_many_groups_to_be_told_are_explained(local: LocalProvider) -> None:
    local.user = Account("di-4", {"name": "Di", "_claim_names": {"groups": "src1"}})
    with pytest.raises(oidc.ProviderError, match="app roles"):
        signed_in(provider_of(local, role_claim="groups"))


def spoil(local: LocalProvider, how: str) -> None:
    if how == "another issuer":
        local.other_issuer = "https://elsewhere.example"
    elif how == "another application":
        local.other_audience = "payroll"
    elif how == "out of date":
        local.life = -600
    else:
        local.forged = True


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("another issuer", "provider.claims"),
        ("another application", "provider.claims"),
        ("out of date", "provider.claims"),
        ("forged", "provider.signature"),
    ],
)
def test_a_token_that_does_not_hold_lets_nobody_in(local: LocalProvider, how: str, code: str) -> None:
    spoil(local, how)
    with pytest.raises(oidc.ProviderError) as told:
        signed_in(provider_of(local))
    assert told.value.code == code
    assert "token" not in told.value.sentence


def test_a_token_that_nobody_signed_lets_nobody_in(local: LocalProvider) -> None:
    provider = provider_of(local)
    begun = provider.begin()
    token = unsigned_token({"iss": local.issuer, "aud": CLIENT, "sub": "eve", "nonce": begun.kept["nonce"]})
    with pytest.raises(oidc.ProviderError) as told:
        provider._claims(token, begun.kept["nonce"])
    assert told.value.code == "provider.signature"


def test_another_browsers_answer_is_refused(local: LocalProvider) -> None:
    provider = provider_of(local)
    mine, theirs = provider.begin(), provider.begin()
    with pytest.raises(oidc.ProviderError) as told:
        provider.finish(mine.kept, browse(theirs.url))
    assert told.value.code == "provider.state"
    assert local.exchanges == []


def test_an_answer_under_my_state_with_anothers_code_is_refused(local: LocalProvider) -> None:
    # The attacker's code was asked for with the attacker's challenge: my verifier does not open it.
    provider = provider_of(local)
    mine, theirs = provider.begin(), provider.begin()
    forged = browse(theirs.url) | {"state": mine.kept["state"]}
    with pytest.raises(oidc.ProviderError) as told:
        provider.finish(mine.kept, forged)
    assert told.value.code == "provider.exchange"


def test_a_replayed_nonce_is_refused(local: LocalProvider) -> None:
    provider = provider_of(local)
    begun = provider.begin()
    kept = begun.kept | {"nonce": "another one"}
    with pytest.raises(oidc.ProviderError) as told:
        provider.finish(kept, browse(begun.url))
    assert told.value.code == "provider.claims"


def test_a_code_serves_once(local: LocalProvider) -> None:
    provider = provider_of(local)
    begun = provider.begin()
    returned = browse(begun.url)
    provider.finish(begun.kept, returned)
    with pytest.raises(oidc.ProviderError):
        provider.finish(begun.kept, returned)


@pytest.mark.parametrize("kept", [None, {}, {"state": "x"}], ids=str)
def test_an_answer_that_nobody_asked_for_is_refused(local: LocalProvider, kept) -> None:
    with pytest.raises(oidc.ProviderError) as told:
        provider_of(local).finish(kept, {"code": "x", "state": "x"})
    assert told.value.code == "provider.not_begun"


def test_an_answer_that_comes_too_late_is_refused(local: LocalProvider) -> None:
    provider = provider_of(local)
    begun = provider.begin()
    with pytest.raises(oidc.ProviderError, match="too long"):
        provider.finish(begun.kept | {"at": begun.kept["at"] - 601}, browse(begun.url))


def test_somebody_whom_the_provider_refuses_is_told_so(local: LocalProvider) -> None:
    local.user = None
    with pytest.raises(oidc.ProviderError, match="not accepted"):
        signed_in(provider_of(local))


def test_new_keys_of_the_provider_are_fetched(local: LocalProvider) -> None:
    provider = provider_of(local)
    signed_in(provider)
    local.turn_keys()
    assert signed_in(provider).username == "anna@council.example"


def test_a_wrong_secret_gets_no_token(local: LocalProvider) -> None:
    with pytest.raises(oidc.ProviderError) as told:
        signed_in(provider_of(local, client_secret=SecretStr("guessed")))
    assert told.value.code == "provider.exchange"
    assert "guessed" not in str(told.value)


def test_a_provider_that_is_not_there_is_told_in_plain_words() -> None:
    settings = OpenIdConnect(issuer="http://127.0.0.1:9", client_id="x", client_secret=SecretStr("y"))
    with pytest.raises(oidc.ProviderError, match="does not answer"):
        oidc.Provider(settings, redirect_uri=BACK).begin()


def test_a_description_under_another_name_is_refused(local: LocalProvider) -> None:
    with pytest.raises(oidc.ProviderError) as told:
        provider_of(local, issuer=local.issuer.replace("127.0.0.1", "localhost")).begin()
    assert told.value.code in ("provider.issuer", "provider.unreachable")


@pytest.mark.parametrize("issuer", ["http://login.example", "ftp://login.example", "login.example"])
def test_a_provider_without_https_is_refused(issuer: str) -> None:
    settings = OpenIdConnect(issuer=issuer, client_id="x", client_secret=SecretStr("y"))
    with pytest.raises(oidc.ProviderError, match="https"):
        oidc.Provider(settings, redirect_uri=BACK)


def test_leaving_ends_the_providers_session_too(local: LocalProvider) -> None:
    url = provider_of(local).sign_out_url("http://127.0.0.1:8000/sign-in")
    assert url.startswith(f"{local.issuer}/end?")
    assert parse_qs(urlsplit(url).query)["post_logout_redirect_uri"] == ["http://127.0.0.1:8000/sign-in"]
