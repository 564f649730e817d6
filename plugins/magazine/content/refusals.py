"""How a value is refused: with the code of a problem, the words of which stand in the locales."""

from pydantic_core import PydanticCustomError

from magazine.content.problem import Code


def refused(code: Code, **details: str) -> PydanticCustomError:
    """Return the error to be raised by what validates a value; `details` are those of the problem."""
    return PydanticCustomError(code, code, details)
