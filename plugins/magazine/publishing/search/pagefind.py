"""Pagefind (pagefind.app): indexes articles, a few hundred at a time, and searches in the reader's browser.

Its program is asked over standard input and output: JSON in Base64, with commas between. Its own Python package waits
a tenth of a second for every answer. All of ten thousand articles at once would take it more than a gigabyte.
"""

import base64
import contextlib
import gzip
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import cbor2

try:
    from pagefind_bin import get_executable
except ImportError:  # there is no program for this system
    get_executable = None

_SIGNATURE = len(b"pagefind_dcd")
_PATIENCE = 120  # seconds for a few hundred articles, which take one

Postings = list[list[Any]]
"""Where a word stands: `[pages since the last one, places in the text, places in headline and byline]`."""
Words = list[tuple[str, Postings, list[tuple[str, Postings]]]]
"""Stems with their postings, and the spellings that differ by more than accents from the stem, with theirs."""


class PagefindFailed(Exception):  # noqa: N818 - what happened, not what it is
    """Pagefind is there and does not work; the message is what it printed."""


def is_here() -> bool:
    """Return whether there is a Pagefind for this system."""
    return get_executable is not None


def runtime(language: str) -> dict[str, bytes]:
    """Return the files for the browser, with `pagefind-entry.json`, which names version and language.

    Pagefind has user interfaces of its own; they are left out.

    Raises:
        PagefindFailed: see there.
    """
    files = _indexed([("", "", "1")], language)
    entry = json.loads(files["pagefind-entry.json"])
    wasm = [f"wasm.{each['wasm']}.pagefind" for each in entry["languages"].values()]
    return {name: files[name] for name in ["pagefind-entry.json", "pagefind.js", *wasm]}


def index(records: Sequence[tuple[str, str, str]], language: str) -> tuple[Words, list[int], list[str]]:
    """Return the words of articles (headline, authors, text), how long each is, and the names of the first two.

    Raises:
        PagefindFailed: see there.
    """
    files = _indexed(records, language)
    (meta,) = (content for name, content in files.items() if name.endswith(".pf_meta"))
    _, pages, _, _, _, fields = cbor2.loads(_unpacked(meta))
    fragments = (json.loads(_unpacked(files[f"fragment/{name}.pf_fragment"])) for name, _ in pages)
    if [int(fragment["url"]) for fragment in fragments] != [*range(len(records))]:
        raise PagefindFailed("the articles came back in another order")
    words: Words = []
    for name, content in files.items():
        if name.startswith("index/"):
            words.extend(*cbor2.loads(_unpacked(content)))
    return sorted(words, key=lambda word: word[0]), [length for _, length in pages], fields


def _unpacked(packed: bytes) -> bytes:
    return gzip.decompress(packed)[_SIGNATURE:]


def _indexed(records: Iterable[tuple[str, str, str]], language: str) -> dict[str, bytes]:
    """Return Pagefind's files for these records by name; the address of each is its number."""
    payloads: list[dict[str, Any]] = [{"type": "NewIndex", "config": {}}]
    for number, (title, authors, content) in enumerate(records):
        meta = {"title": title, "authors": authors}
        record = {"url": str(number), "content": content, "language": language, "meta": meta, "filters": {}, "sort": {}}
        payloads.append({"type": "AddRecord", "index_id": 0, **record})
    payloads.append({"type": "GetFiles", "index_id": 0})
    answer = _ask(payloads)
    return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}


def _ask(payloads: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the answer to the last of these requests."""
    assert get_executable  # noqa: S101 - callers have asked `is_here`
    command, pipe = [str(get_executable()), "--service"], subprocess.PIPE
    try:
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT)  # noqa: S603
    except OSError as error:
        raise PagefindFailed(str(error)) from None
    deadline = threading.Timer(_PATIENCE, process.kill)
    writer = threading.Thread(target=_write, args=(process.stdin, payloads), daemon=True)
    deadline.start()
    writer.start()
    try:
        *_, last = islice(_answers(process.stdout), len(payloads))
        return last
    finally:
        deadline.cancel()
        process.kill()
        writer.join()
        process.communicate()  # closes the pipes


def _write(stdin: Any, payloads: Iterable[Mapping[str, Any]]) -> None:
    """Write all requests. The pipe stays open: Pagefind ends where it is closed, whether it has answered or not."""
    with contextlib.suppress(OSError):  # it died; its answers say why
        for number, payload in enumerate(payloads):
            stdin.write(base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b",")
        stdin.flush()


def _answers(stdout: Any) -> Iterator[Mapping[str, Any]]:
    """Yield Pagefind's answers, in order. An answer that says that something failed is raised."""
    rest = b""
    while part := stdout.read1(1 << 20):
        *messages, rest = (rest + part).split(b",")
        for message in messages:
            try:
                payload = json.loads(base64.b64decode(message, validate=True))["payload"]
            except ValueError:
                raise PagefindFailed(message[:500].decode(errors="replace")) from None
            if payload["type"] == "Error":
                raise PagefindFailed(str(payload.get("message", "")))
            yield payload
    raise PagefindFailed(rest[-500:].decode(errors="replace").strip() or "it ended without a word")
