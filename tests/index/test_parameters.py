"""Every tuned number of the ranking stands in index/parameters.py."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

import index
from index.parameters import RANKING, SignalWeights

ROOT = Path(index.__file__).parent
# No choices: the layout of half precision, what fits a cache, rounding, and versions of stages.
NOT_TUNED = {"_SCALE", "_SIGN_AND_NUMBER", "_ROWS_AT_ONCE", "_LEAST_DEVIATION"}
MODULES = sorted(
    path for room in ("search", "features", "text") for path in ROOT.glob(f"{room}/*.py")
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_of_the_ranking_has_a_number_of_its_own(path: Path) -> None:
    constants = {
        target.id
        for statement in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.Assign)
        and any(
            isinstance(one, ast.Constant) and type(one.value) in (int, float)
            for one in ast.walk(statement.value)
        )
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    assert {name for name in constants if not name.endswith("_VERSION")} <= NOT_TUNED


def test_every_signal_weighs_something() -> None:
    assert all(getattr(RANKING.weights, field.name) > 0 for field in fields(SignalWeights))
