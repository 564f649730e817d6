"""What belongs to the context of a page, but follows from all other pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from magazine.checks.report import Finding
from magazine.content.article import Card
from magazine.pages.page import PageSpec


@dataclass(frozen=True, slots=True)
class LateContext:
    """The latest articles, which the front page shows, and the errors, which pages of rejected articles show."""

    latest: Sequence[Card]
    errors: Sequence[Finding]

    def of(self, spec: PageSpec) -> dict[str, object]:
        """Return what is added to the context of a page."""
        if (listing := spec.context.get("listing")) is not None:
            return {"latest": self.latest if listing.has_latest else ()}
        if name := spec.context.get("source_file"):
            own = [finding for finding in self.errors if finding.file.endswith(f"/{name}")]
            return {"problems": own or self.errors}
        return {}
