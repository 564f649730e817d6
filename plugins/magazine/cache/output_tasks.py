"""Outputs as tasks of the cache, keyed by the fingerprint of their inputs."""

from magazine.cache.cache import Result, Task
from magazine.cache.fingerprint import fingerprint, of_packages
from magazine.cache.output import Output


def task_of(output: Output) -> Task[Output]:
    """Return the task that makes an output."""
    return Task(fingerprint(output.path, of_packages(), output.inputs), output)


def make(output: Output) -> Result:
    """Return the content of an output as a result that can be stored."""
    return Result(output.make())
