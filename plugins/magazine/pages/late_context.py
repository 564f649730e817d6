"""What belongs to the context of a page, but follows from all other pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from magazine.checks.report import Finding
from magazine.pages.front_page import FrontPage
from magazine.pages.page import PageSpec


@dataclass(frozen=True, slots=True)
class LateContext:
    """What the front page shows, and the errors, which pages of rejected articles show."""

    front: FrontPage | None
    errors: Sequence[Finding]

    def of(self, spec: PageSpec) -> dict[str, object]:
        """Return what is added to the context of a page."""
        if (listing := spec.context.get("listing")) is not None:
            return {"front": self.front if listing.is_front_page else None}
        if name := spec.context.get("source_file"):
            own = [finding for finding in self.errors if finding.file.endswith(f"/{name}")]
            return {"problems": own or self.errors}
        return {}
