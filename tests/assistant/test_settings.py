"""Settings: read once, refused where unsafe."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.errors import SettingsError
from assistant.settings import Settings, home, read_settings


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARVIS_PORT", "9000")
    monkeypatch.setenv("PARVIS_INDEX", "somewhere/index")
    monkeypatch.setenv("PARVIS_RETENTION_DAYS", "0")

    settings = read_settings()

    assert settings.port == 9000
    assert settings.index == tmp_path / "somewhere" / "index"
    assert settings.retention_days == 0


def test_an_option_of_the_command_line_wins_over_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PARVIS_PORT", "9000")

    assert read_settings(port=9001).port == 9001
    assert read_settings(port=None).port == 9000


def test_default_paths_do_not_depend_on_the_working_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("PARVIS_INDEX", "PARVIS_MODELS", "PARVIS_ANSWERS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    settings = read_settings()

    assert settings.index == home() / "var" / "index"
    assert settings.models == home() / "var" / "models"
    assert settings.answers == home() / "var" / "answers.sqlite3"
    assert (home() / "pyproject.toml").is_file()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_a_loopback_address_is_taken_as_it_is(host: str) -> None:
    assert read_settings(host=host).host == host


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "parvis.example", ""])
def test_an_address_that_others_reach_is_refused_unless_it_is_meant(host: str) -> None:
    with pytest.raises(SettingsError, match="PARVIS_ALLOW_REMOTE=1"):
        read_settings(host=host)

    assert read_settings(host=host, allow_remote=True).host == host


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("RETENTION_DAYS", "-1"),
        ("THREADS", "0"),
        ("MAX_TOKENS", "5000"),
        ("MODEL", ""),
        ("MAX_BODY_BYTES", "12"),
    ],
)
def test_a_wrong_value_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"PARVIS_{name}", value)

    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert str(refused.value).startswith(f"PARVIS_{name} is {value!r}: ")


def test_settings_do_not_change_once_read() -> None:
    settings = read_settings()

    with pytest.raises(ValidationError):
        setattr(settings, "port", 1)  # noqa: B010  # The type checker refuses it as well.


def test_every_setting_says_what_it_is_for() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name
