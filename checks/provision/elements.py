"""The elements of one item of provision: what, who with which skill, with how many, how often, how long.

Source: the five elements of the national template; SEND Code of Practice 9.69 ("type, hours and frequency
of support and level of expertise"). Numbers come from ``checks.advice.amounts``, which reads both plans
and reports, so that both can be compared.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import lru_cache

from checks.advice.amounts import read_amounts
from checks.words import load_words
from extractors.plan.model import Provision

_UNNAMED = re.compile(r"\b(?:suitably|appropriately) (?:trained|qualified|experienced) \w+", re.IGNORECASE)
# Who advises or decides is not yet who does it.
_ADVISING = re.compile(
    r"\b(?:with )?(?:advice|guidance|recommendations?) (?:from|of|by) (?:(?:the|an?|his|her|their) )?(?:[\w-]+ ?){1,4}?(?=(?:to|will|should|must) be \w+|[.;]|$)"
    r"|\b(?:OT|SALT|SLT|EP|therapist|therapy|psychology) (?:advice|recommendations?|reports?|guidance) (?=to (?:inform|guide|shape|be followed)|will be followed)"
    r"|\b(?:confirmed|agreed|decided|determined|arranged) (?:after|following|in) (?:discussion|consultation|liaison) with (?:(?:the|an?|his|her|their) )?(?:[\w-]+ ?){1,4}"
    r"|\bin (?:line|accordance|keeping) with (?:(?:the|an?|his|her|their|any) )?(?:[\w’'-]+ ){1,4}?(?:recommendations?|advice|guidance|reports?)|\bas (?:the|an?|his|her|their) (?:[\w-]+ ){1,4}?(?:may|might|shall|will)? ?(?:recommends?|advises?|suggests?|directs?)"
    r"|\b(?:at|to) the (?:\w+ )?discretion of (?:(?:the|an?|his|her|their) )?(?:[\w-]+ ?){1,3}|\bconsideration (?:to|will|should) be given to .*"
    r"|\b(?:as|where|when|if|currently|previously) (?:advised|directed) (?:by|with) (?:(?:the|an?|his|her|their) )?(?:[\w-]+ ?){1,4}",
    re.IGNORECASE,
)
KINDS = ("universal", "training", "equipment", "curriculum", "environment", "advice", "review")
_FAMILY = re.compile(
    r"\b(?:his|her|their|by|from) (?:parents?|mother|father|mum|dad|grandparents|grandmother|family) (?!may|might|will be offered|can contact|should)"
    r"|\bby (?:his|her|their) (?:parents?|mother|father|mum|dad|family)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\W*(?:to be|tbc|tba|as (?:and when )?(?:required|needed|appropriate|necessary|agreed))\b", re.IGNORECASE
)
_NOBODY = re.compile(
    r"\W+|\b(?:all|any|the|an?|or|and|of|other|key|trained|familiar|trusted|relevant|appropriate|school|setting|college|nursery|"
    r"staff|adults?|team|members?|someone|somebody|support|available|n/?a|tbc|tba|to be confirmed|everyone|class|classroom|in|home|n/k|various|tbd|unknown)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Elements:
    """What an item says, each as its own words ("" or () where it does not say), and as numbers.

    ``kind``       delivery, training, advice, review, equipment, environment, curriculum or universal.
    ``who``        roles, services, named people; ``expertise`` what they are trained or qualified in.
    ``ratio``      adults to children ("1:1"); ``group`` its size in words; ``group_size`` in numbers (1 is alone).
    ``often``, ``long``, ``always``   how often, how long, what says that it is there all the time.
    ``minutes``    lengths of a session; ``times_a_week`` how often; ``minutes_a_week`` totals that are stated.
    ``least``, ``most``   words that set a floor ("at least") or a ceiling ("up to").
    ``programmes`` methods by name; ``delegated`` what is left for others to decide.
    """

    kind: str
    who: tuple[str, ...] = ()
    expertise: tuple[str, ...] = ()
    ratio: str = ""
    group: str = ""
    group_size: tuple[float, ...] = ()
    often: tuple[str, ...] = ()
    long: tuple[str, ...] = ()
    always: str = ""
    minutes: tuple[float, ...] = ()
    times_a_week: tuple[float, ...] = ()
    minutes_a_week: tuple[float, ...] = ()
    least: str = ""
    most: str = ""
    programmes: tuple[str, ...] = ()
    delegated: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The same as plain values, for files."""
        return asdict(self)


@lru_cache(maxsize=2_000)
def elements(item: Provision) -> Elements:
    """Read an item's elements from its words and its columns; kept, since several checks ask."""
    words = load_words("provision.elements")
    text = item.whole
    amounts = read_amounts(text)
    return Elements(
        kind=kind_of(text),
        who=providers(item),
        expertise=_all(words["expertise"], text),
        ratio=_first(words["ratio"], text),
        group=_first(words["group"], text),
        group_size=tuple(sorted(amounts.group)),
        often=_all(words["often"], text),
        long=_all(words["long"], text),
        always=_first(words["always"], text),
        minutes=tuple(sorted(amounts.minutes)),
        times_a_week=tuple(sorted(amounts.often)),
        minutes_a_week=tuple(sorted(amounts.hours)),
        least=_first(words["floor"], text),
        most=_first(words["ceiling"], text),
        programmes=_all(load_words("provision.programmes")["programme"], text),
        delegated=_all(load_words("provision.delegated")["delegated"], item.text),
    )


def providers(item: Provision) -> tuple[str, ...]:
    """Roles, services and named people that the item says will provide it."""
    found = roles_in(item.whole) or (() if item.section == "F" else _at_home(item.whole))
    if item.who and not found and not names_nobody(item.who.text):
        return (item.who.text,)
    return found


def _at_home(text: str) -> tuple[str, ...]:
    """The family, where health or social care is given by them: "his mother gives it at bedtime"."""
    return tuple(m[0].strip() for m in _FAMILY.finditer(text))


def names_nobody(text: str) -> bool:
    """Whether a column for who does it names no role that a family could ask for by name ("Staff", "All adults")."""
    if _OPEN.match(text):
        return True  # "To be agreed with the school"
    return not _NOBODY.sub("", text) and not roles_in(text)


@lru_cache(maxsize=8_000)
def roles_in(text: str) -> tuple[str, ...]:
    """The roles, services and named people in some words."""
    roles = load_words("provision.roles")
    rest = _ADVISING.sub(" ", _UNNAMED.sub(" ", text))
    return tuple(dict.fromkeys(m[0] for key in ("named", "role") for m in roles[key].finditer(rest)))


def kind_of(text: str) -> str:
    """What kind of provision a text is: the first of ``KINDS`` whose words it has, else delivery."""
    words = load_words("provision.elements")
    return next((kind for kind in KINDS if words[kind].search(text)), "delivery")


def _all(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m[0].strip() for m in pattern.finditer(text)))


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0].strip() if found else ""
