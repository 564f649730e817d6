"""Share cards: everything on them can be read, over any picture, and they are made again only when they change."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from magazine.publishing import share_cards
from magazine.publishing.brand import read_brand
from magazine.publishing.copyfitting import TextBox, fit
from magazine.publishing.font import Font
from magazine.publishing.share_cards import CardStyle, ShareCard, blocks, draw
from PIL import Image, ImageColor, ImageDraw

from tests.newsroom import REPOSITORY, Newsroom

SITE = "https://magazin.example/blatt/"
LONGEST = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
HARD = [
    ShareCard("Kultur", "Ab", "Von Bo Li · 1. Mai 2026"),
    ShareCard("Kultur · Meinung", LONGEST, "Von Ada Beispiel · 4. März 2026"),
    ShareCard("Verkehr", ("Bürgerschafts-Entscheidung über die Köhlbrandbrücke: " * 3)[:110], "Von Ada Beispiel"),
    ShareCard("Verkehr", "W" * 110, "Von Ada Beispiel · 4. März 2026"),
    ShareCard("Ein Ressort mit einem sehr langen Namen, der kaum in eine Zeile passt, " * 2, "Kurz", "Von Bo"),
    ShareCard(
        "Kultur",
        "Sehr viele haben an diesem Text geschrieben",
        "Von " + ", ".join(["Maximiliane-Friederike von Württemberg-Hohenlohe"] * 6) + " · 26.\xa0September\xa02026",
    ),
    ShareCard("", "…" * 400, ""),
]


@pytest.fixture(scope="module")
def style() -> CardStyle:
    brand = read_brand([str(REPOSITORY / "overrides")])
    notice = "Dieses Magazin ist unabhängig und wird privat betrieben. Es gehört nicht zur Deutschen Bahn AG."
    return CardStyle(brand, name="Ein Magazin", notice=notice, language="de")


def opened(png: bytes | Path) -> Image.Image:
    picture = Image.open(BytesIO(png) if isinstance(png, bytes) else png)
    picture.verify()
    picture = Image.open(BytesIO(png) if isinstance(png, bytes) else png)
    picture.load()
    return picture


def overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("over_picture", [False, True])
@pytest.mark.parametrize("card", HARD, ids=lambda card: card.headline[:20])
def test_every_text_has_its_place(card: ShareCard, style: CardStyle, over_picture: bool) -> None:
    """A text is printed with the paper around it: where two overlap, one would cut the other off."""
    printed = blocks(card, style, over_picture=over_picture)
    width = share_cards._PANEL - 36 if over_picture else 1200 - 60
    for block in printed:
        left, top, right, bottom = block.box
        assert left >= 60
        assert right <= width
        assert top >= 20
        assert bottom <= 500
    boxes = [block.box for block in printed]
    assert not any(overlap(one, other) for i, one in enumerate(boxes) for other in boxes[:i])
    if len(card.headline) <= 110:
        set_again = "".join(line[2] for line in next(each for each in printed if each.size > 30).lines)
        if "2026" in card.byline:
            assert printed[-1].lines[-1][2].endswith("2026")
        assert set_again.replace("-", "").replace(" ", "") == card.headline.replace("-", "").replace(" ", "")


@pytest.mark.parametrize("card", HARD, ids=lambda card: card.headline[:20])
def test_nothing_is_printed_beyond_the_margins(card: ShareCard, style: CardStyle) -> None:
    sheet = opened(draw(card, style)).convert("RGB")
    assert sheet.size == (1200, 630)
    paper = ImageColor.getrgb(style.brand.paper)
    for margin in ((0, 0, 58, 630), (1142, 0, 1200, 630), (0, 0, 1200, 30), (0, 610, 1200, 630)):
        assert sheet.crop(margin).getcolors() == [((margin[2] - margin[0]) * (margin[3] - margin[1]), paper)]


def test_long_words_are_parted_where_german_parts_them(style: CardStyle) -> None:
    lines = [line[2] for block in blocks(HARD[1], style) for line in block.lines][1:-1]
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])
    assert lines[0] == "Donaudampfschifffahrts-"


def test_a_headline_that_fits_is_not_parted(style: CardStyle) -> None:
    card = ShareCard("Kultur", "Die Elbphilharmonie feiert ihr Jubiläum im Hafengeburtstagsjahr", "Von Bo")
    assert not any(line[2].endswith("-") for block in blocks(card, style) for line in block.lines)


def test_what_the_face_lacks_is_written_in_latin_or_left_out(style: CardStyle) -> None:
    font = Font(style.brand.card_folder / "headline.ttf")
    assert font.written("Путин 😀 Łódź, Ἀθήνα, Dvořák e\u0301") == "Putin  Łódź, Athena, Dvořák é"
    assert blocks(ShareCard("", "😀🎉", ""), style) == []
    assert fit("😀 Fest", font, TextBox(1000, 100, (60,), 1), "de").lines == ("Fest",)


def test_pairs_of_letters_are_kerned(style: CardStyle) -> None:
    font = Font(style.brand.card_folder / "headline.ttf")
    assert font.width("AV", 100) < font.width("A", 100) + font.width("V", 100) - 5
    assert font.width("To", 100) < font.width("T", 100) + font.width("o", 100) - 5
    assert font.width("nn", 100) == 2 * font.width("n", 100)


def test_a_card_is_small(style: CardStyle) -> None:
    card = ShareCard(
        "Stadtleben", "Bis die Glocke schlägt: der Fischmarkt in Altona", "Von Ada Beispiel · 4. März 2026"
    )
    png = draw(card, style)
    assert len(png) < 9_000
    assert len(opened(png).getpalette() or []) <= 4 * 3


def luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in (c / 255 for c in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def photos() -> Iterator[Any]:
    for name, size, colour in (
        ("white", (1600, 900), "white"),
        ("black", (1600, 900), "black"),
        ("portrait", (800, 1600), "#777777"),
        ("wide", (3000, 400), "#0b5675"),
        ("transparent", (1200, 800), (0, 0, 0, 0)),
    ):
        yield pytest.param(Image.new("RGBA" if name == "transparent" else "RGB", size, colour), id=name)
    noise = Image.effect_noise((1600, 1000), 120)
    yield pytest.param(Image.merge("RGB", (noise, noise.rotate(180), noise)), id="noise")


@pytest.mark.parametrize("photo", [*photos()])
def test_text_can_be_read_over_any_picture(photo: Image.Image, style: CardStyle) -> None:
    card = ShareCard(
        "Kultur · Kritik", "Die Köhlbrandbrücke, ein Wahrzeichen auf Abruf", "Von Ada Beispiel · 4. März 2026"
    )
    png = draw(card, style, photo)
    sheet = opened(png).convert("RGB")
    paper = ImageColor.getrgb(style.brand.paper)
    for block, colour in zip(
        blocks(card, style, over_picture=True), (style.brand.accent, style.brand.ink, style.brand.ink), strict=True
    ):
        behind = sheet.crop(block.box).getcolors()
        assert behind is not None
        assert max(behind)[1] == paper
        assert len(behind) <= 3  # paper, the colour of the text, and its edges: nothing of the picture
        ratio = (luminance(paper) + 0.05) / (luminance(ImageColor.getrgb(colour)) + 0.05)
        assert ratio >= 4.5
    if photo.mode == "RGB":
        assert sheet.crop((900, 100, 1100, 300)).getcolors(1 << 16) != [(200 * 200, paper)]
    assert len(png) < 400_000  # of noise, which nobody publishes; other pictures are a third of it


def test_a_small_picture_is_not_blown_up(style: CardStyle) -> None:
    card = HARD[0]
    assert draw(card, style, Image.new("RGB", (320, 200), "red")) == draw(card, style)


@pytest.fixture
def published(newsroom: Newsroom) -> Newsroom:
    newsroom.settings["site_url"] = SITE
    newsroom.article(kind="opinion", authors=["ada-beispiel", "bo-muster"])
    newsroom.article("2026/03/05/zwei.md", title="Zwei")
    return newsroom


def cards_of(newsroom: Newsroom) -> dict[str, bytes]:
    return {path.relative_to(newsroom.site).as_posix(): path.read_bytes() for path in newsroom.site.rglob("card.png")}


def test_pages_name_their_cards(published: Newsroom) -> None:
    published.build()
    for page, card in {
        "posts/2026/03/04/eins/": "posts/2026/03/04/eins/card.png",
        "ressort/kultur/": "ressort/kultur/card.png",
        "autoren/ada-beispiel/": "autoren/ada-beispiel/card.png",
        "": "card.png",
        "archiv/": "card.png",
    }.items():
        built = published.page(page)
        told = {each.get("property"): each.get("content") for each in built.all("meta[property^='og:image']")}
        assert told["og:image"] == SITE + card
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert opened(published.site / card).size == (1200, 630)
        assert built.meta("twitter:card") == "summary_large_image"
    told = published.page("posts/2026/03/04/eins/").all("meta[property='og:image:alt']")[0]
    assert told.get("content").startswith("Eine Überschrift – ")


def test_a_card_shows_the_picture_of_its_article(published: Newsroom) -> None:
    photo = Image.new("RGB", (1600, 900), "#c02020")
    ImageDraw.Draw(photo).rectangle((0, 0, 1600, 450), "#20c020")
    output = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    photo.save(output, "JPEG", exif=exif)
    published.write("posts/2026/03/04/foto.jpg", output.getvalue())
    image = {"src": "foto.jpg", "alt": "Zwei Felder in zwei Farben", "credit": "Foto: Ada Beispiel"}
    published.article(image=image)
    published.build()
    card = opened(published.site / "posts/2026/03/04/eins/card.png").convert("RGB")
    red, green, _ = card.getpixel((1100, 30))  # type: ignore[misc]
    assert red > 3 * green


def test_no_cards_where_nobody_could_share_them(published: Newsroom) -> None:
    published.article("2026/03/06/drei.md", title="Drei", draft=True)
    published.article("2026/03/07/vier.md", title="Vier", embargo="2099-01-01 08:00")
    published.build()
    assert {name for name in cards_of(published) if name.startswith("posts/")} == {
        "posts/2026/03/04/eins/card.png",
        "posts/2026/03/05/zwei/card.png",
    }
    published.magazine["share_cards"] = "none"
    published.build()
    assert cards_of(published) == {}
    assert not published.page("posts/2026/03/04/eins/").all("meta[property^='og:image']")
    assert published.page("posts/2026/03/04/eins/").meta("twitter:card") == "summary"


@pytest.mark.parametrize(
    ("which", "years"), [("recent", {"2025", "2026"}), ("all", {"2023", "2024", "2025", "2026"}), ("none", set())]
)
def test_which_articles_have_a_card(newsroom: Newsroom, which: str, years: set[str]) -> None:
    """Recent are those of the newest article's year and the year before; nothing depends on the day of the build."""
    newsroom.settings["site_url"] = SITE
    newsroom.magazine["share_cards"] = which
    for day in ("2023/05/09", "2024/12/31", "2025/01/01", "2026/03/04"):
        newsroom.article(f"{day}/eins.md", title=f"Vom {day}")
    newsroom.build(strict=True)
    found = cards_of(newsroom)
    assert {name.split("/")[1] for name in found if name.startswith("posts/")} == years
    assert ("card.png" in found) is ("ressort/kultur/card.png" in found) is (which != "none")
    for day in ("2023/05/09", "2024/12/31", "2025/01/01", "2026/03/04"):
        url = f"posts/{day}/eins/"
        told = [each.get("content") for each in newsroom.page(url).all("meta[property='og:image']")]
        own = day[:4] in years
        assert told == ([] if which == "none" else [f"{SITE}{url if own else ''}card.png"])
        image = newsroom.page(url).one('script[type="application/ld+json"]').text_content()
        assert (f"{url}card.png" in image) is own


def test_an_old_article_shows_its_picture(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = SITE
    output = BytesIO()
    Image.new("RGB", (1600, 900), "#c02020").save(output, "JPEG")
    newsroom.write("posts/2023/05/09/foto.jpg", output.getvalue())
    newsroom.article("2023/05/09/alt.md", image={"src": "foto.jpg", "alt": "Ein rotes Feld", "credit": "Foto: Ada"})
    newsroom.article("2026/03/04/neu.md", title="Neu")
    newsroom.build(strict=True)
    page = newsroom.page("posts/2023/05/09/alt/")
    told = {each.get("property"): each.get("content") for each in page.all("meta[property^='og:image']")}
    shown = opened(newsroom.site / told["og:image"].removeprefix(SITE))
    assert shown.size == (int(told["og:image:width"]), int(told["og:image:height"])) == (1200, 675)
    assert told["og:image:alt"] == "Ein rotes Feld"


def test_without_an_address_there_are_no_cards(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build()
    assert cards_of(newsroom) == {}


def test_a_card_is_made_again_only_when_something_on_it_changed(published: Newsroom, computed: list[str]) -> None:
    def remade() -> set[str]:
        computed.clear()
        published.build()
        return {path for path in computed if path.endswith("card.png")}

    first, second = "posts/2026/03/04/eins/card.png", "posts/2026/03/05/zwei/card.png"
    assert remade() >= {first, second, "card.png"}
    assert remade() == set()
    published.article("2026/03/05/zwei.md", title="Zwei", text="Ein ganz anderer Text.\n", tags=["Neu"])
    assert remade() == set()
    published.article("2026/03/05/zwei.md", title="Zweitens")
    assert remade() == {second}
    authors = published.docs / "authors.yml"
    authors.write_text(authors.read_text().replace("Schreibt über", "Schrieb über"))
    assert remade() == set()
    authors.write_text(authors.read_text().replace("Bo Muster", "Bo Mustermann"))
    assert remade() == {first, "autoren/bo-muster/card.png"}
    published.magazine["disclaimer"] = {
        "title": "Hinweis",
        "text": "Wir sind nicht die Anderen.",
        "short": "Nicht die Anderen",
    }
    assert remade() >= {first, second, "card.png"}
    kept = cards_of(published)
    for folder in (".cache", "site"):
        (published.root / folder).rename(published.root / f"old-{folder}")
    assert remade() == set(kept)
    assert cards_of(published) == kept


def test_another_magazine_has_its_own_colours_and_faces(published: Newsroom, tmp_path: Path) -> None:
    import shutil

    overrides = tmp_path / "overrides"
    shutil.copytree(REPOSITORY / "overrides", overrides)
    published.settings["theme"] = {"custom_dir": str(overrides)}
    published.build()
    before = cards_of(published)["card.png"]
    light = overrides / "partials/styles/light.css"
    light.write_text(light.read_text().replace("--paper: #fbfaf6", "--paper: #ffeecc"))
    published.build()
    card = opened(published.site / "card.png").convert("RGB")
    assert card.getpixel((5, 5)) == (0xFF, 0xEE, 0xCC)
    assert published.page().all('meta[name="theme-color"]')[0].get("content") == "#ffeecc"
    shutil.copy(overrides / ".share_card/text.ttf", overrides / ".share_card/headline.ttf")
    published.build()
    assert cards_of(published)["card.png"] != before


def test_a_line_does_not_end_at_a_no_break_space_or_hyphen(style: CardStyle) -> None:
    font = Font(style.brand.card_folder / "headline.ttf")
    text = "Die S\N{NON-BREAKING HYPHEN}Bahn\u00a05\u202fkm"
    assert font.written(text) == text
    words = text.removeprefix("Die ")
    assert fit(text, font, TextBox(round(font.width(words, 60)) + 1, 600, (60,), 1), "de").lines == ("Die", words)
