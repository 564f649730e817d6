"""Readers load scripts and style sheets without comments and indentation; a preview serves them as they are written."""

import re
from pathlib import Path

import pytest
from magazine.publishing.minified import minified

from tests.newsroom import REPOSITORY, Newsroom

OVERRIDES = REPOSITORY / "overrides"


def scripts_and_styles(folder: Path) -> dict[str, str]:
    found = [*folder.rglob("*.js"), *folder.rglob("*.css")]
    return {file.relative_to(folder).as_posix(): file.read_text() for file in found if "vendor" not in file.parts}


def test_no_file_that_readers_load_has_comments_or_indentation(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build()
    sent = scripts_and_styles(newsroom.site / "assets")
    assert sent.keys() == scripts_and_styles(OVERRIDES / "assets").keys()
    for name, text in sent.items():
        assert "/*" not in text, name
        assert "\n " not in text, name
        assert not [line for line in text.splitlines() if line.startswith("//")], name
    newsroom.build(preview=True)
    assert "\n  " in (newsroom.site / "assets/magazine.js").read_text()


COMMENT = re.compile(r"/\*.*?\*/|(?:^|\s)//\s.*?$", re.DOTALL | re.MULTILINE)


def has_nested_templates(script: str) -> bool:
    """Tell whether a template literal stands in another one."""
    open_: list[str] = []
    for sign in re.findall(r"\\.|`|\$\{|[{}]", COMMENT.sub("", script)):
        within = open_[-1:] == ["`"]
        if sign == "`" and within:
            open_.pop()
        elif sign == "`":
            if "`" in open_:
                return True
            open_.append(sign)
        elif (sign == "${" and within) or (sign == "{" and not within and open_):
            open_.append("{")
        elif sign == "}" and not within and open_:
            open_.pop()
    return False


def test_no_script_has_a_template_within_a_template() -> None:
    """The minifier does not know these, and takes spaces out of the inner one."""
    assert has_nested_templates("const a = `x ${b ? `: ${b}` : ''}`;")
    scripts = scripts_and_styles(OVERRIDES / "assets").items()
    assert [name for name, text in scripts if name.endswith(".js") and has_nested_templates(text)] == []


def test_what_others_wrote_stays_as_it_is(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.magazine["allowed_files"] = ["assets/eigen.js"]
    newsroom.write("assets/eigen.js", "// von uns\nlet a = 1;\n")
    newsroom.build()
    assert (newsroom.site / "assets/eigen.js").read_text() == "// von uns\nlet a = 1;\n"
    vendored = "assets/vendor/dompurify/purify.min.js"
    assert (newsroom.site / vendored).read_bytes() == (OVERRIDES / vendored).read_bytes()


@pytest.mark.parametrize(
    ("name", "source", "sent"),
    [
        ("a.css", ".a {\n  & :is(p, li) { top: calc(1px + 2px) } /* x */\n}\n", ".a{& :is(p,li){top:calc(1px + 2px)}}"),
        ("b.css", '.a::after { content: "  /* x */  " }', '.a::after{content:"  /* x */  "}'),
        ("a.js", "const a = `x  // ${b}\n  z`; // no\n", "const a=`x  // ${b}\n  z`;"),
        ("b.js", "const a = /a  b/.test(c);\n", "const a=/a  b/.test(c);"),
    ],
)
def test_what_is_written_keeps_its_meaning(tmp_path: Path, name: str, source: str, sent: str) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / name).write_text(source)
    assert dict(minified(tmp_path, [tmp_path])) == {f"assets/{name}": sent.encode()}
