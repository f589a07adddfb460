"""A site that turns into a login page, or loses half its text, keeps its last good copy."""

from datetime import UTC, datetime

from corpus.sources.outcome import FetchState
from corpus.sources.source import SitemapSource, SourcesConfig
from corpus.sources.status import source_status
from corpus.sources.store import SourceStore
from tests.corpus.sources.bad_server import BadServer, in_turn, quick, reply
from tests.corpus.sources.fetching import bodies, fetch_accepting, fetch_one, page, record

LOGIN = '<html><body><script>var t = "{0}";</script><form action="/in?next={0}"><p>Connexion</p>'
LOGIN += '<input name="login"><input type="password" name="p"></form></body></html>'
ERROR = (
    "<html><body><h1>Site en maintenance</h1><p>Revenez plus tard.</p><!-- {0} --></body></html>"
)


def article(number: int, *, words: int = 200) -> bytes:
    text = f"La règle {number} vaut pour la mairie. " * (words // 7)
    return f"<html><body><h1>Page {number}</h1><p>{text}</p></body></html>".encode()


def site(server: BadServer, *pages: list[bytes]) -> SitemapSource:
    """A site with these pages, each giving its bodies one after the other."""
    places = [f"/p{number}" for number in range(len(pages))]
    locations = "".join(f"<url><loc>{server.url(place)}</loc></url>" for place in places)
    server.routes["/sitemap.xml"] = reply(
        f"<urlset>{locations}</urlset>".encode(), content_type="text/xml"
    )
    for place, given in zip(places, pages, strict=True):
        server.routes[place] = in_turn(*(reply(one, content_type="text/html") for one in given))
    return SitemapSource(name="site", url=server.url("/sitemap.xml"))


def test_a_site_whose_pages_all_become_one_login_page_keeps_its_last_good_copy(
    server: BadServer, store: SourceStore
) -> None:
    pages = [[article(n), LOGIN.format(n).encode()] for n in range(4)]
    source = site(server, *pages)
    fetch_one(source, store)
    good = bodies(source, store)
    for _ in range(2):
        outcome = fetch_one(source, store)
        assert outcome.state is FetchState.FAILED
        assert "is now a form that asks for a password; its last good copy" in str(outcome.error)
        assert "run parvis fetch site --accept" in str(outcome.error)
        assert bodies(source, store) == good
    (status,) = source_status(SourcesConfig((source,), quick()), store, now=datetime.now(UTC))
    assert status.failing_since is not None
    assert "asks for a password" in str(status.error)


def test_pages_that_all_become_the_same_page_are_not_believed(
    server: BadServer, store: SourceStore
) -> None:
    source = site(server, *([article(n), ERROR.format(n).encode()] for n in range(3)))
    fetch_one(source, store)
    outcome = fetch_one(source, store)
    assert "/p0, " in str(outcome.error)
    assert "is now the same page; its last good copy stays" in str(outcome.error)
    assert set(bodies(source, store).values()) == {article(n) for n in range(3)}


def test_a_lone_page_that_becomes_a_login_form_keeps_its_last_good_copy(
    server: BadServer, store: SourceStore
) -> None:
    server.routes["/a"] = in_turn(
        reply(article(1), content_type="text/html"),
        reply(LOGIN.encode(), content_type="text/html"),
        reply(article(2), content_type="text/html"),
    )
    for expected in (1, 1, 2):
        fetch_one(page(server), store)
        assert bodies(page(server), store) == {server.url("/a"): article(expected)}
    assert record(store).error is None


def test_of_a_few_pages_that_ask_for_a_password_the_copies_stay_and_the_others_change(
    server: BadServer, store: SourceStore
) -> None:
    others = [[article(n), article(n + 10)] for n in range(1, 5)]
    source = site(server, [article(0), LOGIN.encode()], *others)
    fetch_one(source, store)
    outcome = fetch_one(source, store)
    assert outcome.state is FetchState.CHANGED
    assert [one.path for one in outcome.problems] == [server.url("/p0")]
    assert "is now a form that asks for a password" in outcome.problems[0].reason
    assert list(bodies(source, store).values()) == [article(n) for n in (0, 11, 12, 13, 14)]


def test_a_source_that_shrinks_by_half_keeps_its_last_good_copy_until_it_is_accepted(
    server: BadServer, store: SourceStore
) -> None:
    source = site(server, *([article(n), article(n, words=60)] for n in range(4)))
    fetch_one(source, store)
    outcome = fetch_one(source, store)
    assert "its text has shrunk from 3,6" in str(outcome.error)
    assert list(bodies(source, store).values()) == [article(n) for n in range(4)]
    outcome = fetch_accepting(source, store)
    assert (outcome.state, outcome.changed, outcome.error) == (FetchState.CHANGED, 4, None)
    assert fetch_one(source, store).state is FetchState.UNCHANGED


def test_a_listing_that_loses_most_of_its_pages_keeps_them(
    server: BadServer, store: SourceStore
) -> None:
    source = site(server, *([article(n)] for n in range(6)))
    fetch_one(source, store)
    site(server, [article(0)])
    assert "its text has shrunk" in str(fetch_one(source, store).error)
    assert len(bodies(source, store)) == 6


def test_pages_that_their_site_withdraws_are_no_loss_to_doubt(
    server: BadServer, store: SourceStore
) -> None:
    source = site(server, *([article(n)] for n in range(4)))
    fetch_one(source, store)
    for number in range(3):
        server.routes[f"/p{number}"] = reply(status=410)
    outcome = fetch_one(source, store)
    assert (outcome.error, outcome.removed) == (None, 3)
    assert [one.path for one in record(store, "site").gone] == [
        server.url(f"/p{number}") for number in range(3)
    ]


def test_what_changes_as_documents_do_is_believed(server: BadServer, store: SourceStore) -> None:
    shell = b"<html><body><h1>Une page</h1></body></html>"
    boxed = article(2).replace(b"</body>", b"<form><input type=password></form></body>")
    old = [article(0), article(1), article(2), shell, shell, shell]
    new = [article(7), article(1, words=150), boxed, *(shell.replace(b"Une", b"La"),) * 3]
    source = site(server, *([*two] for two in zip(old, new, strict=True)))
    fetch_one(source, store)
    outcome = fetch_one(source, store)
    assert (outcome.error, outcome.problems, outcome.changed) == (None, (), 6)


def test_what_robots_txt_leaves_out_is_marked_as_such(
    server: BadServer, store: SourceStore
) -> None:
    source = site(server, [article(0)], [article(1)])
    server.routes["/robots.txt"] = reply(b"User-agent: *\nDisallow: /p1\n")
    server.routes["/p0"] = reply(article(0), content_type="text/html")
    outcome = fetch_one(source, store)
    assert [(one.path, one.robots) for one in outcome.problems] == [(server.url("/p1"), True)]
