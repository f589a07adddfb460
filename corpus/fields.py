"""The names under which front matter says what a document is; a source may add its own."""

import difflib
from dataclasses import dataclass, fields, replace

_EXAMPLE = 'write names between brackets, such as title = ["titre"]'


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldNames:
    """For each thing that is read of front matter, the names of its field, the first one before.

    A `description` joins the text before it, a `place` after it, and so do what is told of an
    `event` and each entry of a list that has an `entry_name` and an `entry_text`. A page that has a
    `concept` explains one.
    """

    title: tuple[str, ...] = ("title", "titre", "herotext")
    id: tuple[str, ...] = ("id",)
    kind: tuple[str, ...] = ("kind",)
    type: tuple[str, ...] = ("types", "type")
    language: tuple[str, ...] = ("lang", "language", "langue", "locale")
    licence: tuple[str, ...] = ("licence", "license")
    url: tuple[str, ...] = ("url", "source", "link", "lien", "canonical_url", "permalink")
    publisher: tuple[str, ...] = ("publisher", "editeur", "éditeur", "organisation")
    short_title: tuple[str, ...] = ("short_title", "short-title", "titre_court")
    published: tuple[str, ...] = (
        "date", "published", "date_publication", "publishdate", "pubdate", "created",
    )  # fmt: skip
    modified: tuple[str, ...] = (
        "modified", "updated", "lastmod", "last_modified_at", "last_updated",
    )  # fmt: skip
    aliases: tuple[str, ...] = ("aliases", "alias")
    description: tuple[str, ...] = (
        "kesako", "kezako", "chapeau-text", "chapeau", "accroche", "tagline", "subtitle",
        "description", "summary", "resume", "résumé", "abstract", "excerpt",
    )  # fmt: skip
    place: tuple[str, ...] = ("lieu", "adresse", "location", "address", "venue")
    event: tuple[str, ...] = (
        "event_start_date", "event_end_date", "date_debut", "date_fin", "start_date", "end_date",
        "horaires", "horaire", "heure", "heures", "hours", "time", "duree", "durée", "duration",
        "organisateur", "organisateurs", "organisatrice", "organiser", "organizer", "intervenants",
        "speakers", "public", "audience", "inscription", "inscriptions", "registration", "tarif",
        "tarifs", "prix", "price", "cost", "fee", "contact", "email", "courriel", "telephone",
        "téléphone", "phone",
    )  # fmt: skip
    entry_name: tuple[str, ...] = ("intitule",)
    entry_text: tuple[str, ...] = ("contenu",)
    concept: tuple[str, ...] = ("kesako", "kezako")


USUAL_FIELDS = FieldNames()


def parse_field_names(value: object) -> FieldNames:
    """The usual names, and before them those that a source gives. Raises ValueError."""
    if isinstance(value, FieldNames):
        return value
    if not isinstance(value, dict):
        raise ValueError(f"it is no table; {_EXAMPLE}")
    known = [field.name for field in fields(FieldNames)]
    named: dict[str, tuple[str, ...]] = {}
    for field, given in value.items():
        if field not in known:
            close = difflib.get_close_matches(field, known, n=1)
            nearest = f", did you mean {close[0]}?" if close else ""
            raise ValueError(f"there is no field `{field}`{nearest}; they are {', '.join(known)}")
        names = [given] if isinstance(given, str) else given
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise ValueError(f"`{field}` is {given!r}; {_EXAMPLE}")
        own = (name.strip().lower() for name in names)
        named[field] = tuple(dict.fromkeys((*own, *getattr(USUAL_FIELDS, field))))
    return replace(USUAL_FIELDS, **named)
