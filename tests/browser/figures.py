"""`python -m tests.browser.figures`: bytes of each file as sent, and how soon the chat can be used
on a slow phone. Measured, not tested: tests never assert wall time."""

from __future__ import annotations

import asyncio
import gzip
import statistics
import sys

from playwright.async_api import Browser

from bot.settings import ROOT

from .chromium import launch
from .house import House, open_house
from .visitor import PHONE, visit

SLOWDOWN = 4
TIMES = 9
FILES = ROOT / "bot" / "pages" / "static"
# When the first button is there, and when the last long task before it has ended.
WATCH = """
window.seen = { choice: 0, busy: 0 };
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) seen.busy = startTime + duration;
}).observe({ type: "longtask", buffered: true });
new MutationObserver(() => {
  if (!seen.choice && document.querySelector(".choice")) seen.choice = performance.now();
}).observe(document, { childList: true, subtree: true });
"""


async def interactive(browser: Browser, house: House) -> float:
    """Milliseconds from going to the page until its opening is there and nothing is computed."""
    async with visit(browser, house, viewport=PHONE, is_mobile=True) as visitor:
        session = await visitor.context.new_cdp_session(visitor.page)
        await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        await visitor.page.add_init_script(WATCH)
        await visitor.open_chat()
        await visitor.page.wait_for_timeout(1500)
        seen = await visitor.page.evaluate("window.seen")
        return float(max(seen["choice"], seen["busy"]))


async def measure() -> None:
    """Prints both tables."""
    for file in sorted(FILES.iterdir()):
        size = len(gzip.compress(file.read_bytes(), 9))
        sys.stdout.write(f"{file.name:16}{size / 1000:7.1f} kB gzip\n")
    async with launch() as browser, open_house() as house:
        times = [await interactive(browser, house) for _ in range(TIMES)]
    middle, longest = statistics.median(times), max(times)
    told = f"{SLOWDOWN}× slower processor, {TIMES} visits"
    sys.stdout.write(f"usable after {middle:.0f} ms (median), {longest:.0f} ms (longest); {told}\n")


if __name__ == "__main__":
    asyncio.run(measure())
