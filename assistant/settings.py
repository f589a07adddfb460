"""Settings: what an operator decides, read from the environment once and refused where unsafe."""

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import SettingsError

_HOST_NAME = re.compile(r"\*|(?:\*\.)?[\w.-]+|\[[0-9a-f:.]+\]")
_CHECKOUT = Path(__file__).resolve().parent.parent


def home() -> Path:
    """The folder under which everything stands by default: the checkout, else where one is."""
    return _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else Path.cwd()


def _under_home(*parts: str) -> Path:
    return home().joinpath("var", *parts)


class Settings(BaseSettings):
    """What an operator decides. Each field is read from PARVIS_<NAME>.

    Paths that the environment gives are relative to the working directory; the default ones stand
    under the checkout, so that the commands work from anywhere.
    """

    model_config = SettingsConfigDict(env_prefix="PARVIS_", frozen=True, extra="ignore")

    index: Path = Field(
        default_factory=lambda: _under_home("index"), description="Folder of the index."
    )
    model: str = Field(
        default="multilingual-e5-small",
        min_length=1,
        description="Embedding model: a folder, a name on a model hub, or multilingual-e5-small, "
        "which comes out of an installed package.",
    )
    models: Path = Field(
        default_factory=lambda: _under_home("models"),
        description="Folder in which models are prepared.",
    )
    runtime: Literal["auto", "torch", "openvino"] = Field(
        default="auto", description="What runs the model; auto takes the fastest that is there."
    )
    documents: Path = Field(
        default_factory=lambda: _under_home("documents"),
        description="Folder of your own documents, built where there is no file of sources.",
    )
    sources: Path = Field(
        default_factory=lambda: home() / "sources.toml",
        description="File of sources, which are fetched and built by default. Without it, these "
        "are the ones that come with Parvis, and the folder of documents.",
    )
    registry: str = Field(
        default="https://registry.npmjs.org",
        pattern=r"^https?://[^@\s]+$",
        description="npm registry that the sources which come with Parvis are fetched from.",
    )
    fetched: Path = Field(
        default_factory=lambda: _under_home("sources"),
        description="Folder in which what was fetched of the sources is kept.",
    )
    evaluations: Path = Field(
        default_factory=lambda: _under_home("evaluations"),
        description="Folder of the indexes that `parvis evaluate --documents` makes.",
    )
    max_tokens: Annotated[int, Field(ge=32, le=512)] = Field(
        default=256, description="Tokens of a passage, its context among them."
    )
    host: str = Field(default="127.0.0.1", description="Address that the service listens on.")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8000, description="Port that the service listens on; 0 takes a free one."
    )
    allow_remote: bool = Field(
        default=False,
        description="Must be set to listen on anything but a loopback address: the service has no "
        "authentication and speaks plain HTTP, so a reverse proxy has to stand before it.",
    )
    answers: Path = Field(
        default_factory=lambda: _under_home("answers.sqlite3"),
        description="File of the record of answers: the question's words, the answer and what it "
        "stands on; no address and no identity of who asked.",
    )
    retention_days: Annotated[int, Field(ge=0, le=3650)] = Field(
        default=30, description="Days for which an answer can be shown again; 0 writes nothing."
    )
    max_answers: Annotated[int, Field(ge=1, le=10_000_000)] = Field(
        default=100_000, description="Answers kept at most; the oldest go first."
    )
    max_body_bytes: Annotated[int, Field(ge=10_000, le=100_000_000)] = Field(
        default=262_144, description="Bytes of one request."
    )
    body_timeout: Annotated[float, Field(gt=0, le=600)] = Field(
        default=15.0, description="Seconds that a client has to send one request."
    )
    header_timeout: Annotated[float, Field(gt=0, le=600)] = Field(
        default=10.0,
        description="Seconds that a client has to send the head of a request, and again for each "
        "64 KiB of what it is sent; then its connection is closed.",
    )
    hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Names under which the service is reached (the Host of requests), joined by "
        "commas; *.example.org is any name that ends so, * any at all. The loopback names and the "
        "address listened on need not be listed; /health/ answers under any name.",
    )
    grace: Annotated[int, Field(ge=0, le=600)] = Field(
        default=8,
        description="Seconds that requests under way have to end when the service is stopped; "
        "those that do not are told to come back.",
    )
    threads: Annotated[int, Field(ge=1, le=256)] = Field(
        default=8, description="Questions that are computed at the same time."
    )
    queue: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=256, description="Requests that may wait for a thread; more are told to come back."
    )
    llm_url: str = Field(
        default="",
        pattern=r"^(https?://[^@\s]+)?$",
        description="Address of a language model, OpenAI-compatible (`…/v1`): `parvis build "
        "--ask-model` sends it each passage, and asks for questions. Nothing else does.",
    )
    llm_model: str = Field(default="", description="Name of the language model there.")
    llm_key: SecretStr | None = Field(
        default=None, description="Key of the language model, where it wants one; never shown."
    )
    access_log: bool = Field(
        default=False,
        description="Log each request's address and path; searches have their words in theirs.",
    )

    @field_validator("index", "models", "documents", "evaluations", "answers", "sources", "fetched")
    @classmethod
    def _absolute(cls, path: Path) -> Path:
        return path.expanduser().absolute()

    @field_validator("hosts", mode="before")
    @classmethod
    def _names(cls, hosts: object) -> object:
        if not isinstance(hosts, str):
            return hosts
        names = tuple(name.strip().lower() for name in hosts.split(",") if name.strip())
        for name in names:
            if not _HOST_NAME.fullmatch(name):
                raise ValueError(
                    f"“{name}” is not a name alone: write it without scheme, port or path, like "
                    "parvis.example.org"
                )
        return names

    @model_validator(mode="after")
    def _remote_on_purpose(self) -> "Settings":
        if not self.allow_remote and not _is_loopback(self.host):
            raise ValueError(
                f"host {self.host} can be reached from other machines, and the service has no "
                "authentication of its own: keep 127.0.0.1 behind a reverse proxy, "
                "or set PARVIS_ALLOW_REMOTE=1"
            )
        return self


def read_settings(**overrides: Any) -> Settings:
    """The settings of this process. An override that is None leaves what the environment says.

    Raises SettingsError, which names each variable that is wrong.
    """
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        raise SettingsError("; ".join(_sentence(one) for one in error.errors())) from error


def _sentence(error: Any) -> str:
    words = error["msg"].removeprefix("Value error, ")
    if not error["loc"]:
        return str(words)
    name = str(error["loc"][0]).upper()
    return f"PARVIS_{name} is {error['input']!r}: {words[0].lower()}{words[1:]}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
