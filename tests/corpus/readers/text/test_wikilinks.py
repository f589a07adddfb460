"""Links between notes."""

import pytest

from tests.corpus.outlines import only


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("Voir [[Open data]].", "Voir Open data.", id="a title stays"),
        pytest.param("Voir [[202309|les données]].", "Voir les données.", id="an alias is said"),
        pytest.param(
            "Voir [[notes/Open data.md#But]].", "Voir Open data.", id="a path is not said"
        ),
        pytest.param("Va avec [[20230929090132]] le PGO.", "Va avec le PGO.", id="a number goes"),
        pytest.param("L'État [[20230929090132]], et", "L'État, et", id="with the space before it"),
        pytest.param("Va avec [[20230929090132]].", "Va avec […].", id="a missing noun shows"),
        pytest.param(
            "[[20230929090132]] est un but.", "[…] est un but.", id="a missing subject shows"
        ),
        pytest.param("Un ![[photo.png]] texte ![[x.jpg|300]].", "Un texte.", id="pictures go"),
        pytest.param("Un `[[code]]` reste.", "Un [[code]] reste.", id="code stays"),
        pytest.param("Un [lien](https://a.fr) simple.", "Un lien simple.", id="plain links work"),
    ],
)
def test_a_sentence_with_links_still_reads(source: str, text: str) -> None:
    assert only(source).text == text
