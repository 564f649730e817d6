"""Steps of a build: a function, and what its results depend on. The unit that the cache works with."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from magazine.cache.fingerprint import fingerprint, of_packages

Item = TypeVar("Item")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Step(Generic[Item, Value]):
    """Work that is done for many items, such as rendering the Markdown of each article.

    `function` must be pure, as it may run in a worker process. `inputs` returns what the result depends on besides
    the code, or None if that is not known: then it is never stored. `returns` is the type of the results: bytes, or a
    dataclass or other type that pydantic can write as JSON. `memoised` results stay in memory for the next build of
    a preview. Results that are not `lasting` are not stored: the same inputs may give another one next time. `heavy`
    work is given to workers even if there are few items, because each takes longer than starting a process. `died`
    returns the result for an item with which its worker dies: for code that strangers' files can bring down. Such a
    result is not stored.
    """

    name: str
    function: Callable[[Item], Value]
    inputs: Callable[[Item], tuple[object, ...] | None]
    returns: Any = bytes
    memoised: bool = False
    lasting: Callable[[Value], bool] = lambda _: True
    heavy: bool = False
    died: Callable[[Item], Value] | None = None

    def key(self, item: Item) -> str | None:
        """Return the cache key of an item's result; None if it must not be stored."""
        inputs = self.inputs(item)
        return None if inputs is None else fingerprint(self.name, of_packages(), *inputs)

    def made(self, item: Item) -> tuple[bytes, bool]:
        """Return the result for an item as it is stored, and whether it may be."""
        value: Any = self.function(item)
        return self._stored(value), self.lasting(value)

    def lost(self, item: Item) -> tuple[bytes, bool]:
        """Return the same for an item with which its worker died."""
        return self._stored(self.died(item) if self.died else None), False

    def _stored(self, value: Any) -> bytes:
        return value if self.returns is bytes else self._adapter.dump_json(value)

    def value(self, stored: bytes) -> Value:
        """Return a stored result as what the function returned."""
        read: Any = (lambda whole: whole) if self.returns is bytes else self._adapter.validate_json
        return read(stored)  # type: ignore[no-any-return]

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.returns)
