"""The desk's settings: one YAML file, single values overridden by the environment.

``GOLDENTHREAD_DESK`` names the file (``desk.yaml`` in the working folder where it is not set). A variable such
as ``GOLDENTHREAD_DESK__DATABASE_URL`` or ``GOLDENTHREAD_DESK__NOTIFY__BY`` overrides one value; secrets are
best given so. Unknown names are refused, each told by its place.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator

from checks.forms.authority import current
from moderation.errors import DeskError

VARIABLE = "GOLDENTHREAD_DESK"
FILE = Path("desk.yaml")
NO_SECRET = SecretStr("")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Smtp(_Strict):
    """A mail server. ``security``: how the connection is protected."""

    host: str = "localhost"
    port: int = 25
    security: Literal["none", "starttls", "tls"] = "starttls"
    username: str = ""
    password: SecretStr = NO_SECRET
    sender: str = "golden-thread@localhost"


class GovukNotify(_Strict):
    """GOV.UK Notify. The template must have the fields ``summary`` and ``link``. ``address`` is the API's own."""

    address: str = "https://api.notifications.service.gov.uk"
    api_key: SecretStr = NO_SECRET
    template_id: str = ""


class Teams(_Strict):
    """A Teams channel's incoming webhook: its address is its secret."""

    webhook: SecretStr = NO_SECRET


class Notify(_Strict):
    """How people are told: by nothing, e-mail, GOV.UK Notify or Teams; once a day, or each time."""

    by: Literal["none", "smtp", "govuk_notify", "teams"] = "none"
    when: Literal["daily", "at_once"] = "daily"
    timeout_seconds: Annotated[float, Field(gt=0, le=120)] = 20
    smtp: Smtp = Smtp()
    govuk_notify: GovukNotify = GovukNotify()
    teams: Teams = Teams()

    @model_validator(mode="after")
    def _complete(self) -> Notify:
        if self.by == "govuk_notify" and not (
            self.govuk_notify.api_key.get_secret_value() and self.govuk_notify.template_id
        ):
            raise ValueError("govuk_notify needs api_key and template_id")
        if self.by == "teams" and not self.teams.webhook.get_secret_value():
            raise ValueError("teams needs webhook")
        return self


class OpenIdConnect(_Strict):
    """The council's identity provider (Entra ID and others). ``roles`` maps a value of the provider's
    ``role_claim`` to a role of the desk.
    """

    issuer: str
    client_id: str
    client_secret: SecretStr
    role_claim: str = "roles"
    roles: dict[str, Literal["writer", "moderator", "manager", "lead", "administrator"]] = Field(default_factory=dict)


class Retention(_Strict):
    """How long things are kept: in months or days after their last change, or until the young person is of an age.
    0 keeps them until someone erases them.
    """

    case_months: Annotated[int, Field(ge=0)] = 0
    until_age: Annotated[int, Field(ge=0, le=120)] = 0
    unsent_days: Annotated[int, Field(ge=0)] = 30


class DeskSettings(_Strict):
    """Everything an authority can set.

    ``hidden_share``    share of lines (0 to 0.5) whose draft is hidden until the moderator has answered;
                        0.10 to 0.15 is advised.
    ``lease_hours``     how long an open review holds a plan without being touched.
    ``review_within_days``  after which a plan that waits is overdue.
    ``low_confidence``  mean confidence (0 to 1) under which the queue flags a plan.
    ``session_hours``   after how long everybody signs in again; ``session_idle_minutes`` after how long unused.
    ``secret_key``      signs cookies; where it is not given, one is drawn and kept in ``secret_key_file``.
    ``trusted_proxy``   address of the proxy before the desk, whose word on who calls is taken.
    ``anonymise_also``  names and phrases of the authority that a pack must not show: its schools, its staff.
    """

    database_url: str = "sqlite:///desk.db"
    base_url: str = "http://127.0.0.1:8000"
    council_name: str = "Your council"
    council_colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1d4f91"
    hidden_share: Annotated[float, Field(ge=0, le=0.5)] = 0.12
    lease_hours: Annotated[float, Field(gt=0, le=240)] = 4
    review_within_days: Annotated[int, Field(ge=1, le=365)] = 14
    low_confidence: Annotated[float, Field(ge=0, le=1)] = 0.6
    session_hours: Annotated[float, Field(gt=0, le=168)] = 12
    session_idle_minutes: Annotated[float, Field(gt=0, le=1440)] = 180
    secret_key: SecretStr = NO_SECRET
    secret_key_file: Path = Path("desk.key")
    trusted_proxy: str = ""
    sample_size: Annotated[int, Field(ge=6, le=100)] = 6
    peer_size: Annotated[int, Field(ge=1, le=20)] = 2
    retention: Retention = Retention()
    notify: Notify = Notify()
    oidc: OpenIdConnect | None = None
    anonymise_also: tuple[str, ...] = ()

    @property
    def names_a_database(self) -> bool:
        """Whether the authority has set one, rather than the program's own default."""
        return "database_url" in self.model_fields_set


DEFAULTS = DeskSettings()


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> DeskSettings:
    """The settings of a file and the environment. Raises ``DeskError`` that names every mistake, never a value."""
    environment = os.environ if environment is None else environment
    named = path or (Path(environment[VARIABLE]) if environment.get(VARIABLE) else None)
    values = _read(named or FILE, must_exist=named is not None)
    for name, value in environment.items():
        if name.startswith(f"{VARIABLE}__"):
            _put(values, name.removeprefix(f"{VARIABLE}__").lower().split("__"), value)
    authority = current()  # what the desk's own settings do not say, the authority's configuration may
    if authority.council:
        values.setdefault("council_name", authority.council)
    if authority.desk.hidden_share is not None:
        values.setdefault("hidden_share", authority.desk.hidden_share)
    try:
        return DeskSettings.model_validate(values)
    except ValidationError as error:
        mistakes = "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors())
        raise DeskError("settings.wrong", f"The desk's settings cannot be used. {mistakes}") from error


def _read(path: Path, *, must_exist: bool) -> dict[str, Any]:
    if not path.exists():
        if must_exist:
            raise DeskError("settings.missing", f"There is no settings file at {path}.")
        return {}
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DeskError("settings.unreadable", f"{path.name} is not valid YAML.") from error
    if not isinstance(values, dict):
        raise DeskError("settings.unreadable", f"{path.name} must hold names with their values.")
    return values


def _put(values: dict[str, Any], keys: list[str], value: str) -> None:
    for key in keys[:-1]:
        inner = values.setdefault(key, {})
        if not isinstance(inner, dict):
            raise DeskError("settings.wrong", f"The setting {key} has no parts.")
        values = inner
    values[keys[-1]] = value
