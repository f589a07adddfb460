"""A dataset of data.gouv.fr, or of another udata portal: its resources, or one of them."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from corpus.errors import FetchError
from corpus.sources.listing import (
    ListedDocument,
    Listing,
    RemoteDocument,
    SkippedDocument,
    bounded,
)
from corpus.sources.session import Session
from corpus.sources.source import DataGouvSource, keeps
from corpus.urls import public_url

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_CHECKSUMS = frozenset({"sha1", "sha256", "sha512", "md5"})
# The codes that the portal uses (/api/1/datasets/licenses/), in the licences' own names.
_LICENCES = {
    "fr-lo": "Licence Ouverte 1.0",
    "lov2": "Licence Ouverte 2.0",
    "odc-odbl": "ODbL 1.0",
    "odc-by": "ODC-BY 1.0",
    "odc-pddl": "ODC PDDL 1.0",
    "cc-by": "CC BY",
    "cc-by-sa": "CC BY-SA",
    "cc-zero": "CC0 1.0",
}


async def list_data_gouv(source: DataGouvSource, session: Session) -> Listing:
    """The resources that the patterns and the formats keep.

    Licence and publisher are the dataset's own, unless the source gives others.
    """
    portal = source.portal.rstrip("/")
    dataset = _dataset_of(source)
    if dataset is None:
        resource = _resource_of(source)
        url = f"{portal}/fr/datasets/r/{resource}"
        return Listing((RemoteDocument(url=url),))
    api = f"{portal}/api/1/datasets/{quote(dataset, safe='')}/"
    said = await session.json(api)
    resources = said.get("resources") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(resources, list):
        raise FetchError(api, "the portal describes no dataset there", "check the dataset's id")
    found: list[ListedDocument] = []
    aside: list[SkippedDocument] = []
    for resource in resources:
        if isinstance(resource, dict) and _is_wanted(resource, source):
            try:
                found.append(_remote(resource, said, portal))
            except ValueError as error:
                title = str(resource.get("title"))
                aside.append(SkippedDocument(title, str(error), "open it on the portal"))
    if not found:
        raise FetchError(
            api,
            "the dataset has no resource that the formats and patterns keep",
            "check formats, include and exclude",
        )
    listing = bounded(found, limit=source.max_documents, url=api)
    return Listing(listing.found, (*listing.skipped, *aside))


def _dataset_of(source: DataGouvSource) -> str | None:
    """The id or slug of the dataset, from an id, a slug, or the address of its page."""
    if source.dataset is None:
        return None
    parts = [part for part in urlsplit(source.dataset).path.split("/") if part]
    after = parts[parts.index("datasets") + 1 :] if "datasets" in parts else parts[-1:]
    return after[0] if after else source.dataset


def _resource_of(source: DataGouvSource) -> str:
    match = _UUID.search(source.resource or "")
    if match is None:
        raise FetchError(
            source.address,
            "it names no resource: a resource's id has 36 letters, digits and hyphens",
            "copy the resource's permanent address from its page",
        )
    return match.group().lower()


def _is_wanted(resource: Mapping[str, Any], source: DataGouvSource) -> bool:
    kind = str(resource.get("format") or "").lower()
    if source.formats and kind not in {one.lower() for one in source.formats}:
        return False
    names = (str(resource.get("title") or ""), str(resource.get("url") or ""))
    chosen = not source.include or any(
        keeps(name, include=source.include, exclude=()) for name in names
    )
    return chosen and all(keeps(name, include=(), exclude=source.exclude) for name in names)


def _remote(resource: Mapping[str, Any], dataset: Mapping[str, Any], portal: str) -> RemoteDocument:
    """A resource by its permanent address, downloaded from where it is now.

    A checksum is only believed for files that the portal holds itself.
    """
    permanent = str(resource.get("latest") or f"{portal}/fr/datasets/r/{resource.get('id')}")
    checksum = resource.get("checksum")
    checked = None
    if resource.get("filetype") == "file" and isinstance(checksum, dict):
        algorithm, value = str(checksum.get("type")).lower(), str(checksum.get("value")).lower()
        checked = (algorithm, value) if algorithm in _CHECKSUMS else None
    organisation = dataset.get("organization")
    return RemoteDocument(
        url=public_url(permanent),
        download_url=public_url(str(resource.get("url") or permanent)),
        checksum=checked,
        licence=_LICENCES.get(str(dataset.get("license"))),
        publisher=str(organisation["name"])
        if isinstance(organisation, dict) and organisation.get("name")
        else None,
    )
