"""A small answer API that keeps to the contract, for tests of the chat that need no index.

It knows one law of three articles. Some words in a question choose what it does.
"""

import asyncio
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

TITLE = "Code de la place publique"
NASTY = (
    "<img src=x onerror=alert(1)> <script>alert(2)</script> **gras** `code` $$x^2$$ {{7*7}} "
    "${alert(3)} [lien](javascript:alert(4)) <https://example.org> :smile: &amp; | a | b |"
)
ARTICLES = (
    ("L1", "La place est ouverte à tous."),
    (
        "L2",
        "Toute personne peut demander à lire les comptes de la place. "
        "La réponse est donnée dans un délai de douze jours.\n"
        "Le refus est motivé :\n1° par écrit ;\n2° dans le même délai.",
    ),
    ("L3", "Les <b>bancs</b> sont *réservés* à la lecture. <script>alert('banc')</script>"),
)
TEXT = "\n\n".join(words for _, words in ARTICLES)
INDEX = {"digest": "0" * 64, "built_at": "2026-01-31T10:00:00Z"}


def passage(number: str) -> dict[str, Any]:
    """The passage of article `number`, as `GET /v1/passages/{id}` gives it."""
    words = dict(ARTICLES)[number]
    start = TEXT.index(words)
    end = start + len(words)
    numbers = [name for name, _ in ARTICLES]
    return {
        "id": number,
        "document_id": "place",
        "title": TITLE,
        "kind": "law",
        "language": "fr",
        "label": f"Code de la place, art. {number}",
        "url": "https://example.org/place",
        "permalink": f"https://example.org/place/{number}",
        "article": number,
        "commitment": None,
        "page": None,
        "heading_path": ["Livre Ier : Usages", "Titre II : Lecture"],
        "text": words,
        "start": start,
        "end": end,
        "valid_from": "2016-01-01",
        "valid_to": None,
        "before": TEXT[:start],
        "after": TEXT[end:],
        "content_hash": "0" * 64,
        "cites": [link(other) for other in numbers if other < number],
        "cited_by": [link(other) for other in numbers if other > number],
        "index": INDEX,
    }


def link(number: str) -> dict[str, str]:
    """A link to article `number`."""
    return {"passage_id": number, "label": f"Code de la place, art. {number}"}


def citation(number: int, article: str, quote: str) -> dict[str, Any]:
    """Citation `number`: `quote`, which article `article` holds."""
    place = passage(article)
    start = TEXT.index(quote)
    kept = ("document_id", "title", "kind", "language", "label", "url", "permalink", "article")
    more = ("commitment", "page", "heading_path", "valid_from", "valid_to")
    return {
        "number": number,
        "passage_id": article,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "score": 0.9,
        "publisher": "Ministère des places",
        "official": True,
        **{name: place[name] for name in (*kept, *more)},
    }


def answered(*quotes: tuple[str, str]) -> dict[str, Any]:
    """An answer of these quotes, each with the article that it comes from."""
    citations = [citation(at, article, quote) for at, (article, quote) in enumerate(quotes, 1)]
    return envelope(
        status="answered",
        text=" ".join(f"{one['quote']} [{one['number']}]" for one in citations),
        sentences=[
            {"text": one["quote"], "citations": [one["number"]], "verbatim": True}
            for one in citations
        ],
        citations=citations,
    )


def complete() -> dict[str, Any]:
    """An answer with all that one may hold: a page's plain words, the law, and what is beside."""
    said = answered(
        ("L1", "La place est ouverte à tous."),
        ("L2", "La réponse est donnée dans un délai de douze jours."),
        ("L2", "Le refus est motivé :"),
        ("L2", "1° par écrit ;"),
        ("L2", "2° dans le même délai."),
    )
    said["citations"][0] |= {"kind": "page", "passage_id": "page", "label": "La place, expliquée"}
    said["sentences"] = [
        {**said["sentences"][0], "role": "plain"},
        {**said["sentences"][1], "role": "delay", "cut_before": True},
        {**said["sentences"][2], "role": "remedy", "folded": [4, 5], "cut_after": True},
    ]
    start = TEXT.index("douze jours")
    figure = {"kind": "delay", "text": "Délai : douze jours", "citation": 2}
    reading = "Toute personne peut demander à lire les comptes de la place."
    return said | {
        "about": "les comptes de la place",
        "asked_for": {**figure, "start": start, "end": start + len("douze jours")},
        "yes_or_no": {"yes": True, "text": "Oui, d'après ce texte.", "citation": 1},
        "related": [citation(6, "L3", dict(ARTICLES)["L3"])],
        "next_steps": [{"text": "Demander les comptes", "citation": citation(7, "L2", reading)}],
        "terms": [{"term": "place", "definition": citation(8, "L1", "La place est ouverte")}],
    }


def near() -> dict[str, Any]:
    """No answer, but passages on its subject."""
    said = refused("Je n'ai pas trouvé de réponse ; voici le passage le plus proche.")
    said["refusal"]["reason"] = "insufficient_evidence"
    return {**said, "status": "near"}


def ambiguous() -> dict[str, Any]:
    """A refusal that asks which of two things was meant."""
    said = refused("Il me faut une précision : de quel article s'agit-il ?")
    choices = ["Que dit l'article L1 ?", "Que dit l'article L2 ?"]
    said["refusal"] |= {"reason": "needs_precision", "nearest": [], "choices": choices}
    return said


def refused(message: str, *, language: str = "fr") -> dict[str, Any]:
    """A refusal, with one passage all the same."""
    nearest = [citation(1, "L1", "La place est ouverte à tous.")]
    refusal = {"reason": "out_of_scope", "message": message, "nearest": nearest}
    return envelope(status="refused", text=message, refusal=refusal, language=language)


def distressed() -> dict[str, Any]:
    """What is said to a person in distress: passages that it must not show come with it."""
    said = refused("Vous n'êtes pas seul.\nAppelez le 3114, jour et nuit, ou le 15.")
    said["refusal"] |= {
        "reason": "distress",
        "links": [
            {"label": "3114.fr", "url": "https://3114.fr/"},
            {"label": "Un piège", "url": "javascript:alert(5)"},
        ],
    }
    return said


def hostile() -> dict[str, Any]:
    """An answer each of whose words is an attack."""
    said = answered(("L1", "La place est ouverte à tous."))
    for field in ("title", "label", "kind", "quote"):
        said["citations"][0][field] = NASTY
    said["citations"][0] |= {"language": '"><b>', "permalink": "javascript:alert(6)"}
    said["citations"][0] |= {"url": 'https://example.org/"onclick=alert(7)', "passage_id": "../L1"}
    said["citations"][0]["currency"] = {"state": NASTY, "text": NASTY, "language": '"><b>'}
    said["sentences"][0]["text"] = NASTY
    said["citations"][0] |= {"publisher": NASTY, "official": False}
    said["sentences"][0] |= {"role": NASTY, "folded": [1], "cut_before": True, "cut_after": True}
    beside = [said["citations"][0]]
    return said | {
        "id": '"><b>',
        "text": NASTY,
        "notes": [NASTY],
        "language": '"><b>',
        "about": NASTY,
        "asked_for": {"kind": NASTY, "text": NASTY, "citation": 1, "start": 3, "end": 9},
        "yes_or_no": {"yes": True, "text": NASTY, "citation": 1},
        "related": beside,
        "next_steps": [{"text": NASTY, "citation": beside[0]}],
        "terms": [{"term": NASTY, "definition": beside[0]}],
    }


def envelope(**said: Any) -> dict[str, Any]:
    """What every answer carries, and `said`."""
    return {
        "id": "a1",
        "sentences": [],
        "citations": [],
        "refusal": None,
        "mode": "extractive",
        "model": "none",
        "language": "fr",
        "index": INDEX,
        "created_at": "2026-01-31T10:00:00Z",
        "timings_ms": {"encode": 1.0, "search": 1.0, "compose": 1.0, "total": 3.0},
        **said,
    }


def problem(status: int, detail: str, **more: Any) -> JSONResponse:
    """A problem (RFC 9457)."""
    body = {"type": "/problems/x", "title": "A problem", "status": status, "detail": detail, **more}
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


def fake_service() -> FastAPI:
    """The API. `app.state.asked` and `app.state.feedback` keep the requests that it got."""
    app = FastAPI()

    @app.exception_handler(HTTPException)
    async def say(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, error.detail)

    app.state.asked = []
    app.state.feedback = []

    @app.post("/v1/answers")
    async def answers(request: Request) -> Any:
        body = await request.json()
        app.state.asked.append(body)
        words = body["question"]
        match words.split()[0].lower():
            case "attendre":
                await asyncio.sleep(60)
            case "panne":
                raise RuntimeError("the service fails on purpose")
            case "occupé":
                return problem(503, "Too many requests wait: come back in 2 seconds.")
            case "trop":
                return problem(422, "question has 3,000 characters: 2,000 at most.")
            case "hors":
                return refused("Cette question ne porte pas sur la place.")
            case "what":
                return refused("This question is not about the square.", language="en")
            case "détresse":
                return distressed()
            case "hostile":
                return hostile()
            case "tout":
                return complete()
            case "proche":
                return near()
            case "article":
                return ambiguous()
            case "bancs":
                return answered(("L3", dict(ARTICLES)["L3"]))
        return answered(
            ("L2", "La réponse est donnée dans un délai de douze jours."),
            ("L2", "Le refus est motivé :\n1° par écrit ;\n2° dans le même délai."),
            ("L1", "La place est ouverte à tous."),
        )

    @app.get("/v1/passages/{passage_id}")
    async def passages(passage_id: str) -> Any:
        if passage_id in dict(ARTICLES):
            return passage(passage_id)
        if passage_id == "gone":
            return problem(
                410,
                "Removed.",
                document={"id": "d", "title": "Ancien <plan>"},
                removed_on="2026-03-01",
            )
        if passage_id == "changed":
            return problem(
                410,
                "Rewritten.",
                document={"id": "d", "title": "Code <neuf>"},
                changed_on="2026-03-01",
                passage={"passage_id": "L2", "label": "CP, art. <L2>"},
            )
        return problem(404, "No such passage.")

    @app.post("/v1/feedback", status_code=204)
    async def feedback(request: Request) -> Response:
        app.state.feedback.append(await request.json())
        return Response(status_code=204)

    return app
