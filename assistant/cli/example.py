"""The example that a first run ends with: one question, asked over HTTP as any integrator would."""

import threading
import time
from collections.abc import Callable

import httpx

from assistant.cli.console import answer_as_text
from assistant.translation.command_line import in_language

Say = Callable[[str], None]

_PATIENCE_S = 120.0
_PAUSE_S = 0.1


def announce_when_ready(
    address: str, question: str | None, *, say: Say, patience: float = _PATIENCE_S
) -> threading.Thread:
    """Waits, beside the service, until `address` is ready to answer; then says so, by an example.

    Nothing is said where it is not ready within `patience` seconds: the service has said why.
    """
    thread = threading.Thread(
        target=_announce, args=(address.rstrip("/"), question, say, patience), daemon=True
    )
    thread.start()
    return thread


def _announce(address: str, question: str | None, say: Say, patience: float) -> None:
    # The machine's proxy is for other machines than this one.
    with httpx.Client(base_url=address, timeout=30.0, trust_env=False) as client:
        if not _wait(client, patience):
            return
        ready = f"Parvis is ready: {address} (the API is described at {address}/docs)"
        lines = [in_language(ready)]
        if question:
            example = f"{in_language('For example:')} {question}"
            lines += ["", example, "", _indented(_example(client, question))]
        say("\n" + "\n".join(lines) + "\n")


def _wait(client: httpx.Client, patience: float) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            if client.get("/health/ready").is_success:
                return True
        except httpx.TransportError:
            pass  # It does not listen yet.
        time.sleep(_PAUSE_S)
    return False


def _example(client: httpx.Client, question: str) -> str:
    try:
        response = client.post("/v1/answers", json={"question": question})
        response.raise_for_status()
    except httpx.HTTPError as error:
        return in_language(f"The example could not be asked: {error}")
    return answer_as_text(response.json())


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.split("\n"))
