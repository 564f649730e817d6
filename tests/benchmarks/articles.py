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
    """Return what a magazine tells of an author: role and a biography of two sentences."""
    return {"name": name.title(), "role": "Redaktion", "bio": paragraph(words, 24)}


def write(folder: Path, count: int, seed: int = 1911, *, start: int = 0) -> None:
    """Write `count` articles into `folder`, eight a day, in front matter that Hugo and Material's blog read as well."""
    words = random.Random(seed + start)
    first = date(2020, 1, 1)
    for number in range(start, start + count):
        day = first + timedelta(days=number // 8)
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
