"""A stand-in service behind a real server, with the chat mounted as `parvis serve` mounts it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI

from assistant.http.app import create_app
from assistant.settings import Settings
from tests.assistant.serving import Address, served
from tests.assistant.stand_in import StandInService, stand_in_service
from ui.chat import mount


@dataclass(frozen=True)
class Running:
    """A server under way, and the service behind it."""

    address: Address
    service: StandInService
    app: FastAPI

    @property
    def url(self) -> str:
        host, port = self.address
        return f"http://{host}:{port}"


Serve = Callable[..., AbstractContextManager[Running]]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Serves with these settings until the end of the block."""

    @contextmanager
    def serve(**settings: object) -> Iterator[Running]:
        service = stand_in_service()
        config = Settings(answers=tmp_path / "served.sqlite3", **settings)  # type: ignore[arg-type]
        app = mount(create_app(config, service=service))
        with served(app, settings=config) as address:
            yield Running(address, service, app)
            service.free.set()

    return serve
