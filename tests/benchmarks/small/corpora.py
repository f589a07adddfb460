"""The small corpora: of one to eight files, of the kinds that people have."""

import shutil
from pathlib import Path

from tests.shared import DOCUMENTS

_WRITTEN = Path(__file__).with_name("corpora")
# A real document taken alone.
_SHARED = {
    "cada": "action_plans/open-data-les-avis-de-la-cada-disponibles-sur-data-gouv-fr.markdown"
}
_GRANTS = (
    ("Association", "Subvention votée"),
    ("Judo club de Valclos", "2 400 €"),
    ("Chorale Arpège", "900 €"),
    ("Amis du moulin", "650 €"),
)
_MINUTES = (
    "Conseil municipal du 12 mars 2024",
    "Présents : Alice Morand, Karim Haddad, Lucie Besson, Jean Oddo",
    "Absent : Paul Ginoux",
    "Le conseil fixe à 3,90 euros le prix du repas de cantine pour les enfants de la commune. "
    "Ceux d'autres communes paient 5,20 euros.",
    "Le conseil autorise le maire à vendre l'ancien lavoir, dont personne ne se sert plus.",
)


def write_corpus(name: str, folder: Path) -> Path:
    """The files of a corpus, written into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    if name in _SHARED:
        shutil.copy(DOCUMENTS / _SHARED[name], folder)
        return folder
    shutil.copytree(_WRITTEN / name, folder, dirs_exist_ok=True)
    if name == "town":
        _write_word(folder / "subventions.docx")
        _write_pdf(folder / "conseil.pdf")
    return folder


def _write_word(path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Subventions aux associations", 0)
    document.add_paragraph(
        "Une association dépose sa demande de subvention avant le 31 octobre, avec son budget et "
        "le compte rendu de sa dernière assemblée générale."
    )
    document.add_heading("Subventions de 2024", 1)
    table = document.add_table(rows=len(_GRANTS), cols=2)
    for row, cells in zip(table.rows, _GRANTS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(path))


def _write_pdf(path: Path) -> None:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    title, *others = _MINUTES
    told = [Paragraph(title, styles["Title"])]
    told += [Paragraph(one, styles["Normal"]) for one in others]
    SimpleDocTemplate(str(path), invariant=1).build(told)
