"""/docs in a browser: the contract can be read and tried, and no other host is asked."""

from pathlib import Path
from urllib.parse import urlsplit

from assistant.http.app import create_app
from assistant.settings import Settings
from tests.assistant.serving import served
from tests.assistant.stand_in import stand_in_service
from tests.journeys.browser import Visit, chromium
from tests.shared import needs_chromium


@needs_chromium
def test_the_contract_is_tried_in_a_page_that_asks_its_own_host_alone(tmp_path: Path) -> None:
    settings = Settings(answers=tmp_path / "answers.sqlite3")
    app = create_app(settings, service=stand_in_service())
    with served(app) as (host, port), chromium() as browser:
        visit = Visit(browser, f"http://{host}:{port}", path="/docs")
        visit.page.locator(".opblock-post", has_text="/v1/answers").first.click()
        visit.page.get_by_role("button", name="Execute").click()
        visit.page.locator(".live-responses-table .response-col_status", has_text="200").wait_for()
        asked = {urlsplit(url).netloc for url in visit.asked if not url.startswith("data:")}
        complaints = list(visit.complaints)
        visit.context.close()

    assert asked == {f"{host}:{port}"}
    assert complaints == []
