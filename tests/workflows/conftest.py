"""Fixtures for the tests of the workflows."""

from collections.abc import Iterator

import pytest

from tests.workflows.world import World


@pytest.fixture
def world() -> Iterator[World]:
    with World() as world:
        yield world
