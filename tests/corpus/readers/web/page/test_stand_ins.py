"""Pages that stand in place of the one that was asked for."""

import pytest

from corpus.errors import UnreadableFile
from tests.corpus.outlines import only, reading

_PROSE = "<p>" + "Les documents administratifs sont communicables à qui les demande. " * 15 + "</p>"
_FIELD = '<form><label>Mot de passe</label><input type="password"><button>Entrer</button></form>'


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (f"<title>Connexion</title><main><h1>Connexion</h1>{_FIELD}</main>", "form to log in"),
        (f"<title>Mon espace</title><h1>Bienvenue</h1>{_FIELD}<p>Aide</p>", "form to log in"),
        ("<title>Sign in - X</title><h1>Sign in</h1><form><input name=u></form>", "form to log in"),
        ("<title>A</title><h1>A</h1><p>Votre session a expiré.<a href=/l>Entrer", "form to log"),
        ("<title>A</title><h1>A</h1><p>You must log in to see this page.", "form to log in"),
        ("<title>404 Not Found</title><h1>Not Found</h1><p>The URL was not found.", "error page"),
        ("<title>Page introuvable - X</title><h1>Oups</h1><p>Retour à l’accueil.", "error page"),
        ("<title>X</title><h1>Cette page n’existe pas</h1><p>Retour.", "error page"),
        ("<title>X</title><h1>La page que vous cherchez est introuvable</h1><p>A.", "error page"),
        ("<title>Accès refusé | X</title><h1>Accès refusé</h1><p>Non autorisé.", "error page"),
        ("<title>X</title><h1>Erreur 500</h1><p>Erreur interne.", "error page"),
        ("<title>503 Service Temporarily Unavailable</title><p>nginx", "error page"),
        ("<title>Site en maintenance</title><h1>Site en maintenance</h1><p>Revenez.", "closed"),
        ("<title>Just a moment...</title><p>Enable JavaScript and cookies to go on", "scripts"),
        ("<title>Just a moment...</title><h1>a.org</h1><h2>Checking the connection", "scripts"),
        ('<title>X</title><p>Vérifions.</p><div class="g-recaptcha"></div>', "scripts"),
        ("<body><noscript>Enable JavaScript</noscript><div id=a></div>", "no text"),
        ("<title>Index of /data</title><h1>Index of /data</h1><p>a.csv 2020", "list of files"),
        ('<meta http-equiv="refresh" content="0; url=/a"><p>Vous allez être dirigé.', "leads to"),
        ("<frameset><frame src=a.htm></frameset>", "in frames"),
    ],
)
def test_a_page_in_place_of_another_is_refused(html: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        reading(f"<!doctype html><html>{html}</html>", "a.html")


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Erreur 404 : comprendre</title><h1>Erreur 404</h1>{_PROSE}",
        f"<title>Mots de passe</title><h1>Mots de passe</h1>{_PROSE}",
        f"<title>Connexion</title><h1>La connexion à Internet</h1>{_PROSE}{_FIELD}",
        "<title>A</title><h1>Document introuvable : comment le demander ?</h1><p>Par écrit.",
        "<title>A</title><h1>Accès refusé à un document : que faire ?</h1><p>Saisir la CADA.",
        "<title>A</title><h1>Connexion Internet : vos droits</h1><p>Elle est gratuite.",
        "<title>A</title><h1>Article 404</h1><p>Le délai est d’un mois.",
        "<title>A</title><h1>404 habitants ont répondu</h1><p>Un mois.",
        "<title>A</title><h1>Le droit à l’erreur</h1><p>Il est de droit.",
        "<title>A</title><h1>Permis de construire</h1><p>Un mois.",
        f"<title>A</title><p>Le site demande JavaScript pour la carte.</p>{_PROSE}",
    ],
)
def test_a_page_that_is_about_such_things_is_read(html: str) -> None:
    assert only(f"<!doctype html><html>{html}</html>", "a.html").text


def test_a_page_that_also_asks_to_log_in_is_read_and_told() -> None:
    words = "<p>" + "Le service est ouvert à tous. " * 8 + "</p>"
    read = reading(f"<title>Le service</title><main>{words}{_FIELD}</main>", "a.html")
    assert [warning.message for warning in read.warnings] == [
        "it asks to log in; what is behind that is not read"
    ]
