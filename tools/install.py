"""Installs packages with uv, which takes a fraction of pip's time, and with pip where uv cannot.

    .venv/bin/python tools/install.py --require-hashes --no-deps -r requirements.lock

The arguments are those of `pip install`. uv comes from pip, pinned by its hashes in requirements-uv.lock. It reads
none of pip's settings, so those that say how the registry is reached are handed over. What it has no setting for (an
index in another format, a keyring), or where there is no uv for a system, pip does the work.
"""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIP = (sys.executable, "-m", "pip")
QUIET = ("--quiet", "--disable-pip-version-check")
# pip's settings and the variables in which uv looks for the same (docs.astral.sh/uv/reference/environment).
VARIABLES = {
    "index-url": "UV_DEFAULT_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "proxy": "ALL_PROXY",
}
YES = {"1", "on", "t", "true", "y", "yes"}  # as pip reads its settings
SECTIONS = ("global", "install", ":env:")  # of pip's settings; a later one wins


def pip_settings(listing: str) -> dict[str, str]:
    """Return pip's settings by their names, from what `pip config list` prints."""
    found: list[tuple[int, str, str]] = []
    for line in listing.splitlines():
        key, _, value = line.partition("=")
        section, _, name = key.rpartition(".")
        if section in SECTIONS:
            found.append((SECTIONS.index(section), name, str(ast.literal_eval(value))))
    return {name: value for _, name, value in sorted(found)}


def for_uv(settings: dict[str, str]) -> dict[str, str]:
    """Return the variables that give uv pip's settings. Those that are set already have precedence."""
    variables = {VARIABLES[name]: " ".join(value.split()) for name, value in settings.items() if name in VARIABLES}
    if "://" not in variables.get("ALL_PROXY", "://"):
        variables["ALL_PROXY"] = f"http://{variables['ALL_PROXY']}"
    return variables


def find_uv() -> str | None:
    """Return the path of the environment's uv, installed if there is none; nothing where it cannot be had."""
    folder = str(Path(sys.executable).parent)
    if not shutil.which("uv", path=folder):
        lock = ROOT / "requirements-uv.lock"
        options = ("--no-deps", "--no-compile", "--only-binary=:all:", "--require-hashes", "-r", str(lock))
        subprocess.run([*PIP, "install", *QUIET, *options], check=False, capture_output=True)
    return shutil.which("uv", path=folder)


def main(arguments: Iterable[str]) -> int:
    """Install; return the exit status of whoever did it."""
    listing = subprocess.run([*PIP, "config", "list"], check=False, capture_output=True, text=True).stdout
    settings = pip_settings(listing)
    uv = None if settings.get("no-index", "").lower() in YES else find_uv()
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", sys.executable, *arguments]
        if subprocess.run(command, check=False, env={**for_uv(settings), **os.environ}).returncode == 0:
            return 0
        print("  … uv could not (see above): pip tries", file=sys.stderr)
    return subprocess.run([*PIP, "install", *QUIET, "--no-compile", *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
