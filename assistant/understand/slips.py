"""Slips: how people write in a hurry, word by word, brought back to the usual writing."""

from collections.abc import Mapping

# How people write in a hurry, word by word.
_SLIPS: Mapping[str, str] = {
    slip: word
    for word, slips in (
        ("je veux", "jveux jveu jveut jvx jveus"),
        ("je peux", "jpeux jpeu jpeut"),
        ("je suis", "chuis chui jsuis jsui shui"),
        ("je vais", "jvais jvai"),
        ("je dors", "jdors jdor"),
        ("je me", "jme"),
        ("je sais", "jsais"),
        ("j ai", "jai g gai"),
        ("j en", "jen"),
        ("mourir", "mourrir mourire mourrire mouri mourirr mourier"),
        ("crever", "creuver crevere"),
        ("dehors", "dehor deor deors deore dehort"),
        ("manger", "manje manj mange mangee manges"),
        (
            "frappe",
            "frape frappes frapes frap frapp frappent frapait frappait frapper fraper frappee "
            "frapee frapees frappees",
        ),
        ("envie", "envi anvie envies anvi"),
        ("dors", "dor dore dorre dort"),
        ("veux", "veut veu veus vx"),
        ("peux", "peu peut"),
        ("plus", "pu pus plu"),
        ("vais", "vai"),
        ("sais", "sai"),
        ("suis", "sui"),
        ("pas", "pa"),
        ("que", "ke"),
        ("qui", "ki"),
        ("finir", "finire"),
        ("vivre", "vivr"),
        ("jours", "jour"),
        ("faim", "fain fam fein"),
        ("rue", "ru"),
        ("kill myself", "kms"),
        ("want to", "wana wanna"),
        ("going to", "gonna"),
        ("i am", "im"),
        ("i have", "ive"),
        ("don t", "dont"),
        ("can t", "cant"),
        ("haven t", "havent"),
        ("homeless", "homless homeles"),
        ("hungry", "hungy"),
    )
    for slip in slips.split()
}
_SUICIDE = ("suicid", "sucid", "suissid", "suicd", "siucid", "suiside", "suisid", "suicyd")


def mend_slips(folded: str) -> str:
    """The folded message with its commonest slips and short forms written out."""
    return " ".join(_mended(word) for word in folded.replace("œ", "oe").split())


def _mended(word: str) -> str:
    if word.startswith(_SUICIDE):
        return "suicidaire" if "aire" in word else "suicide"
    return _SLIPS.get(word, word)
