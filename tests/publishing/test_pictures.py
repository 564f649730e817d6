"""Pictures on built sites: what is served of them, and what is not."""

import io
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import feedparser
import pytest
from click.testing import CliRunner
from magazine.cache import workers
from magazine.cache.memo import Recent
from magazine.commands.main import main
from magazine.images import variants as pictures
from magazine.images.drawings import WIDTH
from magazine.images.picture import ImageInfo, ImageVariants
from PIL import ExifTags, Image, ImageCms

from tests.newsroom import REPOSITORY, Newsroom, Page
from tests.photos import BLUE, RED, chequered, developed, exif, photo, swapped_profile, with_iptc

FOLDER = "posts/2026/03/04"
LEAD = ".article__picture"


@pytest.fixture(autouse=True)
def unsigned(newsroom: Newsroom) -> None:
    """These tests are about files: pictures in a text need no credit here."""
    newsroom.magazine["rules_off"] |= {"credit-missing": "Bilder aus Tests haben keinen Urheber."}


def shown(newsroom: Newsroom, content: bytes, name: str = "bild.jpg", text: str = "Text.\n", **image: str) -> Page:
    """Build a site whose article shows this picture, and return the article's page."""
    newsroom.write(f"{FOLDER}/{name}", content)
    newsroom.article(text=text, image={"src": name, "alt": "Ein Kahn", "credit": "Foto: Ada", **image})
    newsroom.build()
    return newsroom.page(f"{FOLDER}/eins/")


def prints(page: Page, newsroom: Newsroom, selector: str = LEAD) -> dict[str, list[Path]]:
    """Return the files of a picture by their type, smallest first."""
    found = {
        source.get("type"): [
            newsroom.site / unquote(page.lead(address)) for address in re.findall(r"(\S+) \d+w", source.get("srcset"))
        ]
        for source in page.all(f"{selector} source")
    }
    return found | {"image/jpeg": [newsroom.site / unquote(page.lead(page.one(f"{selector} img").get("src")))]}


def every(page: Page, newsroom: Newsroom) -> list[Image.Image]:
    return [Image.open(file) for files in prints(page, newsroom).values() for file in files]


def like(found: Any, wanted: tuple[int, int, int], within: int = 12) -> bool:
    return all(abs(a - b) <= within for a, b in zip(found[:3], wanted, strict=True))


def test_four_widths_two_formats_and_a_fallback(newsroom: Newsroom) -> None:
    page = shown(newsroom, developed(photo()))
    served = prints(page, newsroom)
    assert list(served) == ["image/avif", "image/webp", "image/jpeg"], "the best one first"
    for kind in ("image/avif", "image/webp"):
        assert [Image.open(file).size for file in served[kind]] == [
            (480, 320),
            (720, 480),
            (960, 640),
            (1200, 800),
            (1920, 1280),
        ]
    assert Image.open(served["image/jpeg"][0]).size == (1920, 1280)
    for source in page.all(f"{LEAD} source"):
        widths = [int(each) for each in re.findall(r" (\d+)w", source.get("srcset"))]
        assert widths == [480, 720, 960, 1200, 1920]
    image = page.one(f"{LEAD} img")
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("2400", "1600", "Ein Kahn")
    assert not (newsroom.site / FOLDER / "bild.jpg").exists(), "the original holds the camera's data"


def test_the_first_is_loaded_at_once_the_others_when_they_come_near(newsroom: Newsroom) -> None:
    page = shown(newsroom, developed(photo(400, 300)), text="![Noch einer](bild.jpg)\n")
    first, second = page.all("article img")
    assert (first.get("fetchpriority"), first.get("loading")) == ("high", None)
    assert (second.get("fetchpriority"), second.get("loading")) == (None, "lazy")


@pytest.mark.parametrize(
    ("width", "widths"), [(300, [300]), (500, [480, 500]), (1000, [480, 720, 960, 1000]), (1200, [480, 720, 960, 1200])]
)
def test_a_picture_is_never_enlarged(newsroom: Newsroom, width: int, widths: list[int]) -> None:
    page = shown(newsroom, developed(photo(width, 200)))
    assert [Image.open(file).width for file in prints(page, newsroom)["image/avif"]] == widths


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright(newsroom: Newsroom, orientation: int) -> None:
    stored = photo(600, 400)
    page = shown(newsroom, developed(stored, exif=exif(orientation)))
    upright = Image.open(io.BytesIO(developed(stored, exif=exif(orientation))))
    sideways = orientation > 4
    assert page.one(f"{LEAD} img").get("width") == ("400" if sideways else "600")
    # Where the red, the left half of what is stored, has gone: EXIF 2.32, 4.6.4, Orientation.
    place = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}[orientation]
    for picture in every(page, newsroom):
        width, height = picture.size
        assert (width < height) == sideways
        points = {"left": (5, 9), "right": (width - 5, 9), "top": (9, 5), "bottom": (9, height - 5)}
        assert like(picture.convert("RGB").getpixel(points[place]), RED, 20), picture.format
        assert picture.getexif().get(ExifTags.Base.Orientation, 1) == 1, "else browsers turn it again"
    assert upright.size == (600, 400)


@pytest.mark.parametrize("source", ["exif", "xmp", "iptc"])
def test_the_author_stays_the_position_goes(newsroom: Newsroom, source: str) -> None:
    picture, author, rights = photo(600, 400), "Änne Müller", "© 2026 Änne Müller"
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    xmp = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {rdf}><rdf:Description><dc:creator><rdf:Seq><rdf:li>{author}'
        f"</rdf:li></rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li>{rights}</rdf:li></rdf:Alt></dc:rights>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()
    named = (author.encode(), rights.encode()) if source == "exif" else (b"", b"")
    file = developed(
        picture, exif=exif(artist=named[0], rights=named[1], gps=True), xmp=xmp if source == "xmp" else b""
    )
    if source == "iptc":
        file = with_iptc(file, author, rights)
    page = shown(newsroom, file)
    files = [each for some in prints(page, newsroom).values() for each in some]
    assert len(files) == 5
    for path in files:
        data = Image.open(path).getexif()
        assert data[ExifTags.Base.Artist].encode("latin-1").decode() == author, path.name
        assert data[ExifTags.Base.Copyright].encode("latin-1").decode() == rights
        assert not data.get_ifd(ExifTags.IFD.GPSInfo)
        assert ExifTags.Base.Make not in data
        assert b"Testkamera" not in path.read_bytes()
    assert f"<rdf:li>{author}</rdf:li>".encode() in files[-1].read_bytes(), "where picture searches look"


def test_colours_are_turned_into_srgb(newsroom: Newsroom) -> None:
    page = shown(newsroom, developed(photo(600, 400), icc_profile=swapped_profile()))
    for picture in every(page, newsroom):
        assert "icc_profile" not in picture.info
        r, g, b = picture.convert("RGB").getpixel((9, 9))  # type: ignore[misc]
        assert g > 150 > r, (picture.format, r, g, b)


def test_a_broken_profile_is_left_aside(newsroom: Newsroom) -> None:
    page = shown(newsroom, developed(photo(600, 400), icc_profile=b"nonsense" * 40))
    assert like(every(page, newsroom)[-1].getpixel((9, 9)), RED)


def test_a_picture_for_the_printing_press(newsroom: Newsroom) -> None:
    page = shown(newsroom, developed(photo(600, 400).convert("CMYK")))
    for picture in every(page, newsroom):
        assert picture.mode == "RGB"
        assert like(picture.getpixel((9, 9)), RED, 25)


def test_sixteen_bits(newsroom: Newsroom) -> None:
    page = shown(newsroom, developed(Image.new("I;16", (600, 400), 40000), "PNG"), "bild.png")
    for picture in every(page, newsroom):
        assert like(picture.convert("RGB").getpixel((9, 9)), (156, 156, 156), 3)


def test_transparency(newsroom: Newsroom) -> None:
    cut = photo(600, 400).convert("RGBA")
    cut.paste((0, 0, 0, 0), (0, 0, 300, 400))
    page = shown(newsroom, developed(cut, "PNG"), "bild.png")
    for picture in every(page, newsroom):
        if picture.format == "JPEG":
            assert like(picture.getpixel((9, 9)), (255, 255, 255), 3)
        else:
            assert picture.convert("RGBA").getpixel((9, 9))[3] < 5  # type: ignore[index]
    assert not page.all(f"{LEAD} .placeholder"), "they would shine through"


def test_a_palette_with_a_transparent_colour(newsroom: Newsroom) -> None:
    palette = photo(600, 400).quantize(4)
    page = shown(newsroom, developed(palette, "GIF", transparency=palette.getpixel((9, 9))), "bild.gif")
    assert like(every(page, newsroom)[-1].getpixel((9, 9)), (255, 255, 255), 3)


def test_the_placeholder_is_six_colours(newsroom: Newsroom) -> None:
    page = shown(newsroom, developed(photo(600, 400)))
    source = re.search(r'<svg class="placeholder".*?</svg>', page.source)
    assert source
    assert len(source[0]) < 300
    assert [each.get("stroke") for each in page.all(f"{LEAD} .placeholder path")][::2] == ["#c22", "#24b", "#736"]
    assert not page.all(f"{LEAD} [style], {LEAD} [src^=data]")


def test_captions_credits_and_licences(newsroom: Newsroom) -> None:
    page = shown(newsroom, developed(photo(300, 200)), caption="Der Kahn", licence="CC BY-SA 4.0")
    assert page.text(f"{LEAD} figcaption") == "Der Kahn Foto: Ada, CC BY-SA 4.0"
    assert page.hrefs(f"{LEAD} figcaption a") == ["https://creativecommons.org/licenses/by-sa/4.0/"]
    page = shown(newsroom, developed(photo(300, 200)), licence="Alle Rechte vorbehalten")
    assert page.text(f"{LEAD} figcaption") == "Foto: Ada, Alle Rechte vorbehalten"
    assert not page.all(f"{LEAD} figcaption a")


@pytest.mark.parametrize(
    ("licence", "path"),
    [
        ("CC BY 4.0", "licenses/by/4.0/"),
        ("cc-by-nc-nd-3.0", "licenses/by-nc-nd/3.0/"),
        ("CC BY-SA 3.0 DE", "licenses/by-sa/3.0/de/"),
        ("CC0", "publicdomain/zero/1.0/"),
        ("CC0 1.0", "publicdomain/zero/1.0/"),
    ],
)
def test_licences_that_are_known(newsroom: Newsroom, licence: str, path: str) -> None:
    page = shown(newsroom, developed(photo(30, 20)), licence=licence)
    assert page.hrefs(f"{LEAD} figcaption a") == [f"https://creativecommons.org/{path}"]


def test_pictures_in_the_text(newsroom: Newsroom) -> None:
    text = (
        "![Ein Kahn & mehr](bild.jpg){#kahn}\n/// caption\nUnterschrift. Foto: Ada\n///\n\n"
        "[![Klein](bild.jpg)](https://example.org/) und [die Datei](bild.jpg).\n"
    )
    page = shown(newsroom, developed(photo(700, 500)), text=text)
    large = page.lead(page.one(f"{LEAD} img").get("src"))
    image = page.one(".prose figure img")
    assert (image.get("alt"), image.get("id"), page.lead(image.get("src"))) == ("Ein Kahn & mehr", "kahn", large)
    assert page.leads(".prose figure a.picture") == [large]
    assert len(page.all(".prose figure source")) == 2
    assert page.leads(".prose a:not(.picture)") == ["https://example.org/", large]
    assert len(page.all('.prose a[href="https://example.org/"] > span.picture img')) == 1, "a link holds no link"


def test_a_standing_page_shows_the_print_too(newsroom: Newsroom) -> None:
    newsroom.write("ueber.md", f"# Über\n\n![Ein Kahn]({FOLDER}/bild.jpg)\n")
    newsroom.nav.append("ueber.md")
    page = shown(newsroom, developed(photo(300, 200), exif=exif(gps=True)))
    standing = newsroom.page("ueber/")
    assert standing.lead(standing.one("main img").get("src")) == page.lead(page.one(f"{LEAD} img").get("src"))


def test_cards_take_the_small_prints(newsroom: Newsroom) -> None:
    shown(newsroom, developed(photo()))
    for day in range(5, 12):
        newsroom.article(f"2026/03/{day:02}/a.md", title=f"A{day}")
    newsroom.build()
    front = newsroom.page()
    sizes = {source.get("sizes") for source in front.all(".grid .card__image source")}
    assert len(sizes) == 1
    assert sizes.pop().endswith("28vw")
    assert [each.get("loading") for each in front.all(".grid .card__image img")] == ["lazy"]
    assert all((newsroom.site / front.lead(each.get("src"))).is_file() for each in front.all(".card__image img"))


def test_templates_say_how_wide_pictures_are_shown(newsroom: Newsroom) -> None:
    """Another magazine with another layout changes templates, and no Python; whoever writes about HTML may do so."""
    overrides = newsroom.root / "overrides"
    shutil.copytree(REPOSITORY / "overrides", overrides)
    newsroom.settings["theme"] = {"custom_dir": str(overrides)}
    text = '![Ein Kahn](bild.jpg)\n\nEin `<source sizes="">` und <b title=\'x sizes=""\'>fett</b>.\n'
    before = shown(newsroom, developed(photo()), text=text)
    sizes = {each.get("sizes") for each in before.all(".prose source")}
    assert len(sizes) == 1
    for path, place in (("text", ".prose"), ("article/picture", LEAD), ("cards", ".card--lead .card__image")):
        template = overrides / f"partials/{path}.html"
        source = template.read_text()
        template.write_text(re.sub(r"\(min-width[^\"]*", f"50vw, {len(path)}rem", source))
        newsroom.build()
        page = newsroom.page("" if path == "cards" else f"{FOLDER}/eins/")
        assert {each.get("sizes") for each in page.all(f"{place} source")} == {f"50vw, {len(path)}rem"}
    after = newsroom.page(f"{FOLDER}/eins/")
    assert after.text(".prose code") == '<source sizes="">'
    assert after.one(".prose b").get("title") == 'x sizes=""'


def test_feeds_have_a_plain_picture_and_a_true_enclosure(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://example.org/repo/"
    page = shown(newsroom, developed(photo(700, 500)), text="![Ein Kahn](bild.jpg)\n")
    (entry,) = feedparser.parse((newsroom.site / "feed.xml").read_bytes()).entries
    (enclosure,) = entry.enclosures
    file = newsroom.site / page.lead(page.one(f"{LEAD} img").get("src"))
    assert enclosure.href == f"https://example.org/repo/{file.relative_to(newsroom.site)}"
    assert (enclosure.type, int(enclosure.length)) == ("image/jpeg", file.stat().st_size)
    assert f'src="{enclosure.href}"' in entry.content[0].value
    assert "<picture" not in entry.content[0].value
    length = enclosure.length
    newsroom.article("2026/03/05/zwei.md", title="Zwei")
    newsroom.build()  # now the picture is kept, not made
    assert feedparser.parse((newsroom.site / "feed.xml").read_bytes()).entries[1].enclosures[0].length == length


def test_crops_for_search_engines(newsroom: Newsroom) -> None:
    page = shown(newsroom, developed(photo()))
    stem = page.lead(page.one(f"{LEAD} img").get("src")).removesuffix("-1920.jpg")
    sizes = {ratio: Image.open(newsroom.site / f"{stem}-{ratio}.jpg").size for ratio in ("16x9", "4x3", "1x1")}
    assert sizes == {"16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1200, 1200)}


def test_crops_of_a_small_picture_and_of_a_drawing() -> None:
    small = ImageVariants("a.jpg", ImageInfo("0" * 32, 800, 400, ()))
    assert [(each.width, each.height) for each in small.crops] == [(711, 400), (533, 400), (400, 400)]
    drawing = ImageVariants("a.svg", ImageInfo("0" * 32, WIDTH, WIDTH, ()))
    assert [(each.width, each.height) for each in drawing.crops] == [(1200, 675), (1200, 900), (1200, 1200)]


@pytest.mark.parametrize(("size", "middle"), [((1200, 400), (400, 0)), ((400, 1200), (0, 400))])
def test_a_crop_is_the_middle_of_a_picture(size: tuple[int, int], middle: tuple[int, int]) -> None:
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (*middle, middle[0] + 400, middle[1] + 400))
    cropped = pictures.cropped(picture, 300, 300)
    assert cropped.size == (300, 300)
    assert cropped.crop((3, 3, 297, 297)).getcolors() == [(294 * 294, RED)]


def test_for_share_cards_a_picture_is_upright_and_in_srgb(tmp_path: Path) -> None:
    file = tmp_path / "bild.jpg"
    file.write_bytes(developed(photo(4000, 3000), exif=exif(6), icc_profile=swapped_profile()))
    picture = pictures.decoded(file)
    assert (picture.mode, picture.size) == ("RGB", (1920, 2560))
    assert picture.getpixel((9, 9))[1] > 150  # type: ignore[index]
    (tmp_path / "bild.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'><path d='M0 0h3v2'/></svg>"
    )
    assert pictures.decoded(tmp_path / "bild.svg").size == (1200, 800)


def bomb() -> bytes:
    return developed(Image.new("1", (20_000, 20_000)), "PNG")


FAULTS = {
    "cut short": (developed(photo())[:3000], "bild.jpg", "picture-unreadable"),
    "text": (b"Das ist kein Bild.", "bild.jpg", "picture-unreadable"),
    "nothing": (b"", "bild.png", "picture-unreadable"),
    "another format": (developed(photo(9, 9), "TIFF"), "bild.jpg", "picture-unreadable"),
    "no drawing": (b"<html/>", "bild.svg", "picture-unreadable"),
    "half a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1", "bild.svg", "picture-unreadable"),
    "bomb": (bomb(), "bild.png", "picture-enormous"),
    "larger bomb": (developed(Image.new("1", (9000, 9000)), "PNG"), "bild.png", "picture-enormous"),
    "moving": (
        developed(photo(9, 9), "GIF", save_all=True, append_images=[Image.new("RGB", (9, 9))]),
        "bild.gif",
        "picture-moving",
    ),
    "acting": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>", "bild.svg", "drawing-cleaned"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_with_a_picture_is_reported(
    newsroom: Newsroom, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, name, code = FAULTS[fault]
    newsroom.write(f"{FOLDER}/{name}", content)
    article = newsroom.article(image={"src": name, "alt": "A", "credit": "C"})
    newsroom.config_file()
    monkeypatch.chdir(newsroom.root)
    told = CliRunner().invoke(main, ["check"])
    line = article.read_text().splitlines().index(f"image: {{src: {name}, alt: A, credit: C}}") + 1
    assert f"eins.md:{line}:" in told.output
    assert code in told.output
    assert "Traceback" not in told.output
    assert told.exit_code == (0 if code in {"picture-moving", "drawing-cleaned"} else 1)


def test_what_cannot_be_read_is_not_published(newsroom: Newsroom) -> None:
    newsroom.write(f"{FOLDER}/bild.svg", FAULTS["half a drawing"][0])
    newsroom.write("assets/boese.svg", FAULTS["half a drawing"][0])
    newsroom.article(image={"src": "bild.svg", "alt": "A", "credit": "C"})
    newsroom.build(preview=True)
    assert not [each for each in newsroom.site.rglob("*.svg") if b"script" in each.read_bytes()]
    assert not newsroom.page(f"{FOLDER}/eins/").all("article img"), "the page is there, without it"


def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pictures that builds decode, while the test runs."""
    monkeypatch.setattr(workers, "can_fork", lambda: False)  # all in this process
    monkeypatch.setattr("magazine.cache.cache._recent", Recent())  # other tests have the same picture
    files: list[str] = []
    opened = pictures._decode

    def note(path: Path, *rest: Any) -> Any:
        files.append(path.name)
        return opened(path, *rest)

    monkeypatch.setattr(pictures, "_decode", note)
    pictures._decode_once.cache_clear()
    return files


def files_of(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_nothing_is_decoded_twice(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    files = decoded(monkeypatch)
    shown(newsroom, developed(photo()), text="![Ein Kahn](bild.jpg)\n")
    assert files == ["bild.jpg", "bild.jpg"], "once to look at it, once for all prints"
    first = files_of(newsroom.site)
    newsroom.article(text="Neuer Text. ![Ein Kahn](bild.jpg)\n", image={"src": "bild.jpg", "alt": "A", "credit": "C"})
    newsroom.build()
    shutil.rmtree(newsroom.site)  # as on a machine that restores the cache only
    newsroom.article(
        text="![Ein Kahn](bild.jpg)\n", image={"src": "bild.jpg", "alt": "Ein Kahn", "credit": "Foto: Ada"}
    )
    newsroom.build()
    assert len(files) == 2
    assert files_of(newsroom.site) == first
    shutil.rmtree(newsroom.root / ".cache")
    shutil.rmtree(newsroom.site)
    pictures._decode_once.cache_clear()
    newsroom.build()
    assert len(files) == 3, "for the prints; what it looks like is remembered in this process"
    assert files_of(newsroom.site) == first, "with a cache or without one, the same bytes"


def test_another_picture_of_the_same_name_and_date(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    old = shown(newsroom, developed(photo(600, 400), "PNG", compress_level=0), "bild.png")
    before = {file for files in prints(old, newsroom).values() for file in files}
    turned = photo(600, 400).rotate(180)
    new = shown(newsroom, developed(turned, "PNG", compress_level=0), "bild.png")
    after = {file for files in prints(new, newsroom).values() for file in files}
    assert not before & after, "no reader gets a stale picture under its address"
    assert not any(file.exists() for file in before)
    assert like(Image.open(prints(new, newsroom)["image/jpeg"][0]).getpixel((9, 9)), BLUE)
    assert new.lead(newsroom.page(f"{FOLDER}/eins/").one(f"{LEAD} img").get("src")) in files_of(newsroom.site)


def test_workers_make_the_same(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = []
    for count in ("1", "3"):
        monkeypatch.setenv("MAGAZINE_WORKERS", count)
        shutil.rmtree(newsroom.root / ".cache", ignore_errors=True)
        shutil.rmtree(newsroom.site, ignore_errors=True)
        newsroom.write(f"{FOLDER}/zwei.png", developed(chequered(700, 500, 0), "PNG"))
        shown(newsroom, developed(photo()), text="![Noch einer](zwei.png)\n")
        sites.append(files_of(newsroom.site))
    assert sites[0] == sites[1]


def test_a_preview_makes_one_print(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    files = decoded(monkeypatch)
    newsroom.write(f"{FOLDER}/bild.jpg", developed(photo()))
    newsroom.article(image={"src": "bild.jpg", "alt": "A", "credit": "C"})
    newsroom.build(preview=True)
    assert [path.name.rpartition("-")[2] for path in (newsroom.site / FOLDER).glob("bild.*")] == ["1920.jpg"]
    count = len(files)
    newsroom.article(text="Geändert.\n", image={"src": "bild.jpg", "alt": "A", "credit": "C"})
    newsroom.build(preview=True)
    assert len(files) == count, "an edit of an article touches no picture"


def test_profiles_are_made_by_pillow() -> None:
    """The profile with red and green swapped is a valid one; else the test above would prove nothing."""
    profile = ImageCms.ImageCmsProfile(io.BytesIO(swapped_profile()))
    assert profile.profile.xcolor_space.strip() == "RGB"
