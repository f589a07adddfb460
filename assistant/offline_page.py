"""Pages that are one HTML file and need nothing else, in which every word is escaped."""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def page_templates(package: str) -> Environment:
    """The templates of a package, from its folder `templates`."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def own_style(path: Path) -> dict[str, str]:
    """What a template needs of a style sheet of ours: `style`, and the `style_digest` that alone
    its Content-Security-Policy lets in."""
    style = path.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {"style": Markup(style), "style_digest": digest}  # our own file: nothing is filled in
