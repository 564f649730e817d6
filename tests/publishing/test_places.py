"""Photographs from a phone: the place is told, taken out by `--fix`, and never published; too large ones are mended."""

import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from magazine.checks.limits import PICTURE_BYTES, PICTURE_PIXELS
from magazine.commands.main import main
from magazine.images.places import names_place, without_place
from magazine.images.shrinking import shrunk
from PIL import ExifTags, Image, ImageChops

from tests.newsroom import AUTHORS, Newsroom
from tests.photos import developed, exif, photo

FOLDER = "posts/2026/03/04"
IMAGE = {"src": "foto.jpg", "alt": "Ein Schiff", "credit": "Foto: Ada"}
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="53,33N" exif:GPSLongitude="9,59E"/>'
    b"</rdf:RDF></x:xmpmeta>"
)
PHONE = exif(6, artist=b"Ada", gps=True)


def noise(width: int, height: int) -> Image.Image:
    """A picture that takes much space in every format."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def with_second_picture() -> bytes:
    """A JPEG as phones write it: another picture, with the place in it too, behind the first."""
    output = io.BytesIO()
    photo(90, 60).save(output, "MPO", save_all=True, append_images=[photo(30, 20)], exif=PHONE)
    return output.getvalue() + developed(photo(9, 9), exif=PHONE) + b"a film"


FILES = {
    "JPEG": developed(photo(90, 60), exif=PHONE),
    "progressive": developed(photo(90, 60), exif=PHONE, progressive=True),
    "XMP": developed(photo(90, 60), exif=exif(6, artist=b"Ada"), xmp=XMP),
    "both": developed(photo(90, 60), exif=PHONE, xmp=XMP),
    "PNG": developed(photo(90, 60), "PNG", exif=PHONE),
    "WEBP": developed(photo(90, 60), "WEBP", exif=PHONE, xmp=XMP, lossless=True),
    "AVIF": developed(photo(90, 60), "AVIF", exif=PHONE),
    "MPO": with_second_picture(),
}


def gps(data: bytes) -> dict[int, Any]:
    return dict(Image.open(io.BytesIO(data)).getexif().get_ifd(ExifTags.IFD.GPSInfo))


@pytest.mark.parametrize("kind", FILES)
def test_the_place_goes_and_everything_else_stays(kind: str) -> None:
    before, after = FILES[kind], without_place(FILES[kind])
    assert names_place(before)
    assert not names_place(after)
    assert not gps(after)
    assert b"GPSL" not in after
    data = Image.open(io.BytesIO(after)).getexif()
    assert data[ExifTags.Base.Orientation] == 6
    assert data[ExifTags.Base.Artist] == "Ada"
    one, two = (Image.open(io.BytesIO(each)).convert("RGB") for each in (before, after))
    largest = max(ImageChops.difference(one, two).tobytes())
    assert largest <= (20 if kind == "AVIF" else 0)
    assert without_place(after) == after


def test_nothing_behind_the_picture_keeps_a_place() -> None:
    after = without_place(FILES["MPO"])
    assert b"a film" not in after
    assert after.count(b"Exif\0\0") == 1
    assert Image.open(io.BytesIO(after)).format == "JPEG"


@pytest.mark.parametrize("cut", [0, 3, 20, 60, 200, 500])
def test_damaged_files_end_nothing(cut: int) -> None:
    for data in FILES.values():
        without_place(data[:cut])
        assert shrunk(data[:cut], 10, 10) is None


def check(newsroom: Newsroom, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "-f", str(newsroom.config_file()), *arguments])


def codes(newsroom: Newsroom) -> set[str]:
    return {each["code"] for each in json.loads(check(newsroom, "--format", "json").stdout)}


@pytest.mark.parametrize("kind", sorted(FILES))
def test_a_place_is_told_and_mended(newsroom: Newsroom, kind: str) -> None:
    name = f"foto.{ {'PNG': 'png', 'WEBP': 'webp', 'AVIF': 'avif'}.get(kind, 'jpg') }".replace(" ", "")
    path = newsroom.write(f"{FOLDER}/{name}", FILES[kind])
    newsroom.article(image=IMAGE | {"src": name})
    assert codes(newsroom) == {"picture-place"}
    told = check(newsroom, "--fix")
    assert f"{name}: Ort entfernt" in told.stderr
    assert "Nichts zu beanstanden" in told.stderr
    assert not names_place(path.read_bytes())


def is_within_limits(path: Path) -> bool:
    return path.stat().st_size <= PICTURE_BYTES and max(Image.open(path).size) <= PICTURE_PIXELS


LARGE: dict[str, tuple[Image.Image, str, dict[str, Any]]] = {
    "heavy": (noise(2600, 2000), "JPEG", {"quality": 95, "exif": PHONE}),
    "wide": (photo(4600, 300), "JPEG", {"exif": PHONE}),
    "palette": (photo(4100, 2000).quantize(8), "PNG", {"exif": PHONE}),
    "grey": (photo(4100, 2000).convert("L"), "WEBP", {"exif": PHONE}),
}


@pytest.mark.parametrize("kind", LARGE)
def test_a_picture_that_is_too_large_is_made_smaller(newsroom: Newsroom, kind: str) -> None:
    picture, form, options = LARGE[kind]
    name = f"foto.{form.lower().replace('jpeg', 'jpg')}"
    path = newsroom.write(f"{FOLDER}/{name}", developed(picture, form, **options))
    newsroom.article(image=IMAGE | {"src": name})
    assert codes(newsroom) == {"picture-too-large", "picture-place"}
    told = check(newsroom, "--fix")
    assert "Nichts zu beanstanden" in told.stderr, told.output
    assert f"{name}: {picture.width} × {picture.height} Pixel" in told.stderr
    assert is_within_limits(path)
    after = Image.open(path)
    assert after.format == form
    assert abs(after.width / after.height - picture.width / picture.height) < 0.02
    assert after.width >= 1900, "still good enough for a large screen"
    assert after.getexif()[ExifTags.Base.Orientation] == 6
    assert not gps(path.read_bytes())


def test_what_is_allowed_or_not_asked_for_stays(newsroom: Newsroom) -> None:
    large = developed(photo(4100, 200), exif=PHONE)
    path, other = newsroom.write(f"{FOLDER}/foto.jpg", large), newsroom.write("posts/2026/03/05/foto.jpg", large)
    article = newsroom.article(image=IMAGE)
    newsroom.article("2026/03/05/zwei.md", title="Zwei", image=IMAGE)
    newsroom.magazine["rules_off"] |= {"picture-too-large": "Wir drucken auch."}
    check(newsroom, "--fix", str(article))
    assert Image.open(path).size == (4100, 200)
    assert not names_place(path.read_bytes())
    assert other.read_bytes() == large
    newsroom.magazine["rules_off"] |= {"picture-place": "Jeder kennt den Ort."}
    check(newsroom, "--fix")
    assert other.read_bytes() == large


def test_only_the_measure_that_is_exceeded_is_told(newsroom: Newsroom) -> None:
    newsroom.write(f"{FOLDER}/foto.jpg", developed(photo(4001, 20)))
    newsroom.write(f"{FOLDER}/zwei.jpg", developed(noise(2600, 2000), quality=95))
    newsroom.article(image=IMAGE, text="![Ein Hafen](zwei.jpg)\n/// caption\nFoto: Ada\n///\n")
    told = check(newsroom).stdout
    assert "„foto.jpg“ ist zu groß: 4001 px." in told
    assert "höchstens 4000 px." in told
    assert "„zwei.jpg“ ist zu groß: " in told
    assert "2600" not in told
    assert "höchstens 2 MB." in told


def test_no_file_that_is_published_names_a_place(newsroom: Newsroom) -> None:
    """Neither variants and crops, nor portraits and pictures of standing pages, which are published as they are."""
    authors = {"authors": {**AUTHORS["authors"], "ada-beispiel": {"name": "Ada", "avatar": "bilder/ada.jpg"}}}
    newsroom.write("authors.yml", yaml.safe_dump(authors))
    for name in ("bilder/ada.jpg", "bilder/haus.webp", f"{FOLDER}/foto.jpg", f"{FOLDER}/zwei.png"):
        form = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[name.rpartition(".")[2]]
        newsroom.write(name, developed(photo(600, 400), form, exif=PHONE, xmp=XMP if form != "PNG" else b""))
    newsroom.write("ueber.md", "# Über\n\n![Das Haus](bilder/haus.webp)\n")
    newsroom.nav.append("ueber.md")
    newsroom.article(image=IMAGE, text="[![Ein Hafen](zwei.png)](foto.jpg)\n/// caption\nFoto: Ada\n///\n")
    told = json.loads(check(newsroom, "--format", "json").stdout)
    assert sorted(each["file"] for each in told if each["code"] == "picture-place") == [
        "docs/bilder/ada.jpg", "docs/bilder/haus.webp", f"docs/{FOLDER}/eins.md", f"docs/{FOLDER}/eins.md",
    ]  # fmt: skip
    newsroom.build(strict=True)
    pictures = [each for each in newsroom.site.rglob("*") if each.suffix in {".jpg", ".png", ".webp", ".avif"}]
    assert len(pictures) >= 12
    assert {"ada.jpg", "haus.webp"} <= {each.name for each in pictures}
    for picture in pictures:
        assert not names_place(picture.read_bytes()), picture
        assert not gps(picture.read_bytes())
    check(newsroom, "--fix")
    assert codes(newsroom) == set()
