"""The magazine of this repository, built as it is published."""

import os
import subprocess
import sys
from pathlib import Path

from tests.newsroom import REPOSITORY


def build(site: Path, site_url: str = "", module: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    """Build this repository's site into `site` as the command line does; strictly, and without any output expected."""
    return subprocess.run(
        [sys.executable, "-m", module, "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=REPOSITORY,
        env={**os.environ, "SITE_URL": site_url, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
