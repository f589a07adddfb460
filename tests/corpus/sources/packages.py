"""The npm packages that Parvis fetches by default, with one document each, and their registry."""

import base64
import hashlib
import io
import json
import tarfile
import tomllib
from pathlib import Path

import corpus
from tests.corpus.readers.service_public.sheets import as_json
from tests.corpus.readers.service_public.sheets import sheet as xml_of_sheet
from tests.corpus.sources.bad_server import BadServer, reply

_DEFAULT = Path(corpus.__file__).parent / "sources" / "default.toml"
_SOURCES = tomllib.loads(_DEFAULT.read_text("utf-8"))["sources"]
_CRPA, _SHEETS = _SOURCES["crpa"], _SOURCES["service-public"]
PACKAGE, _, VERSION = _CRPA["package"].lstrip("@").replace("/", "%2F").rpartition("@")
_CODE = {
    "type": "code",
    "data": {"id": "LEGITEXT000031366350", "title": "Code des relations"},
    "children": [
        {
            "type": "article",
            "data": {
                "id": "LEGIARTI000031367685",
                "cid": "LEGIARTI000031367685",
                "num": "L231-1",
                "etat": "VIGUEUR",
                "dateDebut": 1447286400000,
                "dateFin": 32472144000000,
                "texteHtml": "Le silence gardé pendant deux mois vaut décision d'acceptation.",
            },
        }
    ],
}


def packed(files: dict[str, bytes]) -> bytes:
    """The tarball of a package, with a link in it that leads out of it."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as package:
        for name, body in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(body)
            package.addfile(entry, io.BytesIO(body))
        link = tarfile.TarInfo("package/data/link.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        package.addfile(link)
    return archive.getvalue()


def sri(raw: bytes, algorithm: str = "sha512") -> str:
    """The hash of a package, as registries write it."""
    digest = hashlib.new(algorithm, raw).digest()
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


def registry(server: BadServer, *, altered: bool = False) -> None:
    """Lets the server have the packages, or ones that are not what it says."""
    sheet = (
        f'<Reference URL="https://e.org/{_SHEETS["cites"][0]}"><Titre>Le code</Titre></Reference>'
    )
    contents = {
        _CRPA["package"]: {_CRPA["files"][0]: json.dumps(_CODE)},
        _SHEETS["package"]: {
            "data/particuliers/F1.json": as_json(xml_of_sheet(f"<Texte>Une fiche.</Texte>{sheet}")),
            "data/particuliers/F2.json": as_json(xml_of_sheet("<Texte>Une autre.</Texte>")),
        },
    }
    for package, files in contents.items():
        name, _, version = package.lstrip("@").replace("/", "%2F").rpartition("@")
        raw = packed({path: text.encode() for path, text in files.items()})
        said = b"" if altered else raw
        dist = {"tarball": server.url(f"/{name}.tgz"), "integrity": sri(said)}
        answer = json.dumps({"dist": dist}).encode()
        server.routes[f"/@{name}/{version}"] = reply(answer, content_type="application/json")
        server.routes[f"/{name}.tgz"] = reply(raw, content_type="application/octet-stream")
