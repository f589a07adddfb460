"""A PDF page as it looks: whether letters are seen on it, and pictures that may hold words."""

from typing import Any

from PIL import Image, ImageChops

from corpus.readers.pdf.rotation import Box, Turned

_LEAST = 0.08  # of the page: smaller pictures are logos and ornaments
_DOTS = 300  # along the longer side of a page, to tell a drawing from a photograph
_FINE = 1_200  # and to see letters
_FEWEST_DOTS = 2
_STANDS_OUT = 24  # of 255
# Of a drawing or a scan, this share of the dots is of one light shade, and hardly more are of the
# shades around it; a sky is of many. Its dots are like the one beside them, or letters stand out.
# Told on the pictures of the British plan, and on texts and charts drawn for the purpose.
_GROUND = 0.45
_LIGHT = 190
_SPREAD = 0.06
_FLAT = 0.8
_SHARP = 0.09
_STEP = 48  # of 255, between a letter and its ground


class PageImage:
    """A page as it is shown, drawn in greys when it is first asked for."""

    def __init__(self, page: Any, turned: Turned) -> None:
        self._page = page
        self._turned = turned
        self._drawn: dict[float, Image.Image] = {}

    def cut(self, box: Box, *, dots: int) -> Image.Image | None:
        """What is shown in a box, of a page of so many dots; None where that is next to nothing."""
        scale = dots / max(self._turned.wide, self._turned.high, 1.0)
        image = self._drawn.get(scale)
        if image is None:
            drawn = self._page.render(scale=scale, grayscale=True)
            image = self._drawn[scale] = drawn.to_pil().convert("L")
        left, right = max(0, round(box.x0 * scale)), min(image.width, round(box.x1 * scale))
        top = max(0, round(image.height - box.y1 * scale))
        bottom = min(image.height, round(image.height - box.y0 * scale))
        if right - left < _FEWEST_DOTS or bottom - top < _FEWEST_DOTS:
            return None
        return image.crop((left, top, right, bottom))

    def shows(self, box: Box) -> bool:
        """Whether anything stands out in a box."""
        cut = self.cut(box, dots=_FINE)
        if cut is None:
            return False
        darkest, lightest = cut.getextrema()
        return bool(float(str(lightest)) - float(str(darkest)) >= _STANDS_OUT)


def may_hold_words(image: PageImage, picture: Box, turned: Turned) -> bool:
    """Whether a picture is a drawing or a scan of some size."""
    if picture.wide * picture.high < _LEAST * turned.wide * turned.high:
        return False
    cut = image.cut(picture, dots=_DOTS)
    if cut is None:
        return False
    counts = cut.histogram()
    total = sum(counts)
    ground, shade = max((sum(counts[one : one + 4]), one) for one in range(_LIGHT, 253))
    around = sum(counts[max(0, shade - 4) : shade + 8])
    if not _GROUND * total <= ground < total or around - ground > _SPREAD * total:
        return False
    wide, high = cut.size
    steps = ImageChops.difference(
        cut.crop((1, 0, wide, high)), cut.crop((0, 0, wide - 1, high))
    ).histogram()
    return steps[0] >= _FLAT * sum(steps) or sum(steps[_STEP:]) >= _SHARP * sum(steps)
