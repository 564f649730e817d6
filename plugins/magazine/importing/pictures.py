"""Brings pictures over: finds them, makes those readable that decoders refuse, and puts each once beside an article."""

import base64
import binascii
import posixpath
import re
import warnings
from collections.abc import Callable
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from PIL import Image, ImageFile, ImageOps

from magazine.content.manuscript import PICTURES
from magazine.content.slugs import slug
from magazine.images.drawings import cleaned
from magazine.images.places import without_place
from magazine.images.variants import PIXELS_MAX, SIDE_MAX
from magazine.importing.files import host_of, hosts_of, unscaled, within
from magazine.importing.imported import Archive, Imported, ImportedPicture

Fetch = Callable[[str], bytes | None]

_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.+)", re.DOTALL)
_ENDINGS = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "GIF": ".gif"}
_SIDE = 4000
_NAME = 80
_DOCUMENTS = (".pdf", ".csv")
# What browsers save or play, and run nothing of.
_DOWNLOADS = frozenset(
    ".7z .doc .docx .epub .flac .gpx .gz .ics .m4a .m4v .mov .mp3 .mp4 .odp .ods .odt .ogg .opus .ppt .pptx .rtf .tar "
    ".tgz .txt .vcf .wav .webm .xls .xlsx .zip".split()
)
_ASSETS = "assets"


class Pictures:
    """The pictures of an archive; what was brought over once is shown from there."""

    def __init__(self, archive: Archive, docs: Path, fetch: Fetch | None = None) -> None:
        """Put files below `docs`; `fetch` gets what is not here from the old site."""
        self.archive, self.docs, self.fetch = archive, docs, fetch
        self.hosts = hosts_of(archive)
        self.count = 0
        self.downloads: list[str] = []
        """Files that the settings have to allow."""
        self._placed: dict[str, str | None] = {}
        self._documents: dict[Path, str] = {}
        self._names: dict[str, str] = {}

    def place(self, src: str, article: Imported, folder: str) -> str | None:
        """Return the path of a picture in the docs folder, below `folder` if it is new; None if it cannot be had."""
        found = self._found(src.strip(), article)
        if found is None:
            return None
        data, key = found
        if key not in self._placed:
            self._placed[key] = self._put(data, src, folder)
            self.count += self._placed[key] is not None
        return self._placed[key]

    def document(self, path: Path, folder: str) -> str:
        """Return the path in the docs folder of a file that is no picture, below `folder` if it is new."""
        if path not in self._documents:
            self._documents[path] = self._write(path.read_bytes(), path.stem, path.suffix.lower(), folder)
        return self._documents[path]

    def download(self, path: Path) -> str:
        """Return the path in the docs folder of a file for readers to save; it lies with all of its kind."""
        file = self.document(path, _ASSETS)
        if file not in self.downloads:
            self.downloads.append(file)
        return file

    def known(self, src: str, article: Imported) -> ImportedPicture | None:
        """Return what the source says of a picture elsewhere: its library."""
        path = unquote(urlsplit(urljoin(f"/{article.address.lstrip('/')}", src)).path)
        return self.archive.captions.get(path) or self.archive.captions.get(unscaled(path))

    def local(self, src: str, article: Imported) -> Path | None:
        """Return the file that a path or an address of the old site names, if it is here."""
        try:
            parts = urlsplit(src)
        except ValueError:
            return None
        if parts.scheme not in {"", "http", "https"} or (parts.netloc and not self.is_own(src)):
            return None
        path = parts.path
        if not path.startswith("/") and not parts.netloc and (own := self._beside(article, path)):
            return own
        full = urljoin(f"/{article.address.lstrip('/')}", path)
        candidates = dict.fromkeys((unscaled(full), full, unscaled(path), path))
        return next((found for each in candidates if (found := self.archive.find(each))), None)

    def _beside(self, article: Imported, path: str) -> Path | None:
        """Return the file at a path relative to that of an article, within the source."""
        root = self.archive.root
        if article.folder is None or root is None:
            return None
        folder = posixpath.relpath(article.folder.resolve(), root.resolve())
        below = posixpath.normpath(posixpath.join(folder, unquote(path)))
        return None if below.startswith("..") else within(root, below)

    def is_own(self, address: str) -> bool:
        """Return whether an address is one of the old site, or of where it had its files."""
        return host_of(address) in self.hosts

    def _found(self, src: str, article: Imported) -> tuple[bytes, str] | None:
        """Return the bytes of a picture (none, if it was brought over before) and what it is known by."""
        if match := _DATA.match(src):
            return _decoded(match[1])
        if path := self.local(src, article):
            return b"" if str(path) in self._placed else path.read_bytes(), str(path)
        return self._fetched(urljoin(f"{self.archive.site}/{article.address.lstrip('/')}", src))

    def _fetched(self, address: str) -> tuple[bytes, str] | None:
        if self.fetch is None or not self.is_own(address):
            return None
        if address in self._placed:
            return b"", address
        data = next((data for each in dict.fromkeys((unscaled(address), address)) if (data := self.fetch(each))), None)
        return (data, address) if data else None

    def _put(self, data: bytes, src: str, folder: str) -> str | None:
        readable = readable_picture(data)
        if readable is None:
            return None
        content, ending = readable
        stem = (
            "picture"
            if src.startswith("data:")
            else posixpath.splitext(posixpath.basename(unscaled(urlsplit(src).path)))[0]
        )
        return self._write(content, unquote(stem), ending, folder)

    def _write(self, content: bytes, stem: str, ending: str, folder: str) -> str:
        name = slug(stem)[:_NAME].strip("-") or "picture"
        digest = blake2b(content, digest_size=16).hexdigest()
        file, number = f"{folder}/{name}{ending}", 1
        while self._names.setdefault(file, digest) != digest:
            number += 1
            file = f"{folder}/{name}-{number}{ending}"
        path = self.docs / file
        if not (path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return file


def _decoded(written: str) -> tuple[bytes, str] | None:
    """Return a picture that stands in the text itself."""
    try:
        data = base64.b64decode(unquote(written), validate=False)
    except (binascii.Error, ValueError):
        return None
    return data, blake2b(data).hexdigest()


def is_document(path: Path) -> bool:
    """Return whether a file may lie beside articles as it is."""
    return path.suffix.lower() in _DOCUMENTS


def is_download(path: Path) -> bool:
    """Return whether a file is one for readers to save: no page, script, style or feed."""
    return path.suffix.lower() in _DOWNLOADS


def is_picture(address: str) -> bool:
    """Return whether an address names a picture."""
    return urlsplit(address).path.lower().endswith((*PICTURES, ".bmp", ".tif", ".tiff"))


def readable_picture(data: bytes) -> tuple[bytes, str] | None:
    """Return a picture that decoders take, and the ending of its name; None if there is none in the data.

    One that is damaged or in another format is saved anew; the place where it was taken goes.
    """
    if b"<svg" in data[:4096].lower():
        try:
            cleaned(data)
        except Exception:  # a drawing can be broken in many ways
            return None
        return data, ".svg"
    sound = _sound(data)
    return (without_place(data), _ENDINGS[sound]) if sound else _saved_anew(data)


def _sound(data: bytes) -> str | None:
    """Return the format of a picture that decoders take as it is."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data)) as file:
            form, size = str(file.format), file.size
            if form in {"JPEG", "MPO"}:
                file.draft("RGB", (160, 160))  # decodes an eighth of it: what is damaged shows all the same
            if form not in _ENDINGS or size[0] * size[1] > PIXELS_MAX or max(size) > SIDE_MAX:
                return None
            file.load()
            return form
    except Exception:  # decoders raise many kinds of errors for broken files
        return None


def _saved_anew(data: bytes) -> tuple[bytes, str] | None:
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data)) as file:
            if file.width * file.height > 4 * PIXELS_MAX:
                return None
            picture = ImageOps.exif_transpose(file)
            picture.thumbnail((_SIDE, _SIDE))
            output = BytesIO()
            if picture.mode in {"RGBA", "LA", "P", "PA"}:
                picture.convert("RGBA").save(output, "PNG")
                return output.getvalue(), ".png"
            picture.convert("RGB").save(output, "JPEG", quality=90)
            return output.getvalue(), ".jpg"
    except Exception:  # nobody can read it
        return None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
