"""Chat: the page at "/", which Gradio lays out and whose scripts ask the API beside it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fastapi import FastAPI

from ui.client import Client
from ui.layout import lay_out
from ui.middleware import NotFoundPage, PageSecurity
from ui.page import page_of
from ui.routes import chat_routes, passage_routes

EXAMPLES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "fr": (
            "Qu'est-ce que le gouvernement ouvert ?",
            "Que faire si l'administration refuse de me communiquer un document ?",
            "Au bout de combien de temps le silence de l'administration vaut-il accord ?",
            "Peut-on réutiliser librement les données publiques ?",
        ),
        "en": (
            "What is open government?",
            "What can I do if a public administration refuses to give me a document?",
            "After how long does silence from the administration mean acceptance?",
            "Can public data be reused freely?",
        ),
    }
)


def mount(
    app: FastAPI,
    *,
    examples: Mapping[str, Sequence[str]] = EXAMPLES,
    private: bool = True,
) -> FastAPI:
    """Puts the chat at "/" of `app`, whose API it asks.

    `examples` are questions by language ("fr", "en"). `private` says on the page that nothing typed
    leaves the server.
    """
    page = page_of(lay_out(examples, private=private))
    app.include_router(chat_routes(page))
    app.include_router(passage_routes(Client.inside(app)))
    app.add_middleware(NotFoundPage)
    app.add_middleware(PageSecurity)
    return app
