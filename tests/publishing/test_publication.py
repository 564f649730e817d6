"""What the published site says about itself."""

import json
from typing import Any

from tests.newsroom import Newsroom


def embargo(newsroom: Newsroom) -> Any:
    newsroom.build(strict=True)
    return json.loads((newsroom.site / "embargo.json").read_text())


def test_the_site_says_when_the_next_embargo_ends(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/04/entwurf.md", title="Entwurf", embargo="2990-01-01 06:00", draft=True)
    newsroom.article("2026/03/04/vorbei.md", title="Vorbei", embargo="2020-01-01 06:00")
    assert embargo(newsroom) == {"next": None}
    newsroom.article("2026/03/04/spaeter.md", title="Später", embargo="2999-01-01 06:00")
    newsroom.article("2026/03/04/bald.md", title="Bald", embargo="2998-07-01 06:00")
    assert embargo(newsroom) == {"next": "2998-07-01T04:00:00+00:00"}  # Hamburg's summer time


def test_the_preview_does_not(newsroom: Newsroom) -> None:
    newsroom.build(preview=True)
    assert not (newsroom.site / "embargo.json").exists()
