"""Debian's Chromium, driven by Playwright, and what a page of ours asked of the network."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.shared import CHROMIUM

DESKTOP = (1280, 800)
PHONE = (360, 740)
# Without these, Chromium asks its maker's hosts for things at every start.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

expect.set_options(timeout=20_000)  # Milliseconds: a busy machine is no fault of the page.


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, until the end of the block.

    Playwright keeps an event loop in the thread that uses it, so no other loop can run there
    meanwhile: a test module keeps it no longer than it needs it.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """One person's page, opened at `address`, and what it asked of the network."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        *,
        size: tuple[int, int] = DESKTOP,
        locale: str = "fr-FR",
        path: str = "/",
        **context: Any,
    ) -> None:
        width, height = size
        viewport: Any = {"width": width, "height": height}
        self.address = address
        self.context = browser.new_context(viewport=viewport, locale=locale, **context)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text) if message.type == "error" else None
            ),
        )
        self.page.goto(f"{address}{path}")

    def ask(self, question: str) -> None:
        """Types `question`, sends it with Enter, and waits for what is said to it."""
        page = self.page
        before = page.locator(".answer, .failure").count()
        page.locator("#question textarea").fill(question)
        page.locator("#question textarea").press("Enter")
        self.reply(before)

    def reply(self, number: int) -> None:
        """Waits for the reply that follows `number` others."""
        self.page.locator(".answer, .failure").nth(number).wait_for()

    def foreign_hosts(self) -> set[str]:
        """The hosts that the page asked, but for its own."""
        own = urlsplit(self.address).netloc
        asked = {urlsplit(url) for url in self.asked}
        return {one.netloc for one in asked if one.scheme not in ("data", "blob")} - {own}

    def close(self) -> None:
        """Leaves."""
        self.context.close()
