"""Puts templates, styles, scripts and faces into the package: they stand in `overrides`, where designers look.

Everything else about the package is in pyproject.toml.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent


class BuildWithTheme(build_py):
    """Copies `overrides` to `magazine/theme`, but for an editable install, which finds it in the repository."""

    def run(self) -> None:
        """Build the package."""
        super().run()
        if not self.editable_mode:
            theme = Path(self.build_lib, "magazine/theme")
            shutil.rmtree(theme, ignore_errors=True)
            shutil.copytree(ROOT / "overrides", theme)


setup(cmdclass={"build_py": BuildWithTheme})
