"""Generated German articles for benchmarks: about 480 words, sections, authors, tags, a standfirst. Never committed."""

import random
from datetime import date, timedelta
from pathlib import Path

SECTIONS = ("stadtleben", "politik", "kultur", "verkehr", "geschichte")
AUTHORS = tuple(f"autor-{number}" for number in range(1, 21))
TAGS = tuple(f"Thema {number}" for number in range(1, 101))
WORDS = (
    "Hafen Brücke Wasser Straße Viertel Abend Morgen Schiff Lager Speicher Kanal Fleet Platz Turm Uhr Markt "
    "Haus Mauer der die das ein eine und aber denn weil als nach vor unter über zwischen seit bis ohne gegen "
    "führt liegt steht beginnt endet zeigt bleibt wächst sinkt kostet dauert trägt braucht alt neu breit "
    "schmal hoch tief früh spät lang kurz hell dunkel"
).split()

_FIRST, _DAYS = date(2020, 1, 1), 2_175
"""All articles are spread evenly over these almost six years, whatever their number: "five years ago" is then a day
with older articles before it. They end in the middle of a month, so that one more does not also begin a new year."""

FIVE_YEARS = timedelta(days=5 * 365)


def paragraph(words: random.Random, length: int) -> str:
    """Return sentences of `length` words in all."""
    sentences = []
    while length > 0:
        size = min(length, words.randint(8, 16))
        sentence = " ".join(words.choice(WORDS) for _ in range(size))
        sentences.append(sentence[0].upper() + sentence[1:] + ".")
        length -= size
    return " ".join(sentences)


def author_fields(name: str, words: random.Random) -> dict[str, str]:
    """Return an author for a magazine: role and a biography of two sentences."""
    return {"name": name.title(), "role": "Redaktion", "bio": paragraph(words, 24)}


def write(folder: Path, count: int) -> None:
    """Write `count` articles into `folder`, in front matter that Hugo and Material's blog read as well."""
    for number in range(count):
        _write(folder, number, _FIRST + timedelta(days=number * _DAYS // count))


def add(folder: Path, back: timedelta = timedelta()) -> Path:
    """Write one more article, of the day of the newest, or of so long before; return its file."""
    every = in_order(folder)
    newest = date(*(int(part) for part in every[-1].parts[-4:-1]))
    return _write(folder, len(every), newest - back)


def in_order(folder: Path) -> list[Path]:
    """Return the files of all articles, the newest last."""
    return sorted(folder.rglob("artikel-*.md"))


def middle(folder: Path) -> Path:
    """Return the file of an article that stands on no front page: half of all are newer."""
    every = in_order(folder)
    return every[len(every) // 2]


def edit_text(file: Path, words: str) -> None:
    """Give an article's text another last paragraph."""
    text = file.read_text(encoding="utf-8").rstrip().rpartition("\n\n")[0]
    file.write_text(f"{text}\n\n{words}\n", encoding="utf-8")


def edit_headline(file: Path, words: str) -> None:
    """Give an article another headline."""
    lines = file.read_text(encoding="utf-8").split("\n")
    lines[1] = f"title: {words}"
    file.write_text("\n".join(lines), encoding="utf-8")


def _write(folder: Path, number: int, day: date) -> Path:
    words = random.Random(number)
    path = folder / f"{day:%Y/%m/%d}/artikel-{number:05}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = [
        paragraph(words, 80),
        f"## {paragraph(words, 4)}",
        *(paragraph(words, 80) for _ in range(3)),
        f"> {paragraph(words, 20)}\n>\n> [Quelle des Zitats](https://example.org/{number})",
        f"- *{paragraph(words, 6)}*\n- **{paragraph(words, 6)}**",
        paragraph(words, 130),
    ]
    body = "\n\n".join(parts)
    path.write_text(
        f"---\ntitle: {paragraph(words, 7)[:-1]} {number}\ndescription: {paragraph(words, 24)}\ndate: {day}\n"
        f"authors: [{words.choice(AUTHORS)}]\ncategories: [{words.choice(SECTIONS)}]\n"
        f"tags: [{', '.join(words.sample(TAGS, 3))}]\n---\n\n{body}\n",
        encoding="utf-8",
    )
    return path
