"""The page's scripts in a browser, beside a small service that can be made to fail."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser

from tests.assistant.serving import served
from tests.journeys.browser import Visit, chromium
from tests.ui.fake_service import fake_service
from tests.ui.static.modules import Modules
from ui.chat import mount

EXAMPLES = {
    "fr": ["Quel est le délai de réponse ?", "Qui peut venir ?"],
    "en": ["When is the answer given?"],
}


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser for the tests of this folder, which is slow to start."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def service() -> FastAPI:
    """The service; its state keeps what it was asked."""
    return mount(fake_service(), examples=EXAMPLES)


@pytest.fixture(scope="package")
def address(service: FastAPI) -> Iterator[str]:
    """Where the service answers."""
    with served(service) as (host, port):
        yield f"http://{host}:{port}"


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A French reader's page."""
    visit = Visit(browser, address, reduced_motion="reduce")
    visit.ready()
    yield visit
    visit.close()


@pytest.fixture(scope="package")
def modules(browser: Browser, address: str) -> Iterator[Modules]:
    """The page's modules, to be called one by one."""
    visit = Visit(browser, address)
    visit.ready()
    yield Modules(visit.page)
    visit.close()
