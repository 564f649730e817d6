"""Whatever is typed, pasted, or kept as a draft in the form: no script of it runs, and nothing is fetched for it."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.attacks import attacks
from tests.newsroom import AUTHORS, Newsroom
from tests.servers import serving_files

pytestmark = [pytest.mark.without_policy, pytest.mark.browser, pytest.mark.xdist_group("browser")]

BIO = 'x <code><img class="attack" src="x" onerror="window.attacked=1"</code> y <p class="tones notice" id="top">z</p>'

# Shows each attack in every part of the article, and returns what is wrong in the preview afterwards.
SHOW = """async (attacks) => {
  const { preview } = await import("/assets/write/preview.js");
  const data = JSON.parse(document.getElementById("write-data").textContent);
  const proof = preview(document.getElementById("write-preview"), data);
  const wrong = [];
  for (const attack of attacks) {
    const fields = ["title", "description", "name", "bio", "text", "tags", "section", "kind", "author", "dateline"];
    const picture = Object.fromEntries(["image", "alt", "caption", "credit"].map((name) => [name, attack]));
    const article = Object.fromEntries(fields.map((name) => [name, attack]));
    const sources = [{ title: attack, url: attack }, { title: "", url: attack }];
    proof.show({ ...article, ...picture, coauthors: [], sources });
    const found = window.faults();
    if (found.length) {
      wrong.push([attack, found]);
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  return window.attacked ? [...wrong, "a script ran"] : wrong;
}"""
FAULTS = """window.faults = () => {
  const found = window.attacked ? ["a script ran"] : [];
  delete window.attacked;
  const own = /^(?:admonition|admonition-title|footnote|footnote-ref|literal|picture-here|language-[\\w+.-]+)$/;
  for (const part of document.querySelectorAll("#write-preview [data-shows=text], #write-preview [data-shows=bio]")) {
    for (const element of part.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        const plain = value.replace(/[\\t\\n\\r]/g, ""); // as browsers read addresses
        const address = ["href", "src"].includes(name) && !/^(?:https?:|mailto:|tel:|[^:]*$)/i.test(plain);
        const strange = name === "class" && !value.split(" ").every((each) => own.test(each));
        if (name.startsWith("on") || ["style", "id", "srcdoc"].includes(name) || address || strange) {
          found.push(`${element.tagName} ${name}=${value}`);
        }
      }
      if (/^(?:script|style|iframe|img|svg|math|object|embed|form|input|template|base|link)$/i.test(element.tagName)) {
        found.push(element.tagName);
      }
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    newsroom = Newsroom(tmp_path_factory.mktemp("attacks"))
    newsroom.article()
    newsroom.write("mitmachen.md", "---\ntitle: Mitmachen\ntemplate: write.html\n---\n\nOhne Formular geht es so.\n")
    newsroom.nav.append("mitmachen.md")
    hostile = {**AUTHORS["authors"], "eve": {"name": "Eve", "bio": BIO}}
    newsroom.write("authors.yml", json.dumps({"authors": hostile}))
    newsroom.build()
    with serving_files(newsroom.site) as served:
        yield f"{served}mitmachen/"


@pytest.fixture
def asked(context: BrowserContext, address: str) -> list[str]:
    """The addresses that pages asked for and should not have."""
    found: list[str] = []

    def answer(route: Route) -> None:
        found.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith(address.removesuffix("mitmachen/")), answer)
    return found


@pytest.fixture
def form(context: BrowserContext, asked: list[str], address: str) -> Page:
    page = context.new_page()
    page.add_init_script(FAULTS)
    page.goto(address)
    expect(page.locator("#write-preview [data-shows=time]")).not_to_be_empty()  # it is drawn
    return page


def test_no_attack_gets_through_the_form(form: Page, asked: list[str]) -> None:
    every = list(attacks())
    assert len(every) > 2000
    assert form.evaluate(SHOW, every) == []
    assert asked == []


@pytest.mark.parametrize("field", ["headline", "standfirst", "name", "bio", "text", "tags"])
def test_no_attack_gets_through_a_field(form: Page, asked: list[str], field: str) -> None:
    form.fill(f"#write-{field}", "\n\n".join([*attacks()][::15]))
    form.wait_for_timeout(600)
    assert form.evaluate("window.faults()") == []
    assert asked == []


def test_the_test_would_find_one(form: Page) -> None:
    """A preview into which an attack is written as HTML is seen to be wrong."""
    form.evaluate("""() => {
        document.querySelector("#write-preview [data-shows=text]").innerHTML =
            '<p id=x class=tones style="color:red">a</p>';
    }""")
    assert len(form.evaluate("window.faults()")) == 3


def test_a_biography_from_the_authors_file_does_nothing(form: Page, asked: list[str]) -> None:
    form.select_option("#write-author", "eve")
    form.wait_for_timeout(300)
    assert form.evaluate("window.faults()") == []
    assert asked == []


def test_a_draft_that_was_kept_does_nothing(form: Page, asked: list[str]) -> None:
    """Other pages of the host can write drafts, and older versions of this form could."""
    form.fill("#write-text", "Etwas.")
    form.wait_for_timeout(500)
    name, kept = form.evaluate("Object.entries(localStorage)[0]")
    draft = {
        key: "\n\n".join(attacks()) if isinstance(value, str) else value for key, value in json.loads(kept).items()
    }
    form.evaluate("([name, draft]) => localStorage.setItem(name, draft)", [name, json.dumps(draft)])
    form.reload()
    form.wait_for_timeout(300)
    assert form.evaluate("window.faults()") == []
    assert asked == []
