"""Forms that a page draws inside each other: how often, told before pdfium draws them all."""

import re
from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject, StreamObject

from corpus.readers.pdf.structure.values import dictionary, value

MOST = 100_000  # a page
_DEEPEST = 30
_DRAWN = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+Do\b")
_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")


def draws_too_often(page: PageObject) -> bool:
    """Whether a page draws more than MOST forms, each counted as often as it is drawn.

    A form that draws itself, if only through others, is drawn without end.
    """
    resources = dictionary(page, "/Resources")
    if not any(_may_hold(form, resources) for form in _forms(resources).values()):
        return False
    contents = page.get_contents()
    data = contents.get_data() if contents is not None else b""
    return _times(data, resources, {}, 0) > MOST


def _may_hold(form: StreamObject, outer: DictionaryObject) -> bool:
    return bool(_forms(_resources(form, outer)))


def _resources(form: StreamObject, outer: DictionaryObject) -> DictionaryObject:
    own = value(form, "/Resources")
    return own if isinstance(own, DictionaryObject) else outer


def _forms(resources: DictionaryObject) -> dict[str, StreamObject]:
    listed = dictionary(resources, "/XObject")
    found = {name: value(listed, name) for name in listed}
    return {
        name: one
        for name, one in found.items()
        if isinstance(one, StreamObject) and value(one, "/Subtype") == "/Form"
    }


def _times(data: bytes, resources: DictionaryObject, known: dict[int, int], depth: int) -> int:
    forms, count = _forms(resources), 0
    for match in _DRAWN.finditer(data):
        name = _CODE.sub(lambda code: bytes([int(code[1], 16)]), match[1]).decode("latin-1")
        form: Any = forms.get(f"/{name}")
        if form is None:
            continue
        if id(form) not in known:
            known[id(form)] = MOST  # until its end is seen, it has none
            if depth < _DEEPEST:
                inside = _times(form.get_data(), _resources(form, resources), known, depth + 1)
                known[id(form)] = min(MOST, inside)
        count += 1 + known[id(form)]
        if count > MOST:
            break
    return count
