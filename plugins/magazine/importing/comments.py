"""Comments of readers as data beside an article: MkDocs leaves files out whose names begin with a dot."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from magazine.importing.imported import Comment


def write_comments(article: Path, comments: Iterable[Comment]) -> None:
    """Write comments beside the file of an article; they are not published."""
    file = article.with_name(f".{article.stem}.comments.json")
    file.write_text(json.dumps([asdict(each) for each in comments], ensure_ascii=False, indent=1) + "\n", "utf-8")
