"""beside.js: next steps, words explained, and passages that are no part of the answer."""

from tests.shared import needs_chromium
from tests.ui.fake_service import TEXT, complete
from tests.ui.static.modules import Modules, french
from tests.ui.static.shown import answer

pytestmark = needs_chromium


def test_a_next_step_leads_to_what_it_stands_on(modules: Modules) -> None:
    (step,) = answer(modules, complete()).xpath("//*[@class='steps']/li")
    assert french(step) == "Demander les comptes Code de la place, art. L2"
    assert french(step.getparent().getprevious()) == "Et ensuite"
    start = TEXT.index("Toute personne")
    assert step.xpath("./a")[0].get("href").startswith(f"/passages/L2?start={start}&end=")


def test_passages_on_the_subject_are_folded_below_the_sources(modules: Modules) -> None:
    page = answer(modules, complete())
    sources, related, _ = page.xpath("//ol | //details[@class='beside']")
    assert "L3" not in french(sources)
    assert related.get("open") is None
    assert french(related.xpath("./summary")[0]) == "Voir aussi"
    assert french(related.xpath(".//*[@class='quoted']")[0]).startswith("Les <b>bancs</b> sont")


def test_words_are_explained_in_the_documents_own(modules: Modules) -> None:
    terms = answer(modules, complete()).xpath("//details[@class='beside']")[1]
    assert terms.get("open") is None
    assert french(terms) == ("Mots expliqués place La place est ouverte Code de la place, art. L1")
    assert [one.tag for one in terms.xpath("./dl/*")] == ["dt", "dd"]


def test_what_an_answer_does_not_have_takes_no_room(modules: Modules) -> None:
    said = {**complete(), "related": [], "terms": None, "next_steps": []}
    page = answer(modules, said)
    assert page.xpath("//details[@class='beside'] | //*[@class='steps']") == []
    assert "Et ensuite" not in french(page)
