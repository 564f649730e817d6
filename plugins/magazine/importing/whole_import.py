"""Everything that `magazine import` does once the project is open."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from magazine.checks.report import Finding
from magazine.importing import import_report
from magazine.importing.fetching import fetcher
from magazine.importing.files import hosts_of
from magazine.importing.imported import SourceError
from magazine.importing.old_addresses import add_redirects
from magazine.importing.questions import UNASKED, Questions
from magazine.importing.recognition import READERS, kind_of
from magazine.importing.run import Import, Importer, Target
from magazine.importing.settings_file import with_files, with_pages, with_sections

PROPOSAL = "import-sections.yml"
_SITE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w./~-]*)?")
_ATTEMPTS = 6  # what is left out may be what others link to


def bring_over(
    source: Path,
    kind: str | None,
    target: Target,
    mapping: Path | None,
    check: Callable[[], Sequence[Finding]],
    *,
    fetch: bool,
    site: str = "",
    questions: Questions = UNASKED,
) -> Import:
    """Bring a source over, and write the reports beside `mkdocs.yml`.

    `check` returns what is wrong in the magazine with it; articles that would stop a build are taken away again.

    Raises:
        SourceError: The source cannot be read, or the mapping of sections.
    """
    if site and not _SITE.fullmatch(site):
        raise SourceError("import.not-a-site", value=site)
    archive = READERS[kind or kind_of(source)](source, target.now.tzinfo or dt.UTC)
    archive.site = site.rstrip("/") or archive.site
    importer = Importer(archive, target, mapping, fetcher(hosts_of(archive)) if fetch else None, questions)
    found = importer.run()
    target.cache.close()
    folder = target.settings_file.parent
    if not mapping:
        importer.sections.write(folder / PROPOSAL, target.locale("import.sections-explained"))
    _add_sections(importer, found)
    _add_pages(importer, found)
    _add_files(importer, found)
    root = target.docs.relative_to(folder).as_posix() if target.docs.is_relative_to(folder) else ""
    for _ in range(_ATTEMPTS):
        if not importer.leave_out(check(), found.outcomes, root):
            break
    add_redirects(importer, found.outcomes, target.docs / target.redirects_file)
    import_report.write(found, folder, target.locale)
    return found


def _add_sections(importer: Importer, found: Import) -> None:
    """Add the sections that articles come to and the settings do not have; say which, where that cannot be done."""
    used = {name for outcome in found.outcomes for name in outcome.planned.sections}
    known = {section.slug for section in importer.target.sections}
    missing = {name: title for name, title in importer.sections.used().items() if name in used - known}
    if not missing:
        return
    _write_sections(importer, found, missing)


def _add_pages(importer: Importer, found: Import) -> None:
    """Say in the settings that no menu has the pages that came over; a strict build would object."""
    file, word = importer.target.settings_file, importer.target.locale
    pages = [each.file for each in found.outcomes if each.planned.article.is_page and each.state != "left-out"]
    changed = with_pages(file.read_text("utf-8"), pages) if pages else None
    if changed is not None:
        file.write_text(changed, "utf-8")
    elif pages:
        found.notes.append(word("import.pages-to-add", pages=", ".join(pages)))


def _add_files(importer: Importer, found: Import) -> None:
    """Allow the files that came over and are of kinds that only editors may publish; say which."""
    file, word, files = importer.target.settings_file, importer.target.locale, importer.pictures.downloads
    if not files:
        return
    changed = with_files(file.read_text("utf-8"), files)
    if changed is not None:
        file.write_text(changed, "utf-8")
    key = "import.files-to-add" if changed is None else "import.files-added"
    found.notes.append(word(key, files=", ".join(files)))


def _write_sections(importer: Importer, found: Import, missing: dict[str, str]) -> None:
    file, word = importer.target.settings_file, importer.target.locale
    listed = ", ".join(f"{name}: {title}" for name, title in missing.items())
    text = file.read_text("utf-8")
    changed = with_sections(text, missing)
    if changed is None:
        found.notes.append(word("import.sections-to-add", sections=listed))
        importer.tolerated.add("section-unknown")
        return
    file.write_text(changed, "utf-8")
    found.notes.append(word("import.sections-added", sections=listed))
