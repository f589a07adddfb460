"""What a folder holds that is no document, and is left out unless it is asked for by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from pathspec import GitIgnoreSpec

from corpus.errors import CorpusError
from corpus.reading import LeftOut

_FOLDERS = frozenset(
    "node_modules bower_components __pycache__ __macosx venv site-packages $recycle.bin @eadir "
    "lost+found".split()
) | {"system volume information"}
# What files are by the ending of their name. None of them is told from its content: a Python
# script reads well as text.
_KINDS = {
    "scripts and programs": (
        "py pyc pyi pyw js mjs cjs jsx ts tsx vue svelte sh bash zsh fish ps1 psm1 bat cmd rb php "
        "pl pm lua java kt kts c h cc cpp cxx hpp cs go rs swift r jl scala sql vbs vba bas groovy "
        "gradle dart ex exs erl hs clj awk wasm map exe dll so dylib o a class jar apk msi deb rpm "
        "iso dmg bin"
    ),
    "style sheets": "css scss sass less styl",
    "settings": (
        "toml ini cfg conf yml yaml env lock properties plist reg tf tfvars editorconfig "
        "code-workspace"
    ),
    "calendars": "ics ical ifb",
    "address cards": "vcf vcard",
    "fonts": "ttf otf woff woff2 eot",
    "pictures": (
        "png jpg jpeg jpe jfif gif webp heic heif avif bmp ico svg tif tiff psd ai eps raw cr2 nef"
    ),
    "sounds and films": (
        "mp3 wav ogg oga opus flac m4a aac wma mp4 m4v mov avi mkv webm ogv wmv mpg mpeg"
    ),
    "keys and signatures": "pem key crt cer p12 pfx gpg asc sig kdbx",
    "shortcuts": "url lnk webloc desktop",
    "logs": "log",
    "what programs left behind": "bak swp swo tmp temp part crdownload download old orig rej",
}
_BY_SUFFIX = {f".{suffix}": kind for kind, names in _KINDS.items() for suffix in names.split()}
_BY_NAME = {
    name: kind
    for kind, names in {
        "settings": (
            "package.json package-lock.json npm-shrinkwrap.json composer.json bower.json "
            "lerna.json jsconfig.json angular.json nx.json turbo.json deno.json vercel.json "
            "netlify.json renovate.json robots.txt requirements.txt go.mod go.sum "
            "cname _redirects _headers makefile dockerfile gemfile rakefile procfile "
            "jenkinsfile vagrantfile cmakelists.txt"
        ),
        "what programs left behind": "thumbs.db ehthumbs.db desktop.ini .ds_store",
    }.items()
    for name in names.split()
}
_PATTERNS = (
    (re.compile(r"tsconfig(?:\.[\w.-]+)?\.json|requirements[\w.-]*\.txt", re.I), "settings"),
    (re.compile(r"~\$.*|.*~|\.~lock\..*#|Icon\r", re.S), "what programs left behind"),
)
_REMEDIES = {
    "pictures": "where a picture shows words, give them as text",
    "sounds and films": "where one is to be cited, give its transcript as text",
}
_SHOWN = 3


def kind_left_out(name: str) -> str | None:
    """What a file of this name is, where it is of a kind that is left out; None otherwise."""
    folded = name.lower()
    kind = _BY_NAME.get(folded) or _BY_SUFFIX.get(PurePath(folded).suffix)
    return kind or next((kind for form, kind in _PATTERNS if form.fullmatch(name)), None)


@dataclass(frozen=True, slots=False)
class Exclusions:
    """What is left out of a folder: what is no document, and what `patterns` match.

    These are written as in .gitignore, against the path relative to the folder that is walked.
    """

    patterns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for pattern in self.patterns:
            try:
                GitIgnoreSpec.from_lines([pattern])
            except ValueError as error:
                raise CorpusError(
                    f"the pattern {pattern!r} of what to exclude means nothing; "
                    'write it as in .gitignore, such as "drafts/" or "*.tmp"'
                ) from error

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        return GitIgnoreSpec.from_lines(self.patterns)

    def sift(self, inside: Iterable[Path], *, root: Path) -> "Sifted":
        """The entries of one folder that are to be read, and what is said of the others."""
        sifted = Sifted()
        for path in inside:
            folder = path.is_dir()
            relative = path.relative_to(root).as_posix() + ("/" if folder else "")
            if path.name.startswith("."):
                continue
            if self.patterns and self._spec.match_file(relative):
                sifted.excluded.append(path)
            elif folder and path.name.lower() in _FOLDERS:
                sifted.left_out.append(LeftOut(str(path), "folders of this name hold no documents"))
            elif not folder and (kind := kind_left_out(path.name)):
                sifted.kinds.setdefault(kind, []).append(path)
            else:
                sifted.kept.append(path)
        return sifted


@dataclass(slots=True)
class Sifted:
    """The entries of one folder, in the order of names."""

    kept: list[Path] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    excluded: list[Path] = field(default_factory=list)
    kinds: dict[str, list[Path]] = field(default_factory=dict)

    def notes(self, folder: Path) -> list[LeftOut]:
        """One line for each kind of what is left out of `folder`, and one for what is excluded."""
        notes = list(self.left_out)
        for kind, paths in sorted(self.kinds.items()):
            remedy = f"; {_REMEDIES[kind]}" if kind in _REMEDIES else ""
            notes.append(_left_out(folder, paths, f"{kind} are left out", remedy))
        if self.excluded:
            them = "it" if len(self.excluded) == 1 else "them"
            notes.append(_left_out(folder, self.excluded, f"a pattern excludes {them}"))
        return notes


def _left_out(folder: Path, paths: list[Path], reason: str, remedy: str = "") -> LeftOut:
    """One file with the reason, or its folder with the names of a few of them."""
    if len(paths) == 1:
        return LeftOut(str(paths[0]), reason + remedy)
    names = ", ".join(path.name for path in paths[:_SHOWN])
    more = f" and {len(paths) - _SHOWN:,} more" if len(paths) > _SHOWN else ""
    return LeftOut(str(folder), f"{reason}: {names}{more}{remedy}")
