"""The report of an import, for people (HTML) and for programs (JSON): what came over, what not, what was guessed."""

import json
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from magazine.importing.imported import Visibility
from magazine.importing.run import Import, Outcome
from magazine.locales import Locale

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.4rem;text-align:left;"
    "vertical-align:top}code{overflow-wrap:anywhere}"
)


def counts(found: Import) -> dict[str, int]:
    """Return how many articles came over, by what became of them."""
    states = Counter(each.state for each in found.outcomes)
    public = sum(each.is_public for each in found.outcomes)
    were_public = [each for each in found.outcomes if each.planned.article.visibility is Visibility.PUBLISHED]
    return {
        "articles": len(found.outcomes),
        "public_before": len(were_public),
        "public_before_published": sum(each.is_public for each in were_public),
        "published": public,
        "held_back": len(found.outcomes) - public - states["left-out"],
        "left_out": states["left-out"],
        "written": states["written"],
        "unchanged": states["unchanged"],
        "edited": states["edited"],
        "with_lost_words": sum(bool(each.lost) for each in found.outcomes),
        "pictures": found.pictures,
        "pictures_missing": sum(_missing(each) for each in found.outcomes),
    }


def _missing(outcome: Outcome) -> int:
    return sum(each.kind == "picture-missing" for each in outcome.planned.article.remarks)


def as_data(found: Import) -> dict[str, Any]:
    """Return the report as data."""
    return {
        "from": found.archive.kind,
        "site": found.archive.site,
        "counts": counts(found),
        "seconds": round(found.seconds, 1),
        "sections": {found.sections.names.get(each, each): to for each, to in found.sections.mapping.items()},
        "notes": found.notes,
        "articles": [_article(each) for each in found.outcomes],
        "not_brought_over": [{"source": source, "reason": reason} for source, reason in found.archive.left_out],
    }


def _article(outcome: Outcome) -> dict[str, Any]:
    article = outcome.planned.article
    return {
        "source": article.source,
        "file": outcome.file,
        "title": article.title,
        "state": outcome.state,
        "lost_words": outcome.lost,
        "reasons": outcome.reasons,
        "remarks": [{"kind": each.kind, "what": each.what} for each in article.remarks],
    }


def write(found: Import, folder: Path, locale: Locale) -> tuple[Path, Path]:
    """Write both reports into a folder; return their paths."""
    data = as_data(found)
    as_json, as_html = folder / "import-report.json", folder / "import-report.html"
    as_json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    as_html.write_text("\n".join(_page(data, locale)) + "\n", "utf-8")
    return as_html, as_json


def _page(data: dict[str, Any], word: Locale) -> Iterator[str]:
    title = escape(word("import.report.title", source=data["from"]))
    yield f'<!doctype html>\n<html lang="{word.language}">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<table>"
    for name, count in data["counts"].items():
        yield f"<tr><th scope=row>{escape(word(f'import.counts.{name}'))}</th><td>{count}</td></tr>"
    yield "</table>"
    for note in data["notes"]:
        yield f"<p>{escape(note)}</p>"
    told = [each for each in data["articles"] if each["remarks"] or each["lost_words"] or each["reasons"]]
    yield f"<h2>{escape(word('import.report.articles'))}</h2>\n<table>"
    for each in told:
        yield f"<tr><td><strong>{escape(each['title'])}</strong><br><code>{escape(each['file'])}</code></td><td><ul>"
        yield from (f"<li>{line}</li>" for line in _lines(each, word))
        yield "</ul></td></tr>"
    yield f"</table>\n<h2>{escape(word('import.report.not_brought_over'))}</h2>\n<ul>"
    for each in data["not_brought_over"]:
        yield f"<li>{escape(each['source'])}: {escape(_reason(each['reason'], word))}</li>"
    yield "</ul>\n</body>\n</html>"


def _lines(article: dict[str, Any], word: Locale) -> Iterator[str]:
    if article["state"] == "left-out":
        yield from map(escape, article["reasons"])
    if article["lost_words"]:
        yield escape(word("import.remark.words-lost", what=" ".join(article["lost_words"][:30])))
    for each in article["remarks"]:
        yield escape(word(f"import.remark.{each['kind']}", what=each["what"]))


def _reason(reason: str, word: Locale) -> str:
    key = f"import.reason.{reason}"
    return word(key) if key in word.words else reason
