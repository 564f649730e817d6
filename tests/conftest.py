"""Fixtures for all tests."""

from pathlib import Path

import pytest

from tests.newsroom import Newsroom


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)
