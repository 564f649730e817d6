"""Functions that remember: while a preview runs, what was read and worked out for one build serves the next."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class Memo(Generic[Result]):
    """A function of what it is given alone, and its results since the build before the last one."""

    def __init__(self, function: Callable[..., Result]) -> None:
        """Wrap `function`; its arguments must be hashable."""
        self._function = function
        self._before: dict[Hashable, Result] = {}
        self._now: dict[Hashable, Result] = {}

    def __call__(self, *arguments: Any) -> Result:
        """Return what the function returned for these arguments, or call it."""
        result = self._now.get(arguments)
        if result is None:
            result = self._before.get(arguments)
            if result is None:
                result = self._function(*arguments)
            self._now[arguments] = result
        return result

    def next_build(self) -> None:
        """Begin a new build: what the last one did not ask for is forgotten."""
        self._before, self._now = self._now, {}
