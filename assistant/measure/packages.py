"""The packages of the extra `evaluate`: for those who measure, and no part of what answers."""

from importlib.util import find_spec

from assistant.errors import MissingPackages

_DISTRIBUTIONS = {"ir_measures": "ir-measures", "sklearn": "scikit-learn"}


def require_packages(*modules: str, command: str) -> None:
    """Raises MissingPackages where one of `modules` cannot be imported, which `command` needs."""
    missing = [_DISTRIBUTIONS[name] for name in modules if find_spec(name) is None]
    if missing:
        raise MissingPackages(
            f"`parvis {command}` needs {' and '.join(missing)}, which answering does without: "
            "install them beside Parvis with pip install -c constraints.txt -e '.[evaluate]'"
        )
