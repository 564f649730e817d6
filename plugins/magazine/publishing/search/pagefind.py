"""Pagefind (pagefind.app): takes words to their stems, and searches in the reader's browser.

Its program is asked over standard input and output: JSON in Base64, with commas between. Its own Python package waits
a tenth of a second for every answer. It indexes a few hundred articles at a time: all ten thousand would take it
more than a gigabyte, and all of it again for each new article.
"""

import base64
import contextlib
import gzip
import json
import subprocess
import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

import cbor2

try:
    from pagefind_bin import get_executable
except ImportError:  # there is no program for this system
    get_executable = None

_SIGNATURE = len(b"pagefind_dcd")
_PATIENCE = 120  # seconds for a few hundred articles, which take one
# What the search of this magazine loads; Pagefind also has user interfaces of its own.
_RUNTIME = ("pagefind.js", "wasm.")

Postings = list[list[Any]]
"""Where a word stands: `[pages since the last one, places in the text, places in headline and byline]`."""
Words = list[tuple[str, Postings, list[tuple[str, Postings]]]]
"""Stems with their postings, and the spellings that differ by more than accents from the stem, with theirs."""


class PagefindFailed(Exception):  # noqa: N818 - what happened, not what it is
    """Pagefind is there and does not do its work; the message says what it said."""


def is_here() -> bool:
    """Tell whether there is a Pagefind for this system."""
    return get_executable is not None


def runtime(language: str) -> dict[str, bytes]:
    """Return the files for the browser, with `pagefind-entry.json`, which names version and language.

    Raises:
        PagefindFailed: see there.
    """
    files = _indexed([("", "", "1")], language)
    kept = {name: content for name, content in files.items() if name.startswith(_RUNTIME)}
    entry = json.loads(files["pagefind-entry.json"])
    wasm = {f"wasm.{each['wasm']}.pagefind" for each in entry["languages"].values()}
    return {
        "pagefind-entry.json": files["pagefind-entry.json"],
        **{name: content for name, content in kept.items() if name == "pagefind.js" or name in wasm},
    }


def index(records: Sequence[tuple[str, str, str]], language: str) -> tuple[Words, list[int], list[str]]:
    """Return the words of articles (headline, authors, text), how long each is, and the names of the first two.

    Raises:
        PagefindFailed: see there.
    """
    files = _indexed(records, language)
    meta = next(_content(content) for name, content in files.items() if name.endswith(".pf_meta"))
    _, pages, _, _, _, fields = meta
    numbers = {
        name.removeprefix("fragment/").removesuffix(".pf_fragment"): int(json.loads(_unpacked(content))["url"])
        for name, content in files.items()
        if name.startswith("fragment/")
    }
    if [numbers[name] for name, _ in pages] != [*range(len(records))]:
        raise PagefindFailed("the articles came back in another order")
    words: Words = []
    for name, content in files.items():
        if name.startswith("index/"):
            (found,) = _content(content)
            words.extend(found)
    return sorted(words, key=lambda word: word[0]), [length for _, length in pages], fields


def _content(packed: bytes) -> Any:
    return cbor2.loads(_unpacked(packed))


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
    answer = _asked(payloads)
    return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}


def _asked(payloads: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the answer to the last of these."""
    assert get_executable  # noqa: S101 - who asks has asked `is_here`
    try:
        process = subprocess.Popen(  # noqa: S603
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        raise PagefindFailed(str(error)) from None
    deadline = threading.Timer(_PATIENCE, process.kill)
    deadline.start()
    assert process.stdin  # noqa: S101 - both are pipes
    assert process.stdout  # noqa: S101
    writer = threading.Thread(target=_write, args=(process.stdin, payloads), daemon=True)
    writer.start()
    try:
        return _answers(process.stdout, len(payloads))
    finally:
        deadline.cancel()
        process.kill()
        process.wait()
        writer.join()
        process.stdout.close()


def _write(stdin: IO[bytes], payloads: Iterable[Mapping[str, Any]]) -> None:
    """Ask all of it; the pipe stays open, for Pagefind ends where it is closed, whether it has answered or not."""
    with contextlib.suppress(OSError):  # it died; the answers tell
        for number, payload in enumerate(payloads):
            stdin.write(base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b",")
        stdin.flush()


def _answers(stdout: IO[bytes], count: int) -> Mapping[str, Any]:
    """Read this many answers, and return the last; a failure of any is raised."""
    received = bytearray()
    answered = 0
    payload: Mapping[str, Any] = {}
    while answered < count:
        part = stdout.read1(1 << 20)  # type: ignore[attr-defined] # the pipe is buffered
        if not part:
            raise PagefindFailed(bytes(received[-500:]).decode(errors="replace").strip() or "it ended without a word")
        received += part
        *messages, rest = received.split(b",")
        received = bytearray(rest)
        for message in messages:
            try:
                payload = json.loads(base64.b64decode(message, validate=True))["payload"]
            except ValueError:
                raise PagefindFailed(message[:500].decode(errors="replace")) from None
            if payload["type"] == "Error":
                raise PagefindFailed(str(payload.get("message", "")))
            answered += 1
    return payload
