"""One case's assessment held against its truth: counts by what is measured.

The terms are those of the yardstick that the program's users hold it against: words of sections, items found,
links of the golden thread, faults of items, lines answered yes or no, scores against two people's agreed ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from flows.evaluation.matching import pair_items, same_words, word_tally, words
from flows.evaluation.tally import Tally

Json = Mapping[str, Any]
LISTS = ("needs", "outcomes", "provision")
ITEM_FAULTS = (  # check, list, the truth's field, whether the field says that all is well
    ("outcome.not_measurable", "outcomes", "measurable", True),
    ("outcome.no_time", "outcomes", "time_bound", True),
    ("outcome.is_provision", "outcomes", "really_provision", False),
    ("provision.unquantified", "provision", "quantified", True),
    ("provision.no_provider", "provision", "who", True),
)
REPORTED = ("advice.not_reflected", "advice.contradicted", "advice.watered_down")


@dataclass(slots=True)
class Measured:
    """What one case, or many together, measured."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    sections: list[float] = field(default_factory=list)  # word F1 of each
    lines: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))  # yes/no lines
    planted: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    scores: list[tuple[int, int]] = field(default_factory=list)  # people's agreed score, the draft
    scored: int = 0  # lines that people scored, drafted or not

    def add(self, other: Measured) -> None:
        """Take in another case."""
        for mine, theirs in (
            (self.tallies, other.tallies),
            (self.lines, other.lines),
            (self.planted, other.planted),
        ):
            for key, tally in theirs.items():
                mine[key] += tally
        self.sections += other.sections
        self.scores += other.scores
        self.scored += other.scored


def measure(case: Json, found: Json, ratings: Json | None) -> Measured:
    """Hold an assessment (as ``assessment.json``) against a case's truth and people's ratings of it."""
    m = Measured()
    ids = _texts(case, found, m)
    _thread(case["truth"]["thread"], found["plan"].get("thread", []), ids, m)
    _item_faults(case["truth"], found["findings"], ids, m)
    _quoted(case["truth"], found, m)
    _planted(case["truth"]["planted"], found["findings"], ids, m)
    _advice(case["advice"], found["documents"], m)
    answers = {a["line"]: a["answer"] for a in found["answers"]}
    for line, right in _yes_no(case, answers):
        m.lines[line] += Tally(int(right), 1, 1)
    for line, rating in (ratings or {}).get("plan", {}).items():
        if isinstance(rating["agreed"], int):
            m.scored += 1
            if isinstance(answers.get(line), int):
                m.scores.append((rating["agreed"], answers[line]))
    return m


def _texts(case: Json, found: Json, m: Measured) -> dict[str, dict[str, str]]:
    """Sections and items; the truth's id of each item found, to ours."""
    got = found["plan"].get("sections", {})
    for letter, lines in case["sections"].items():
        if lines:
            m.sections.append(word_tally(got.get(letter, {}).get("text", ""), "\n".join(lines)).f1)
    ids = {}
    for name in LISTS:
        truth, ours = case[name], found["plan"].get(name, [])
        pairs = pair_items([t["text"] for t in truth], [o["text"] for o in ours])
        m.tallies[f"{name} found"] += Tally(len(pairs), len(ours), len(truth))
        ids[name] = {truth[i]["id"]: ours[j]["id"] for i, j in pairs.items()}
    return ids


def _thread(truth: Sequence[Json], found: Sequence[Json], ids: dict[str, dict[str, str]], m: Measured) -> None:
    back = {name: {ours: true for true, ours in pairs.items()} for name, pairs in ids.items()}
    for what in ("outcomes", "provision"):
        true = {(entry["need"], other) for entry in truth for other in entry[what]}
        said = {
            (back["needs"][entry["need"]], back[what][other])
            for entry in found
            for other in entry.get(what, [])
            if entry["need"] in back["needs"] and other in back[what]
        }
        m.tallies[f"need to {what}"] += Tally(len(true & said), len(said), len(true))
    known = {entry["need"] for entry in truth}
    alone = {entry["need"] for entry in truth if not entry["provision"]}
    told = {back["needs"].get(e["need"], "") for e in found if not e.get("provision")} & known
    m.tallies["need without provision"] += Tally(len(alone & told), len(told), len(alone))


def _item_faults(truth: Json, findings: Sequence[Json], ids: dict[str, dict[str, str]], m: Measured) -> None:
    flagged = {(f["check"], f.get("item")) for f in findings}
    for check, name, key, good in ITEM_FAULTS:
        faults = {o["id"] for o in truth[name] if bool(o[key]) != good}
        told = {o["id"] for o in truth[name] if (check, ids[name].get(o["id"], "-")) in flagged}
        m.tallies[check] += Tally(len(faults & told), len(told), len(faults))


def _quoted(truth: Json, found: Json, m: Measured) -> None:
    """Vague phrases, unexplained terms and dropped advice: found where their words are quoted."""
    quotes = defaultdict(list)
    for f in found["findings"]:
        quotes[f["check"]].append(f.get("quote", ""))
    vague = [v for item in truth["provision"] for v in item.get("vague", [])]
    said = quotes["provision.vague"]
    m.tallies["vague phrases (recall)"] += Tally(sum(any(same_words(v, q) for q in said) for v in vague), 0, len(vague))
    m.tallies["vague phrases (precision)"] += Tally(
        sum(any(same_words(v, q) for v in vague) for q in said), 0, len(said)
    )
    plain = [" ".join(words(q)) for q in quotes["jargon.unexplained"]]
    for term in truth["jargon"]:
        spelt = " ".join(words(term["term"]))
        if term["explained"]:
            m.tallies["explained terms called unexplained"] += Tally(int(spelt in plain), 0, 1)
        else:
            m.tallies["unexplained terms (recall)"] += Tally(int(any(spelt in q for q in plain)), 0, 1)
    missing = [entry["quote"] for one in found["advice"] for entry in one.get("not_in_plan", [])]
    missing += [q for check in REPORTED for q in quotes[check]]
    dropped = [entry["quote"] for entry in truth["advice_not_in_plan"]]
    m.tallies["advice dropped or weakened (recall)"] += Tally(
        sum(any(same_words(d, q) for q in missing) for d in dropped), 0, len(dropped)
    )


@cache
def _kinds() -> dict[str, tuple[tuple[str, ...], bool]]:
    table = yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text(encoding="utf-8"))
    return {kind: (tuple(checks), how == "anywhere") for how, kinds in table.items() for kind, checks in kinds.items()}


def _planted(planted: Sequence[Json], findings: Sequence[Json], ids: dict[str, dict[str, str]], m: Measured) -> None:
    ours = {true: mine for name in reversed(LISTS) for true, mine in ids[name].items()}
    for fault in planted:
        checks, anywhere = _kinds().get(fault["kind"], ((), False))
        item = ours.get(fault["where"])
        hit = any(
            f["check"] in checks
            and (anywhere or (item and f.get("item") == item) or same_words(fault.get("quote", ""), f.get("quote", "")))
            for f in findings
        )
        m.planted[fault["kind"]] += Tally(int(hit), 0, 1)


def _advice(truth: Sequence[Json], documents: Sequence[Json], m: Measured) -> None:
    wanted = Counter(entry["kind"] for entry in truth)
    told = Counter(d.get("kind") for d in documents if d.get("role") == "advice")
    m.tallies["kind of advice"] += Tally((wanted & told).total(), told.total(), wanted.total())


def _yes_no(case: Json, answers: Json) -> Iterator[tuple[str, bool]]:
    """Each line whose answer the truth decides, and whether the draft gave it."""
    truth = case["truth"]

    def said(line: str, want: object) -> tuple[str, bool]:
        return line, answers.get(line) == ("yes" if want else "no")

    a, j = truth["section_a"], truth["section_j"]
    yield said("A.communication.how", a["how_communicates"])
    yield said("A.communication.one_page_profile", a["one_page_profile"])
    if a["voice"] != "first_person":
        yield said("A.communication.views_sought", a["method_explained"])
    tied = {letter: [e["provision"] for e in truth["thread"] if e["need"].startswith(letter)] for letter in "BCD"}
    yield said("B.needs.matched_to_F", tied["B"] and all(tied["B"]))
    for letter, key, included, matched in (
        ("C", "section_c", "health_included", "C.needs.matched_to_G"),
        ("D", "section_d", "social_care_included", "D.needs.matched_to_H"),
    ):
        yield said(f"{letter}.information.included", truth[key][included])
        if any(need["section"] == letter for need in case["needs"]):
            yield said(matched, tied[letter] and all(tied[letter]))
        else:
            yield said(f"{letter}.information.no_needs", truth[key]["no_needs_paragraph"])
        if truth[key]["no_response_paragraph"]:
            yield said(f"{letter}.information.no_response", True)
    yield said("I.setting_name", truth["section_i"]["names"])
    yield said("I.setting_type", truth["section_i"]["type"])
    for key in ("requested", "agreed", "amount", "outcomes"):
        if key in ("amount", "outcomes") and not j["agreed"] and answers.get(f"J.{key}") == "not_applicable":
            yield f"J.{key}", True
        else:
            yield said(f"J.{key}", j[key])
    yield said("K.lead_professional", truth["section_k"]["lead_complete"])
    yield said("K.signed_off", truth["section_k"]["signed_off"])
