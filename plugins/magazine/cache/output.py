"""An output: a file of the site that we make, such as a page, a feed, a share card or a sitemap."""

from collections.abc import Callable
from dataclasses import dataclass

from magazine.cache.step import Step
from magazine.cache.workers import WorkerDied


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site and the function that returns its content.

    `path` is relative to the site folder. `inputs` is everything the content depends on, except the code; None if that
    is not known. `make` may run in a worker process.
    """

    path: str
    inputs: tuple[object, ...] | None
    make: Callable[[], bytes]


def output_step(name: str, *, heavy: bool = False) -> Step[Output, bytes]:
    """Return the step that makes outputs of one kind; `name` is the key of the title beside the progress.

    `heavy` outputs are made of pictures: a worker that dies of one does not end the build without a word.
    """
    return Step(name, lambda output: output.make(), _inputs, heavy=heavy, died=_stop if heavy else None)


def _stop(output: Output) -> bytes:
    raise WorkerDied(output.path)


def _inputs(output: Output) -> tuple[object, ...] | None:
    return None if output.inputs is None else (output.path, *output.inputs)
