"""The sources of documents: one record for each type of place that documents come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from corpus.document import DocumentKind
from corpus.fields import USUAL_FIELDS, FieldNames, parse_field_names
from corpus.sources.quantities import Duration, Schedule, Size
from corpus.urls import public_url

MEGABYTE = 1_000_000


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Patterns = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Url = Annotated[str, AfterValidator(public_url)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What every source says of its documents; `every` None means that it is only fetched by hand.

    `kind`, `language`, `licence` and `publisher` override what the documents say of themselves;
    `fields` are the names under which their front matter says it. `ocr` has pages that are pictures
    read by a text recogniser. `cites` are laws, by their identifiers ("LEGITEXT000031366350") or
    their names: of what the source holds, only documents that cite one of them are taken.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    name: str
    kind: DocumentKind | None = None
    language: Language | None = None
    licence: str | None = None
    publisher: str | None = None
    every: Schedule = timedelta(days=1)
    fields: Annotated[FieldNames, BeforeValidator(parse_field_names)] = USUAL_FIELDS
    ocr: bool = False
    cites: Patterns = ()

    @property
    def address(self) -> str:
        """Where the documents come from, in one line; another address makes another source."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSource(Source):
    """A folder of this machine, or one file; `path` is relative to that of sources.toml."""

    type: Literal["folder"] = "folder"
    path: Path
    include: Patterns = ()
    exclude: Patterns = ()

    @property
    def address(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSource(Source):
    """What every source of the network has. `max_size` bounds one download, in bytes.

    `ignore_robots` is for sites that are the operator's own, or whose owner agreed.
    """

    max_size: Size | None = None
    ignore_robots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlSource(WebSource):
    """One page or one file; `content_types` ("application/pdf") narrows what may be sent."""

    type: Literal["url"] = "url"
    url: Url
    content_types: Patterns = ()

    @property
    def address(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSource(WebSource):
    """A source of many addresses; the patterns are matched with each whole address."""

    url: Url
    include: Patterns = ()
    exclude: Patterns = ()
    max_documents: Annotated[int, Field(gt=0)] = 1000

    @property
    def address(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPressSource(SiteSource):
    """A WordPress site, read page by page through its REST API."""

    type: Literal["wordpress"] = "wordpress"
    contents: tuple[Literal["pages", "posts"], ...] = ("pages", "posts")


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapSource(SiteSource):
    """The pages that a sitemap or an index of sitemaps lists; `hosts` lets in other hosts."""

    type: Literal["sitemap"] = "sitemap"
    hosts: Patterns = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OgpSource(SiteSource):
    """A page of the Open Government Partnership, or any other, whose documents are behind links.

    `formats` are the endings of the files that count as documents; `hosts` lets in other hosts.
    """

    type: Literal["ogp"] = "ogp"
    formats: Patterns = ("pdf", "docx", "odt")
    hosts: Patterns = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NpmSource(WebSource):
    """Files of an npm package ("@scope/name@1.2.3"; without a version, the latest one).

    `files` are patterns of paths inside the package.
    """

    type: Literal["npm"] = "npm"
    package: Annotated[str, Field(pattern=r"^(@[\w.-]+/)?[\w.-]+(@[\w.+-]+)?$")]
    files: Annotated[Patterns, Field(min_length=1)]
    registry: Url | None = None

    @property
    def address(self) -> str:
        return f"npm:{self.package_name}"

    @property
    def package_name(self) -> str:
        """The package without its version."""
        return self._parts[0]

    @property
    def version(self) -> str:
        """The version, or the tag ("latest") that the registry turns into one."""
        return self._parts[1]

    @property
    def _parts(self) -> tuple[str, str]:
        scope, _, rest = self.package.rpartition("/")
        name, _, version = rest.partition("@")
        return (f"{scope}/{name}" if scope else name), version or "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipSource(WebSource):
    """The files of a ZIP archive, each a document; `files` are patterns of paths inside it."""

    type: Literal["zip"] = "zip"
    url: Url
    files: Annotated[Patterns, Field(min_length=1)] = ("*",)

    @property
    def address(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class DataGouvSource(WebSource):
    """The files of a dataset of data.gouv.fr, or of another udata portal, or one resource of it.

    `dataset` and `resource` are an id, a slug or the address of a page; exactly one is given.
    `formats` keeps resources by the format that the portal gives ("pdf", "html").
    """

    type: Literal["data_gouv"] = "data_gouv"
    dataset: str | None = None
    resource: str | None = None
    formats: Patterns = ()
    include: Patterns = ()
    exclude: Patterns = ()
    max_documents: Annotated[int, Field(gt=0)] = 1000
    portal: Url = "https://www.data.gouv.fr"

    def __post_init__(self) -> None:
        if (self.dataset is None) == (self.resource is None):
            raise ValueError(
                "it needs `dataset` or `resource`, one of the two; "
                'write dataset = "the id or the address of the dataset"'
            )

    @property
    def address(self) -> str:
        return f"{self.portal.rstrip('/')} {self.dataset or self.resource}"


AnyWebSource = (
    UrlSource | WordPressSource | SitemapSource | OgpSource | NpmSource | ZipSource | DataGouvSource
)
AnySource = Annotated[FolderSource | AnyWebSource, Field(discriminator="type")]


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How downloads behave, for all sources: the table [fetch] of sources.toml.

    `allow_hosts` are hosts ("intranet.example.org", "127.0.0.1:8080") that may have private or
    loopback addresses. `contact` is a public address, told to every server in the User-Agent.
    `delay` is kept between two requests to one host; `stall` is how long a server may say nothing;
    `deadline` bounds one download with all its attempts; a server that asks to wait for longer than
    `max_wait` is left alone until then. `hosts_at_once` bounds what is downloaded in parallel.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    allow_hosts: Patterns = ()
    contact: Annotated[str | None, Field(pattern=r"^[\x21-\x7e]+$")] = None
    proxy: Annotated[str | None, Field(pattern=r"^https?://")] = None
    registry: Url = "https://registry.npmjs.org"
    delay: Duration = timedelta(seconds=1)
    connect: Duration = timedelta(seconds=10)
    stall: Duration = timedelta(seconds=30)
    deadline: Duration = timedelta(minutes=10)
    attempts: Annotated[int, Field(ge=1, le=20)] = 4
    first_wait: Duration = timedelta(seconds=1)
    max_wait: Duration = timedelta(minutes=1)
    max_redirects: Annotated[int, Field(ge=0, le=20)] = 10
    max_size: Size = 64 * MEGABYTE
    hosts_at_once: Annotated[int, Field(ge=1, le=64)] = 8


@dataclass(frozen=True, slots=True)
class SourcesConfig:
    """What sources.toml says: all sources, in its order, and how they are fetched."""

    sources: tuple[AnySource, ...] = ()
    fetch: FetchSettings = FetchSettings()

    def __post_init__(self) -> None:
        names = [source.name for source in self.sources]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise ValueError(f"two sources have the name {sorted(twice)}; give each its own")


def keeps(name: str, *, include: Iterable[str], exclude: Iterable[str]) -> bool:
    """Whether one of `include` matches `name`, or there is none, and no `exclude` does."""
    include = tuple(include)
    wanted = not include or any(fnmatchcase(name, pattern) for pattern in include)
    return wanted and not any(fnmatchcase(name, pattern) for pattern in exclude)
