"""The Content Security Policy: what a page may load and run. Browsers hold pages to it, whatever gets into them."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import escape

from markupsafe import Markup

# Pages of ours load nothing from other hosts. `data:` is for icons and for the colours that stand for a picture until
# it is loaded; Trusted Types make the browser refuse to read text as HTML, but where a name is given.
_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
EXTENSIBLE = frozenset(_DIRECTIVES) | {"frame-src", "media-src", "worker-src", "object-src", "child-src"}
"""The directives that a project may extend."""


@dataclass(frozen=True, slots=True)
class ContentPolicy:
    """The policy of a magazine: ours, with what its settings add to it.

    `added` are sources to be added by directive; an empty text leaves a directive out. None: pages have no policy.
    `trusted` are standing pages that have none, because any HTML is allowed in them.
    """

    added: Mapping[str, str] | None
    trusted: tuple[str, ...] = ()

    def holds(self, source: str) -> bool:
        """Tell whether the page of a Markdown file has a policy."""
        return self.added is not None and source not in self.trusted

    def content(self, script: str, trusted_types: str = "") -> Markup:
        """Return the policy of pages with this script in them, and with these names of Trusted Types."""
        found = dict(_DIRECTIVES)
        found["script-src"] += f" '{_hash(script)}'"
        if trusted_types:
            found["trusted-types"] = trusted_types
        for name, sources in (self.added or {}).items():
            kept = "" if found.get(name) == "'none'" else found.get(name, "")
            found[name] = f"{kept} {sources}".strip() if sources else ""
        policy = ";".join(f"{name} {sources}" for name, sources in found.items() if sources)
        return Markup(escape(policy, quote=False).replace('"', "&quot;"))  # noqa: S704 - escaped, but for apostrophes


@lru_cache(maxsize=8)
def _hash(script: str) -> str:
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"
