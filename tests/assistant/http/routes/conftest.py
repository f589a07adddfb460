"""An API over a stand-in service, called without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.http.app import create_app
from assistant.settings import Settings
from tests.assistant.stand_in import StandInService, stand_in_service


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(answers=tmp_path / "answers.sqlite3")


@pytest.fixture
def service() -> StandInService:
    return stand_in_service()


@pytest.fixture
def app(settings: Settings, service: StandInService) -> FastAPI:
    return create_app(settings, service=service)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client
