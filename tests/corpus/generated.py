"""Documents that hypothesis makes up, with every kind of block, in boxes and on pages or not."""

from hypothesis import strategies as st

from corpus.builder import DocumentBuilder
from corpus.document import BlockKind, Document, DocumentKind

_WORDS = st.sampled_from(
    "la loi ouvre les données publiques, article L. 311-5 du code ; 3 € etc. M. Durand peut-être "
    "(voir annexe) l'État « dit » n° 12 anticonstitutionnellement à É".split()
)
_SENTENCE = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(_WORDS, min_size=1, max_size=30),
    st.sampled_from([".", " ?", " :", " ;", "…", ""]),
)
_PROSE = st.lists(_SENTENCE, min_size=1, max_size=5).map(" ".join)
_ANY = st.text(max_size=200) | _PROSE
_BLOCK = st.tuples(
    st.sampled_from(BlockKind), _ANY, st.integers(1, 6), st.integers(0, 3), st.booleans()
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document as a reader builds it."""
    builder = DocumentBuilder()
    page = 1 if draw(st.booleans()) else None
    for kind, text, level, turns, boxed in draw(st.lists(_BLOCK, max_size=14)):
        if page is not None and turns == 0:
            page += 1
        depth = level if kind in (BlockKind.HEADING, BlockKind.LIST_ITEM) else 0
        words = " ".join(text.split()) if kind is BlockKind.HEADING else text
        if boxed:
            with builder.boxed():
                builder.add(kind, words, level=depth, page=page)
        else:
            builder.add(kind, words, level=depth, page=page)
    return builder.build(
        id="d",
        source_path="d.md",
        title=draw(st.sampled_from(["Titre", "Un titre de quelques mots sur les données"])),
        kind=DocumentKind.PAGE,
        language="fr",
    )
