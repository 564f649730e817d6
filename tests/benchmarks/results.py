"""What was measured, kept in `.cache/bench/` so that a run that was cut off goes on."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[2] / ".cache/bench"


def kept(count: int, name: str) -> Any:
    """Return what an earlier run measured of a site of `count` articles under this name, or None."""
    path = _path(count, name)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def keep(count: int, name: str, data: Any) -> None:
    """Keep what was measured, as JSON."""
    path = _path(count, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(data, indent=2), encoding="utf-8")
    part.replace(path)


def _path(count: int, name: str) -> Path:
    return _FOLDER / f"{count}-{name}.json"
