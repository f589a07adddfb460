"""Claims on what is said to be free."""

import pytest

from assistant.compose.figures.free import is_said_free


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("La visite est gratuite.", True),
        ("La visite est entièrement gratuite.", True),
        ("Coût : gratuit", True),
        ("Gratuit.", True),
        ("Le plan est donné gratuitement.", True),
        ("Les anciens ont un carnet de plans gratuits.", False),
        ("Le plan est public de manière permanente et gratuite.", False),
        ("La visite peut être gratuite.", False),
    ],
)
def test_free_is_said_of_something_and_is_no_mere_adjective(quote: str, said: bool) -> None:
    assert is_said_free(quote, quote.lower().index("gratuit")) is said
