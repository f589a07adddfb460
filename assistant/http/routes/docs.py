"""/docs and /openapi.json: the contract, read in a browser that asks no third party."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.exceptions import HTTPException

from assistant.http.problems import MEDIA_TYPE
from assistant.http.schemas import ProblemOut

router = APIRouter(prefix="/docs", include_in_schema=False)
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parvis: the API</title>
<link rel="stylesheet" href="docs/assets/swagger-ui.css">
<link rel="icon" href="docs/assets/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/assets/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
_ASSETS = frozenset({"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"})
# Swagger UI would otherwise send the contract to a validator of its own.
_START = """SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  validatorUrl: null,
  displayRequestDuration: true,
  tryItOutEnabled: true
});
"""
_PROBLEM = {
    "description": "A problem (RFC 9457); its `detail` says what to do.",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
}


@router.get("")
async def docs() -> HTMLResponse:
    """The contract as a page on which it can be tried."""
    return HTMLResponse(_PAGE)


@router.get("/start.js")
async def start() -> Response:
    """What opens the contract in the page."""
    return Response(_START, media_type="text/javascript")


@router.get("/assets/{name}")
async def asset(name: str) -> FileResponse:
    """A file of Swagger UI, from the package that carries it."""
    if name not in _ASSETS:
        raise HTTPException(404)
    return FileResponse(Path(str(files("fastapi_swagger"))) / "resources" / name)


def add_docs(app: FastAPI) -> None:
    """Serves the contract of `app`."""
    app.include_router(router)

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = contract(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # The way that FastAPI documents.


def contract(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of `app`, in which every response but success is a problem."""
    schema = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    schemas = schema["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["ProblemOut"] = ProblemOut.model_json_schema()
    for operation in _operations(schema):
        operation["responses"].pop("422", None)
        operation["responses"]["default"] = _PROBLEM
    return schema


def _operations(schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in schema["paths"].values() for operation in path.values()]
