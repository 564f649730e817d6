"""Pictures of built pages on a phone and on a desktop, and one page that shows them all."""

import base64
import functools
import html
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from magazine.locales import Locale

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_WIDTHS = (390, 1280)
_HEIGHT = 900  # of the window
_LONGEST = 16_000  # pixels of a page: Chromium cannot draw more at once
_MOST = 10

_SHEET = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{title}</title>
<style>body{{font:1rem/1.4 sans-serif;margin:2rem}}div{{display:flex;gap:1rem;align-items:start;overflow-x:auto}}
img{{border:1px solid #999}}</style><h1>{title}</h1>{pages}</html>
"""


class NoPictures(Exception):  # noqa: N818 - not an error: the summary does without
    """Why there are no pictures, in a sentence."""


def photograph(pages: Mapping[str, str], site: Path, folder: Path, locale: Locale) -> str:
    """Photograph `pages` (addresses and headlines) of the built `site`; return what was done, in a sentence.

    `index.html` in the folder has all pictures within itself: GitHub opens such a page in the browser.

    Raises:
        NoPictures: There are no pages, or no browser.
    """
    if not pages:
        raise NoPictures(locale("pictures.no_pages"))
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - only for developers and workflows
    except ImportError:
        raise NoPictures(locale("pictures.no_playwright")) from None
    folder.mkdir(parents=True, exist_ok=True)
    shown = list(pages)[:_MOST]
    try:
        with _served(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None)
            files = {url: [_take(browser, address, url, width, folder) for width in _WIDTHS] for url in shown}
            browser.close()
    except Error as error:
        raise NoPictures(locale("pictures.failed", reason=error.message.splitlines()[0])) from None
    parts = "".join(
        f"<h2>{html.escape(pages[url])}</h2><div>{''.join(map(_embedded, files[url]))}</div>" for url in shown
    )
    sheet = _SHEET.format(language=locale.language, title=html.escape(locale("pictures.title")), pages=parts)
    (folder / "index.html").write_text(sheet, encoding="utf-8")
    return locale("pictures.taken", count=len(shown), total=len(pages))


def _take(browser: "Browser", address: str, url: str, width: int, folder: Path) -> Path:
    page = browser.new_page(viewport={"width": width, "height": _HEIGHT})
    page.route(lambda asked: not asked.startswith(address), lambda route: route.abort())
    page.goto(address + url)
    page.evaluate("document.querySelectorAll('img').forEach(each => { each.loading = 'eager'; })")
    page.wait_for_load_state("networkidle")
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), _LONGEST)
    file = folder / f"{url.strip('/').replace('/', '-')}-{width}.jpg"
    page.screenshot(
        path=file,
        type="jpeg",
        quality=75,
        full_page=True,
        clip={"x": 0, "y": 0, "width": width, "height": height},
    )
    page.close()
    return file


def _embedded(picture: Path) -> str:
    return f'<img alt="{picture.stem}" src="data:image/jpeg;base64,{base64.b64encode(picture.read_bytes()).decode()}">'


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """Serve the site on this machine while it is photographed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
