"""The contract, tried by machine: whatever is sent, the responses are those it announces."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.testclient import TestClient

from assistant.http.app import create_app
from assistant.settings import Settings
from tests.assistant.stand_in import stand_in_service

pytestmark = pytest.mark.slow

_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]
_OPERATIONS = [
    ("POST", "/v1/answers"),
    ("GET", "/v1/answers/{answer_id}"),
    ("POST", "/v1/checks"),
    ("GET", "/v1/search"),
    ("GET", "/v1/documents"),
    ("GET", "/v1/documents/{document_id}"),
    ("GET", "/v1/passages/{passage_id}"),
    ("POST", "/v1/feedback"),
    ("GET", "/health/live"),
    ("GET", "/health/ready"),
    ("GET", "/metrics"),
    ("GET", "/problems/{slug}"),
]


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Any:
    answers = tmp_path_factory.mktemp("fuzz") / "answers.sqlite3"
    config = Settings(answers=answers, hosts=("testserver",))  # As schemathesis calls it.
    app = create_app(config, service=stand_in_service())
    with TestClient(app, base_url="http://localhost"):
        yield schemathesis.openapi.from_asgi("/openapi.json", app)


def test_every_operation_of_the_contract_is_tried(contract: Any) -> None:
    found = [one.ok() for one in contract.get_all_operations()]

    assert {(one.method.upper(), one.path) for one in found} == set(_OPERATIONS)


@pytest.mark.parametrize(("method", "path"), _OPERATIONS)
def test_every_response_is_one_that_the_contract_announces(
    contract: Any, method: str, path: str
) -> None:
    _try(contract[path][method], schemathesis.GenerationMode.POSITIVE, _CHECKS)


# The other operations take a path only, of which every one is well formed.
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/answers"),
        ("GET", "/v1/search"),
        ("GET", "/v1/documents"),
        ("POST", "/v1/feedback"),
    ],
)
def test_what_the_contract_does_not_allow_is_refused(contract: Any, method: str, path: str) -> None:
    _try(
        contract[path][method],
        schemathesis.GenerationMode.NEGATIVE,
        [*_CHECKS, negative_data_rejection],
    )


def _try(operation: Any, mode: schemathesis.GenerationMode, checks: list[Any]) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def respond(case: Any) -> None:
        case.call_and_validate(checks=checks)

    respond()
