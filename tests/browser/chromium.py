"""Prints the path of a Chromium for the browser tests, and installs one where there is none.

A browser on the machine is taken first (`CHROMIUM=/path` names one), then Debian's package, then Playwright's own. Of
several it is the one without a window, Chromium's headless shell, in which tests take two thirds of the time.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
PACKAGES = ("chromium-headless-shell", "chromium")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find() -> str | None:
    """Return the path of a browser on this machine."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    return on_path or (str(MAC) if MAC.exists() else None)


def find_whole() -> str | None:
    """Return the path of a browser that loads all that a reader's does, else of any: a shell asks for no icon."""
    found = find()
    whole = (path for name in NAMES if "headless" not in name and (path := shutil.which(name)))
    return next(whole, found) if found and "headless" in Path(found).name else found


def install_package() -> None:
    """Install Debian's package, as root or with a sudo that does not ask; older systems have only the whole browser."""
    if not shutil.which("apt-get"):
        return
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for command in (["update", "-q"], *(["install", "-y", "-q", package] for package in PACKAGES)):
        if find() is None:
            apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *command]
            subprocess.run(apt, stdout=sys.stderr, check=False)


def install_playwrights() -> str | None:
    """Let Playwright fetch its own Chromium and return its path."""
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False)
    if done.returncode:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def main() -> int:
    """Print the path; 1 if no browser can be had."""
    path = find()
    if path is None:
        install_package()
        path = find() or install_playwrights()
    if path is None:
        print("No Chromium found. Install one, or name it: make test CHROMIUM=/path/to/chromium", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
