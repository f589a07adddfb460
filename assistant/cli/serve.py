"""`parvis serve`: the API, and the chat beside it."""

import socket
from typing import Annotated

import typer

from assistant.cli.console import say, say_words
from assistant.cli.options import IndexOption, ModelOption

CHECK_EVERY = 1.0  # Seconds until a newer snapshot is seen: it is to serve within two.
_BACKLOG = 2048


def serve(
    *,
    host: Annotated[
        str | None, typer.Option("--host", help="Address to listen on.  [default: 127.0.0.1]")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", help="Port to listen on, 0 for a free one.  [default: 8000]"),
    ] = None,
    index: IndexOption = None,
    model: ModelOption = None,
    chat: Annotated[bool, typer.Option("--chat/--no-chat", help="Serve the chat at /.")] = True,
    example: Annotated[
        str | None,
        typer.Option("--example", metavar="QUESTION", help="A question to show the answer of."),
    ] = None,
) -> None:
    """Serves the API, and the chat at /, until it is interrupted.

    Without an index it serves all the same, and takes one up as soon as it is built.
    """
    from assistant.cli.composition import open_service, settings_of
    from assistant.cli.example import announce_when_ready
    from assistant.http.app import create_app
    from assistant.http.server import run_server
    from index.errors import ParvisIndexError

    settings = settings_of(index=index, model=model, host=host, port=port)
    with listen(settings.host, settings.port) as listening:
        say("Loading the model and the index")
        service = open_service(settings, check_every=CHECK_EVERY)
        try:
            service.live.searcher()
        except ParvisIndexError:  # Told by the index itself, and to each client that asks.
            say(f"{_address(listening)} serves until then, and takes the index up once it is made.")
        app = create_app(settings, service=service)
        if chat:
            from ui.chat import mount

            app = mount(app)
        announce_when_ready(_address(listening), example, say=say_words)
        run_server(app, settings, listening=listening)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, so that a port that is taken is told before anything is loaded.

    Raises OSError, in a sentence that says what to do.
    """
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio turns Nagle's algorithm off only where it is: otherwise
    # an answer waits 40 ms for the client's acknowledgement of its headers.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise OSError(
            f"cannot listen on {host}, port {port} ({error.strerror}): choose another port with "
            "--port, or stop what listens there"
        ) from error
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
