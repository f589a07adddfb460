"""Takes the README's picture of a service that runs: python -m tests.journeys.picture ADDRESS"""

import io
import sys
from pathlib import Path

from PIL import Image

from tests.journeys.browser import Visit, chromium

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "screenshot.png"
QUESTION = "Au bout de combien de temps le silence de l'administration vaut-il accord ?"
_SIZE = (1360, 890)
_COLOURS = 128


def picture(address: str) -> bytes:
    """The answer with its first source open, as PNG."""
    with chromium() as browser:
        visit = Visit(browser, address, size=_SIZE, reduced_motion="reduce")
        page = visit.page
        visit.ready()
        visit.ask(QUESTION)
        page.locator(".marker").first.click()
        page.locator("#panel mark").wait_for()
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(500)
        taken = page.screenshot()
        visit.close()
    small = Image.open(io.BytesIO(taken)).convert("RGB").quantize(_COLOURS)
    written = io.BytesIO()
    small.save(written, format="PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(picture(sys.argv[1]))
    print(f"{PICTURE}: {PICTURE.stat().st_size:,} bytes")
