"""The golden thread as a Word table: each need, the outcomes that follow, the provision that meets it, breaks in words."""

from __future__ import annotations

from checks.assessment import Assessment
from reports.thread_words import LOOSE, SECTIONS, Held, Strand, strands
from reports.word.markup import ASK_FILL, Cell, cell, paragraph, row, run, table, words
from reports.words import short

WIDTHS = (9.3, 7.6, 9.8)
MOST = 5  # items shown for a need; the rest by number


def thread_table(assessment: Assessment) -> str:
    """The whole thread, with what hangs loose in a last row."""
    thread = strands(assessment)
    if not thread.each:
        return words("No needs were found in the plan, so there is no thread to show.")
    rows = [_strand(strand) for strand in thread.each]
    if thread.loose:
        loose = [paragraph(run(LOOSE, bold=True)), *(_item(held) for held in thread.loose)]
        rows.append(row([Cell("".join(loose), ASK_FILL, span=3)], WIDTHS))
    heads = ("Need", "Outcomes that follow from it", "Provision that meets it")
    return words(thread.summary) + table(heads, rows, WIDTHS, title="The golden thread, need by need")


def _strand(strand: Strand) -> str:
    need = strand.need
    kind = SECTIONS.get(need.section, "need")
    told = Cell(paragraph(run(f"{need.id} ", bold=True) + run(f"({kind}) ") + run(short(need.text, 170))))
    return row((told, _held(strand.outcomes), _held(strand.provision)), WIDTHS)


def _held(held: tuple[Held, ...]) -> Cell:
    if not held:
        return cell("✗ Broken: none found", bold=True, fill=ASK_FILL)
    rest = [paragraph(run("Also " + ", ".join(h.id for h in held[MOST:])))] if len(held) > MOST else []
    return Cell("".join([*(_item(h) for h in held[:MOST]), *rest]))


def _item(held: Held) -> str:
    mark = "✓ " if held.because else ""
    return paragraph(run(f"{mark}{held.id} ", bold=True) + run(short(held.text, 90)))
