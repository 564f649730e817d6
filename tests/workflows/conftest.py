"""Fixtures for the tests of the workflows."""

from collections.abc import Iterator

import pytest

from tests.servers import serving
from tests.workflows.world import World


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    with serving(world.handler) as address:
        world.address = address.rstrip("/")
        yield world
