"""The harness of `make bench`, on a handful of articles. None of this needs the packages of those compared."""

import contextlib
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks import articles, budgets, changes, cold, measure, preview, report, results, search
from tests.benchmarks.competitors import EVERYTHING, OURS, RIVAL
from tests.benchmarks.competitors.ours import CHANGES
from tests.benchmarks.kinds import Touched, bytes_by_kind, kind_of, state_of, touched
from tests.benchmarks.measure import Build, BuildError, alternate, timed
from tests.servers import free_port

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def _results_of_this_test_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(results, "_FOLDER", tmp_path / "bench")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background may ignore it
    yield
    signal.signal(signal.SIGINT, before)


def python(script: str) -> list[str]:
    return [sys.executable, "-c", script]


def day_of(article: Path) -> date:
    return date(*(int(part) for part in article.parts[-4:-1]))


def test_articles_are_spread_over_the_same_years_whatever_their_number(tmp_path: Path) -> None:
    spans = []
    for count in (10, 100):
        articles.write(tmp_path / str(count), count)
        every = articles.in_order(tmp_path / str(count))
        assert len(every) == count
        spans.append((day_of(every[0]), day_of(every[-1]).year))
    assert spans[0][0] == spans[1][0]
    assert spans[0][1] == spans[1][1]


def test_articles_are_added_at_the_end_and_five_years_before(tmp_path: Path) -> None:
    articles.write(tmp_path, 50)
    last = day_of(articles.in_order(tmp_path)[-1])
    newest, back = articles.add(tmp_path), articles.add(tmp_path, articles.FIVE_YEARS)
    assert articles.in_order(tmp_path)[-1] == newest
    assert (last - day_of(back)).days == 5 * 365
    assert articles.in_order(tmp_path).index(back) > 0
    assert len({article.stem for article in articles.in_order(tmp_path)}) == 52


def test_each_edit_is_another_one(tmp_path: Path) -> None:
    articles.write(tmp_path, 5)
    article = articles.middle(tmp_path)
    before = article.read_text("utf-8").count("\n")
    for words in ("Der erste Schluss.", "Der zweite Schluss."):
        articles.edit_text(article, words)
        articles.edit_headline(article, f"Titel: {words}".replace(":", ""))
    text = article.read_text("utf-8")
    assert text.count("\n") == before
    assert "erste" not in text
    assert text.startswith("---\ntitle: Titel Der zweite Schluss.\n")
    assert text.endswith("\n\nDer zweite Schluss.\n")


def test_a_build_that_takes_too_long_is_ended_with_all_its_processes(tmp_path: Path) -> None:
    child = f"import os, time; open({str(tmp_path / 'child')!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with pytest.raises(BuildError, match="over 0 min"):
        timed(python(script), {}, limit=2)
    pid = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not _lives(pid):
            return
        time.sleep(0.05)
    raise AssertionError("a process below the one that was ended lives on")


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _commands() -> Iterator[str]:
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            yield process.read_text(errors="replace")


def test_a_build_is_ended_before_the_machine_has_no_memory_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "_free_part", lambda: 0.01)
    with pytest.raises(BuildError, match="over 0 GB"):
        timed(python("import time; time.sleep(60)"), {})


def test_a_build_that_fails_says_how() -> None:
    with pytest.raises(BuildError, match=r"failed \(3\): no such theme"):
        timed(python("import sys; print('no such theme', file=sys.stderr); sys.exit(3)"), {})


def test_a_build_counts_the_work_of_the_processes_below_it() -> None:
    child = "n = 0\nfor i in range(3_000_000): n += i\nb = bytearray(80_000_000); import time; time.sleep(1)"
    run = timed(python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"), {})
    assert run.memory > 80_000_000
    assert run.cpu > 0.05
    assert run.seconds >= 1


def test_builds_are_run_in_turn_and_one_that_fails_not_again() -> None:
    told: list[str] = []

    def build(name: str, script: str) -> Build:
        return Build(python(script), {"NAME": name}, lambda run: told.append(f"{name}{run}"))

    good = "import os; assert os.environ['NAME'] in 'AC'"
    first, bad, last = alternate([build("A", good), build("B", good), build("C", good)], 3)
    assert told == ["A1", "B1", "C1", "A2", "C2", "A3", "C3"]
    assert [len(each.runs) for each in (first, bad, last)] == [3, 0, 3]
    assert "failed (1)" in bad.failure
    assert first.failure == last.failure == ""


def test_one_that_takes_longer_than_patience_is_run_once() -> None:
    slow, quick = alternate([Build(python("import time; time.sleep(1)"), {}), Build(["true"], {})], 3, patience=0.5)
    assert (len(slow.runs), len(quick.runs)) == (1, 3)


def test_files_of_a_site_have_kinds() -> None:
    kinds = {
        "posts/2020/01/01/artikel/index.html": "articles",
        "posts/2020/01/01/artikel/card.png": "share cards",
        "index.html": "front page",
        "seite/2/index.html": "front page",
        "ressort/kultur/seite/2/index.html": "ressort",
        "ressort/kultur/feed.xml": "feeds",
        "feed.json": "feeds",
        "news-sitemap.xml": "sitemaps",
        "search-index/result/20200101abc.packed": "search: results",
        "search-index/words/0abc.packed": "search: index",
        "embargo.json": "JSON",
        "assets/magazine.css": "assets and others",
    }
    assert {path: kind_of(path).removeprefix("listings: ") for path in kinds} == kinds


def test_what_a_change_touches_is_known_by_content(tmp_path: Path) -> None:
    def write(path: str, text: str) -> None:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)

    for path in ("index.html", "archiv/index.html", "feed.xml", "search-index/words/old.packed"):
        write(path, path)
    before = state_of(tmp_path)
    (tmp_path / "search-index/words/old.packed").unlink()
    write("search-index/words/new.packed", "other")
    write("index.html", "other")
    write("feed.xml", "feed.xml")  # written anew, with the same content
    write("posts/2020/01/01/neu/index.html", "own")
    write("posts/2020/01/01/neu/card.png", "own too")
    found = touched(before, tmp_path, "neu")
    assert found.own == ["posts/2020/01/01/neu/card.png", "posts/2020/01/01/neu/index.html"]
    assert (found.changed, found.added, found.beside) == (["index.html"], ["search-index/words/new.packed"], 2)
    assert found.by_kind() == {"listings: front page": (1, 0, 0), "search: index": (0, 1, 1)}
    assert bytes_by_kind(tmp_path)["share cards"] == len("own too")


def result(name: str, seconds: list[float], failure: str = "", size: int = 0) -> cold.Result:
    kinds = {"articles": size}
    return cold.Result(name, 10_000, seconds, seconds, 10**9, size, 5, kinds, failure, "2026-11-27")


def test_a_competitor_that_came_to_no_end_is_noted() -> None:
    for each in (result(OURS, [10, 12, 11]), result("hugo", [5, 5, 5]), result("zensical", [], "over 10 min")):
        results.keep(10_000, f"cold-{each.competitor}", asdict(each))
    rows = {row[0]: row[1:3] for row in report.first_builds(10_000).rows}
    assert rows["Ours, everything on"] == ("11.0", "2.20")
    assert next(row for title, row in rows.items() if title.startswith("Zensical")) == ("over 10 min", "–")


def test_budgets_compare_runs_that_followed_each_other() -> None:
    for each in (result(OURS, [10, 40, 20], size=260_000_000), result(RIVAL, [10, 80, 10])):
        results.keep(10_000, f"cold-{each.competitor}", asdict(each))
    pairs = [(1.0, 1.2), (2.0, 3.0), (4.0, 5.2)]
    cost = changes.Cost("newest", pairs, pairs, 1, "", "2026-11-27")
    results.keep(10_000, f"changes-{OURS}", [asdict(cost)])
    rows = {row[0]: row[1:] for row in report.limits().rows}
    assert rows["first build / Hugo with related articles, then Pagefind"] == ("0.90", "1.00 ✗")
    assert rows["newest article added / nothing changed"] == ("1.35", "1.30")
    assert rows["nothing changed"] == ("5.0 s", "2.0 s")
    assert rows["output per article, everything counted"] == ("25.0 KB", "26.0 KB ✗")
    assert not any("preview" in title for title in rows)  # nothing is said of what was not measured
    assert [budget.title for budget in budgets.budgets()] == list(rows)


def test_tables_replace_those_between_the_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "machine", lambda: "a machine")
    results.keep(100, f"cold-{OURS}", asdict(result(OURS, [1.5])))
    page = tmp_path / "speed.md"
    page.write_text("# Speed\n\n<!-- bench: written by make bench -->\n\nold\n\n<!-- /bench -->\n\nThe end\n", "utf-8")
    for _ in range(2):
        report.write(page, [100])
        text = page.read_text("utf-8")
        assert text.startswith("# Speed\n\n<!-- bench")
        assert text.endswith("<!-- /bench -->\n\nThe end\n")
        assert text.count("| Ours, everything on | 1.5 ¹ |") == 1
        assert "old" not in text
        assert "on a machine" in text


def test_what_one_more_article_costs_a_real_site() -> None:
    (cost,) = changes.measure(EVERYTHING, 6, rounds=1, changes=CHANGES[:1])
    assert not cost.failure
    ((unchanged, changed),) = cost.pairs
    assert cost.ratio == changed / unchanged
    assert changes.costs(6, EVERYTHING)[0].ratio == cost.ratio
    (row,) = report.further_builds(6, EVERYTHING).rows
    assert row[3] == f"{cost.ratio:.2f}"


def test_which_files_one_more_article_touches_in_a_real_site() -> None:
    found = changes.measure_files(6)
    assert set(found) == {"newest", "back"}
    for each in found.values():
        assert any(path.endswith("/index.html") for path in each.own)
        assert "sitemap.xml" in each.changed
    assert "feed.xml" in found["newest"].changed
    assert changes.files(6) == found
    assert report.files(6).rows[-1][1] == str(found["newest"].beside)
    assert Touched().beside == 0


def test_a_preview_shows_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "_PAUSE", 0.1)
    seen = preview.measure(4, rounds=1)
    assert [len(each) for each in (seen.first, seen.text, seen.headline)] == [1, 1, 1]
    assert all(seconds > 0 for seconds in seen.medians().values())
    assert preview.known(4) == seen


@pytest.mark.browser
def test_a_first_search_loads_the_index_and_shows_hits() -> None:
    with ThreadPoolExecutor(1) as pool:  # of its own: in this thread, the browser of other tests may be open
        queries = pool.submit(search.measure, 12, rounds=1).result()
    assert [query.title for query in queries] == list(search.WORDS)
    assert all(query.asked[0] > 0 and query.opened[0] > 0 and query.loaded > 0 for query in queries)
    assert search.known(12) == queries
    assert [row[0] for row in report.searches(12).rows] == list(search.WORDS)


def test_a_preview_that_does_not_start_says_why_and_leaves_no_process(tmp_path: Path) -> None:
    EVERYTHING.write(tmp_path / "site", 2)
    (tmp_path / "site/mkdocs.yml").write_text("site_name: [")
    broken = preview._running(tmp_path / "site", free_port())
    with pytest.raises(preview.PreviewError, match=r"mkdocs\.yml"), broken as running:
        running.until_shown("", "</html>")
    assert not [command for command in _commands() if str(tmp_path) in command]
