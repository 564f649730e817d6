"""Parts of pages that are made once lead to the same places from everywhere."""

from typing import Any

import jinja2
from magazine.locales import load
from magazine.pages.templates import configure_env


def render(source: str, *pages: str, **shown: Any) -> list[str]:
    env = jinja2.Environment()
    configure_env(env, load("de"), "de")
    template = env.from_string(source)
    return [template.render(base_url=page, **shown) for page in pages]


def test_a_part_leads_home_from_every_page() -> None:
    source = "{% call once('a') %}<a href=\"{{ 'ressort/kultur/' | url }}\">{% endcall %}"
    assert render(source, ".", "../..", "/repo/") == [
        '<a href="./ressort/kultur/">',
        '<a href="../../ressort/kultur/">',
        '<a href="/repo/ressort/kultur/">',
    ]


def test_a_part_is_made_once_for_the_same_values() -> None:
    made: list[int] = []
    source = "{% for i in [1, 2, 1] %}{% call once('a', i) %}{{ note(i) }}{% endcall %}{% endfor %}"

    def note(number: int) -> str:
        made.append(number)
        return f"<{number}>"

    assert render(source, ".", "..", note=note) == ["&lt;1&gt;&lt;2&gt;&lt;1&gt;"] * 2
    assert made == [1, 2]


def test_a_part_within_a_part() -> None:
    inner = "{% call once('in') %}{{ 'x/' | url }}{% endcall %}"
    source = f"{inner}|{{% call once('out') %}}[{inner}]{{% endcall %}}|{{{{ 'y/' | url }}}}"
    assert render(source, "..", ".") == ["../x/|[../x/]|../y/", "./x/|[./x/]|./y/"]


def test_addresses_that_lead_elsewhere_stay() -> None:
    for address in ("https://example.org/", "mailto:a@b.de", "#oben"):
        assert render("{{ address | url }}", "../..", address=address) == [address]
