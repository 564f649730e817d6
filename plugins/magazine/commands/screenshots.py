"""Screenshots of built pages on a phone and on a desktop, and one page that shows them all."""

import asyncio
import base64
import functools
import html
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from magazine.locales import Locale

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext

_WIDTHS = (390, 1280)
_HEIGHT = 900  # of the window
_LONGEST = 16_000  # pixels of a page: Chromium cannot draw more at once
_MOST = 10
_AT_A_TIME = 4  # pages that are open side by side: while one loads, others are drawn
_ALL_THERE = """Promise.all([document.fonts.ready, ...[...document.images].map(image => {
    image.loading = 'eager';
    return image.decode().catch(() => null);
})]).then(() => null)"""

_PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{title}</title>
<style>body{{font:1rem/1.4 sans-serif;margin:2rem}}div{{display:flex;gap:1rem;align-items:start}}
img{{flex:0 1 auto;min-width:0;border:1px solid #999}}</style><h1>{title}</h1>{pages}</html>
"""


class NoPictures(Exception):  # noqa: N818 - not an error: the command goes on without
    """Why there are no pictures, in a sentence."""


def take_screenshots(pages: Mapping[str, str], site: Path, folder: Path, locale: Locale) -> str:
    """Take screenshots of `pages` (address: headline) of the built `site`; return a sentence about it.

    `index.html` in the folder has all pictures within itself: GitHub opens such a page in the browser.

    Raises:
        NoPictures: There is no browser.
    """
    try:
        from playwright.async_api import Error  # noqa: PLC0415 - only for developers and workflows
    except ImportError:
        raise NoPictures(locale("pictures.no_playwright")) from None
    folder.mkdir(parents=True, exist_ok=True)
    shown = list(pages)[:_MOST]
    try:
        with _served(site) as address:
            files = asyncio.run(_take_all(address, shown, folder))
    except Error as error:
        raise NoPictures(locale("pictures.failed", reason=error.message.splitlines()[0])) from None
    parts = "".join(
        f"<h2>{html.escape(pages[url])}</h2><div>{''.join(_embedded(files[url, width]) for width in _WIDTHS)}</div>"
        for url in shown
    )
    page = _PAGE.format(language=locale.language, title=html.escape(locale("pictures.title")), pages=parts)
    (folder / "index.html").write_text(page, encoding="utf-8")
    return locale("pictures.taken", count=len(shown), total=len(pages))


async def _take_all(address: str, urls: Sequence[str], folder: Path) -> dict[tuple[str, int], Path]:
    """Return the picture of each page in each width; one browser takes them all, some side by side."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 - as above

    places = asyncio.Semaphore(_AT_A_TIME)
    files = {
        (url, width): folder / f"{url.strip('/').replace('/', '-') or 'index'}-{width}.jpg"
        for url in urls
        for width in _WIDTHS
    }
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None)
        windows = {width: await browser.new_context(viewport={"width": width, "height": _HEIGHT}) for width in _WIDTHS}
        for window in windows.values():
            await window.route(lambda asked: not asked.startswith(address), lambda route: route.abort())
        await asyncio.gather(
            *(_take(windows[width], places, address + url, width, file) for (url, width), file in files.items())
        )
        await browser.close()
    return files


async def _take(window: "BrowserContext", places: asyncio.Semaphore, address: str, width: int, file: Path) -> None:
    async with places, await window.new_page() as page:
        await page.goto(address)
        await page.evaluate(_ALL_THERE)
        height = min(int(await page.evaluate("document.documentElement.scrollHeight")), _LONGEST)
        await page.screenshot(
            path=file,
            type="jpeg",
            quality=75,
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": height},
        )


def _embedded(picture: Path) -> str:
    return f'<img alt="{picture.stem}" src="data:image/jpeg;base64,{base64.b64encode(picture.read_bytes()).decode()}">'


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Do not log requests."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """Serve the site on this machine while screenshots are taken."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
