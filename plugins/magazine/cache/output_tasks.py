"""How a product goes through the press: by the fingerprint of all it is made from."""

from magazine.cache.cache import Result, Task
from magazine.cache.fingerprint import fingerprint, of_packages
from magazine.cache.output import Output


def task_of(output: Output) -> Task[Output]:
    """Return the work to make a product."""
    return Task(fingerprint(output.path, of_packages(), output.inputs), output)


def make(output: Output) -> Result:
    """Make a product."""
    return Result(output.make())
