"""Real Chromium, as Debian brings it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# --no-sandbox: tests may run as root in a container, on pages of our own.
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")


def find() -> str:
    """The path of the browser. Raises `RuntimeError` with a plain sentence."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise RuntimeError(f"The browser tests need Chromium: none of {', '.join(NAMES)} is there.")
    return found


@asynccontextmanager
async def launch() -> AsyncIterator[Browser]:
    """A headless browser, closed at the end."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()
