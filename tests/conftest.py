"""Fixtures for all tests."""

from pathlib import Path

import pytest

from tests.first_edition import build
from tests.newsroom import Newsroom


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first edition, built for a domain's root."""
    site = tmp_path_factory.mktemp("root") / "site"
    done = build(site)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def edition_below_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first edition, built for `/repo/`, in a folder of that name."""
    site = tmp_path_factory.mktemp("path") / "repo"
    done = build(site, "https://example.org/repo/")
    assert done.returncode == 0, done.stderr
    return site
