"""Every page enlarged: 400 % zoom, text of twice the size, text spaced as WCAG 1.4.12 has it. Nothing is lost or runs off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site
from tests.browser.test_access import busy, each
from tests.moderation.web.conftest import Reader

__all__ = ["busy"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# 1,280 by 1,024 pixels at 400 %: 320 by 256 pixels of CSS, each of four of the screen's.
ZOOM_400 = {"width": 320, "height": 256, "device_scale_factor": 4}
TEXT_200 = "html { font-size: 200% !important; }"
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
    "p { margin-bottom: 2em !important; }"
)
# What is wrong with a page: it scrolls sideways; words run out of the window or of their own box, or are cut off there.
# A table that scrolls within its own box is what WCAG 1.4.10 excepts; what only screen readers hear is one pixel large.
FAULTS = """() => {
  const found = [], wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) found.push(`sideways: ${document.documentElement.scrollWidth}`);
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('.unseen, .skip, script, .scroll table, option, datalist')) continue;
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (!box.width || style.visibility === 'hidden') continue;
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (own && (box.left < -1 || box.right > wide + 1)) found.push(`off the window: ${e.outerHTML.slice(0, 120)}`);
    const cut = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
    if (cut && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) found.push(`cut off: ${e.outerHTML.slice(0, 120)}`);
    if (e.matches('button, .button, .tag, label, legend, summary') && e.scrollWidth > e.clientWidth + 1 && style.display !== 'inline')
      found.push(`out of its box: ${e.outerHTML.slice(0, 120)}`);
  }
  return found;
}"""
# Controls that stand over each other cannot all be pressed.
OVER_EACH_OTHER = """() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(e => !e.closest('.unseen, .skip') && e.getBoundingClientRect().width && getComputedStyle(e).visibility !== 'hidden');
  const boxes = all.map(e => [...e.getClientRects()]);
  const found = [];
  for (let i = 0; i < all.length; i++) for (let j = i + 1; j < Math.min(all.length, i + 30); j++) {
    if (all[i].contains(all[j]) || all[j].contains(all[i])) continue;
    for (const a of boxes[i]) for (const b of boxes[j]) {
      const w = Math.min(a.right, b.right) - Math.max(a.left, b.left), h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (w > 4 && h > 4) found.push(`over each other: ${all[i].outerHTML.slice(0, 80)} and ${all[j].outerHTML.slice(0, 80)}`);
    }
  }
  return found.slice(0, 3);
}"""


def faults_of(page: Page) -> list[str]:
    return [*page.evaluate(FAULTS), *page.evaluate(OVER_EACH_OTHER)]


@pytest.mark.parametrize(
    ("styles", "window"),
    [
        ("", ZOOM_400),
        (TEXT_200, {"width": 1280, "height": 1024}),
        (TEXT_200, {"width": 640, "height": 512, "device_scale_factor": 2}),
        (SPACED, {"width": 1280, "height": 1024}),
        (SPACED, ZOOM_400),
    ],
    ids=["400 % zoom", "text 200 %", "text 200 % at 200 % zoom", "spaced text", "spaced text at 400 % zoom"],
)
def test_an_enlarged_page_loses_nothing_and_scrolls_one_way(
    serve: Callable[..., Site], busy: dict[str, str], styles: str, window: dict[str, int]
) -> None:
    found: dict[str, list[str]] = {}
    # The test's own styles are put in past the page's policy, as a person's browser does.
    for page, address in each(serve(Reader()), busy, bypass_csp=True, **window):
        if styles:
            page.add_style_tag(content=styles)
        if faults := faults_of(page):
            found[address] = faults
    assert found == {}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p style='width:900px'>words</p>", "sideways"),
        ("<p style='position:absolute;left:-99px'>words</p>", "off the window"),
        ("<p style='height:9px;overflow:hidden'>words<br>more</p>", "cut off"),
        ("<button style='width:9px;padding:0'>words</button>", "out of its box"),
        ("<a href='/'>one</a><button style='margin-left:-30px'>two</button>", "over each other"),
    ],
)
def test_the_looking_itself_sees_what_is_wrong(serve: Callable[..., Site], body: str, told: str) -> None:
    page = serve().window(bypass_csp=True, **ZOOM_400)
    page.set_content(f"<!doctype html><body style='margin:0'>{body}</body>")
    assert any(fault.startswith(told) for fault in faults_of(page)), faults_of(page)
