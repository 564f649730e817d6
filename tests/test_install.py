"""How packages are installed: by uv where it can, by pip where it cannot, and by nobody where a hash is wrong."""

import hashlib
import importlib.util
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import ModuleType

import pytest

from tests.newsroom import REPOSITORY
from tests.servers import serving

SCRIPT = REPOSITORY / "tools/install.py"
WHEEL = "beispiel-1.0-py3-none-any.whl"


class Registry:
    """A registry on this machine that has one package; `asked_by` are those who asked for it."""

    address: str

    def __init__(self, folder: Path) -> None:
        self.wheel = folder / WHEEL
        with zipfile.ZipFile(self.wheel, "w") as wheel:
            wheel.writestr("beispiel.py", "")
            wheel.writestr("beispiel-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: beispiel\nVersion: 1.0\n")
            wheel.writestr(
                "beispiel-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            wheel.writestr("beispiel-1.0.dist-info/RECORD", "")
        self.hash = hashlib.sha256(self.wheel.read_bytes()).hexdigest()
        self.asked_by: set[str] = set()
        registry = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                registry.asked_by.add(self.headers["User-Agent"].partition("/")[0])
                self.send_response(200)
                self.send_header("Content-Type", "text/html" if self.path.endswith("/") else "application/zip")
                self.end_headers()
                page = f'<!DOCTYPE html><a href="/{WHEEL}">{WHEEL}</a>'.encode()
                self.wfile.write(page if self.path.endswith("/") else registry.wheel.read_bytes())

            def log_message(self, *_: object) -> None: ...

        self.handler = Handler


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    registry = Registry(tmp_path)
    with serving(registry.handler) as address:
        registry.address = f"{address}simple"
        yield registry


def install(folder: Path, registry: Registry, sha: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Install the package into the folder `there`; the registry is named in pip's own settings."""
    (folder / "pip.conf").write_text(f"[global]\nindex-url = {registry.address}\n", encoding="utf-8")
    (folder / "lock").write_text(f"beispiel==1.0 --hash=sha256:{sha}\n", encoding="utf-8")
    options = ["--no-deps", "--require-hashes", "--target", str(folder / "there"), "-r", str(folder / "lock")]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "PYTHONPATH"))}
    caches = {"PIP_CACHE_DIR": str(folder / "pip"), "UV_CACHE_DIR": str(folder / "uv")}
    return subprocess.run(
        [sys.executable, str(SCRIPT), *options],
        env={**own, **caches, "PIP_CONFIG_FILE": str(folder / "pip.conf"), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_uv_asks_the_registry_that_pips_settings_name(registry: Registry, tmp_path: Path) -> None:
    done = install(tmp_path, registry, registry.hash)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "there/beispiel.py").exists()
    assert registry.asked_by == {"uv"}


@pytest.mark.parametrize("reason", [{"UV_OFFLINE": "1"}, {"UV_DEFAULT_INDEX": "http://127.0.0.1:9/simple"}])
def test_where_uv_cannot_pip_does_it(registry: Registry, tmp_path: Path, reason: dict[str, str]) -> None:
    done = install(tmp_path, registry, registry.hash, UV_HTTP_RETRIES="0", **reason)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "there/beispiel.py").exists()
    assert registry.asked_by == {"pip"}
    assert "uv could not (see above): pip tries" in done.stderr


def test_a_package_with_another_hash_is_installed_by_nobody(registry: Registry, tmp_path: Path) -> None:
    done = install(tmp_path, registry, "0" * 64)
    assert done.returncode != 0
    assert registry.asked_by == {"uv", "pip"}
    assert not (tmp_path / "there/beispiel.py").exists()


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("install", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pips_settings_as_uv_calls_them(script: ModuleType) -> None:
    listing = """:env:.cert='/env.pem'
global.cert='/global.pem'
global.client-cert='/me.pem'
global.index-url='https://mirror.invalid/simple'
global.no-index='false'
global.timeout='60'
global.trusted-host='\\na.invalid\\nb.invalid'
install.proxy='ada:x@proxy.invalid:3128'
list.format='columns'
"""
    settings = script.pip_settings(listing)
    assert "format" not in settings, "of another command"
    assert script.for_uv(settings) == {
        "UV_DEFAULT_INDEX": "https://mirror.invalid/simple",
        "UV_INSECURE_HOST": "a.invalid b.invalid",
        "SSL_CERT_FILE": "/env.pem",
        "SSL_CLIENT_CERT": "/me.pem",
        "ALL_PROXY": "http://ada:x@proxy.invalid:3128",
    }
    assert script.for_uv({"proxy": "socks5://proxy.invalid"}) == {"ALL_PROXY": "socks5://proxy.invalid"}
    assert script.for_uv({}) == {}
