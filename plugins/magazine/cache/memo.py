"""Memoised functions: while a preview runs, results of one build are used again in the next."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class Memo(Generic[Result]):
    """Memoises a pure function for the current and the previous build."""

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
        """Begin a new build: results that the last one did not use are dropped."""
        self._before, self._now = self._now, {}
