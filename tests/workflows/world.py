"""A stand-in for GitHub's interface and for the published site, and the scripts that ask them."""

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler

from tests.newsroom import REPOSITORY

SCRIPTS = REPOSITORY / ".github/scripts"


class Redirect(str):
    """An answer that leads to another address."""


class World:
    """Answers by path: a status, a text, JSON, a redirection; of a list, one after the other."""

    address: str

    def __init__(self) -> None:
        self.answers: dict[str, object] = {}
        self.asked: list[tuple[str, str | None]] = []
        world = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                world.asked.append((path, self.headers["Authorization"]))
                answer = world.answers.get(path, 404)
                if isinstance(answer, list):
                    answer = answer.pop(0) if len(answer) > 1 else answer[0]
                self.send_response(302 if isinstance(answer, Redirect) else answer if isinstance(answer, int) else 200)
                if isinstance(answer, Redirect):
                    self.send_header("Location", answer)
                self.end_headers()
                if not isinstance(answer, int):
                    self.wfile.write((json.dumps(answer) if isinstance(answer, dict | list) else str(answer)).encode())

            def log_message(self, *_: object) -> None: ...

        self.handler = Handler


def run(script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the workflows with this environment and no other."""
    return subprocess.run(
        [sys.executable, SCRIPTS / script, *arguments],
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
