"""From the folders of other generators to pages: each in its own notation, and nothing is lost."""

import json
from pathlib import Path

import pytest

from tests.importing.running import brought_over, front_matter, report_of, write_files
from tests.newsroom import Newsroom
from tests.photos import developed, photo

pytest.importorskip("markdownify")

from magazine.importing.restructured_text import split_fields

PHOTO = developed(photo(800, 600))


def test_a_site_of_hugo(newsroom: Newsroom) -> None:
    files: dict[str, str | bytes] = {
        "config.toml": 'baseURL = "https://alt.example/"\ntitle = "Alt"\n',
        "content/news/_index.md": "---\ntitle: Neues\n---\n",
        "content/news/toml.md": (
            '+++\ntitle = "Mit TOML"\ndate = 2012-03-04T23:30:00Z\n'
            'author = "Ada Lovelace und Bo Muster (Verein) et al."\n'
            'tags = ["Grün", "grün"]\naliases = ["/node/124"]\nimages = [{src = "/img/dom.jpg", alt = "Dom"}]\n+++\n'
            '{{< figure src="/img/dom.jpg" caption="Der Dom" >}}\n\n'
            '{{< rawhtml >}}<p class="x">Roh</p>{{< /rawhtml >}}\n\n'
            'Siehe [dort]({{< ref "yaml.md" >}}) und [Ü](#über-uns).\n\n# Über uns\n\nText[^1].\n\n[^1]: Note\n'
        ),
        "content/news/yaml.md": (
            "\n\n---\ntitle: Mit Tab\ndate: 2012-03-05\ntags:\n\t- Grün\ntitle: Zweiter Titel\n---\n# Zweiter Titel\n\n"
            '1. eins\n2. zwei\n   - innen\n\nZeile  \nUmbruch\n{{< unbekannt "x" title="Wort" >}}\n'
        ),
        "content/news/entwurf.md": "---\ntitle: Entwurf\ndate: 2012-03-06\ndraft: true\n---\nNoch nicht.\n",
        "content/news/falsch.md": "---\ntitle: Falscher Tag\ndate: 2021-11-31\n---\nText.\n",
        "static/img/dom.jpg": PHOTO,
    }
    brought_over(newsroom, write_files(newsroom.root / "alt", files))
    report = report_of(newsroom)
    assert report["from"] == "hugo"
    assert [each["title"] for each in report["articles"] if each["lost_words"]] == []
    assert (report["counts"]["published"], report["counts"]["held_back"]) == (3, 1)
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/05/toml/")
    assert [each.strip() for each in page.texts(".byline__authors a")] == ["Ada Lovelace", "Bo Muster"]
    assert page.texts("#article-tags + ul a") == ["Grün"]
    assert page.text(".prose figcaption") == "Der Dom"
    assert page.texts(".prose p")[2:4] == ["Roh", "Siehe dort und Ü."]
    assert page.leads(".prose p > a")[1:3] == ["posts/2012/03/05/yaml/", "posts/2012/03/05/toml/#ueber-uns"]
    assert newsroom.page("node/124/").leads("main a") == ["posts/2012/03/05/toml/"]
    page = newsroom.page("posts/2012/03/05/yaml/")
    assert page.text("h1") == "Zweiter Titel"
    assert page.all(".prose h2") == []
    assert page.texts(".prose ol ul li") == ["innen"]
    assert page.texts(".prose p")[-1] == "Zeile Umbruch Wort"


def test_links_lead_to_places_in_other_articles(newsroom: Newsroom) -> None:
    """Whichever of two comes over first; to headings, and to what only has a name."""
    files: dict[str, str | bytes] = {
        "config.toml": 'baseURL = "https://alt.example/"\ntitle = "Alt"\n',
        "content/news/eins.md": (
            "---\ntitle: Eins\ndate: 2012-03-04\n---\nSiehe [dort](/news/zwei/#die-größe-des-ganzen), "
            "[hier](/news/zwei/#ort), [nirgends](/news/zwei/#nichts) und [oben](https://alt.example/news/zwei/).\n\n"
            "## Warum und wo {#warum}\n\nDarum.\n"
        ),
        "content/news/zwei.md": (
            "---\ntitle: Zwei\ndate: 2012-03-05\n---\nSiehe [warum](/news/eins/#warum).\n\n"
            '## Die Größe des Ganzen\n\nText.\n\n<p id="ort">Ein Ort.</p>\n'
        ),
    }
    folder = write_files(newsroom.root / "alt", files)
    brought_over(newsroom, folder)
    remarks = {each["title"]: each["remarks"] for each in report_of(newsroom)["articles"]}
    assert remarks == {"Eins": [{"kind": "place-dead", "what": "/news/zwei/#nichts"}], "Zwei": []}
    newsroom.build(strict=True)
    one, two = "posts/2012/03/04/eins/", "posts/2012/03/05/zwei/"
    links = [f"{two}#die-groesse-des-ganzen", f"{two}#ort", two, two]
    assert newsroom.page(one).leads(".prose p > a[href]") == links
    assert newsroom.page(two).leads(".prose p > a[href]") == [f"{one}#warum-und-wo"]
    for page, name in ((two, "die-groesse-des-ganzen"), (two, "ort"), (one, "warum-und-wo")):
        assert len(newsroom.page(page).all(f"#{name}")) == 1
    before = {path: path.read_bytes() for path in newsroom.docs.rglob("*.md")}
    brought_over(newsroom, folder)
    assert {path: path.read_bytes() for path in newsroom.docs.rglob("*.md")} == before
    assert report_of(newsroom)["counts"]["unchanged"] == len(files) - 1


def test_a_site_of_jekyll(newsroom: Newsroom) -> None:
    files: dict[str, str | bytes] = {
        "_config.yml": "title: Alt\nurl: https://alt.example\npermalink: /:year/:title.html\n",
        "_data/authors.yml": "ada:\n  first_name: Ada\n  last_name: Lovelace\n  bio: Rechnet.\n  email: a@b.example\n",
        "_posts/2012-03-04-eins.md": (
            "---\ntitle: Eins\nauthor_ids: [ada]\ncategories: [Kultur]\n---\n"
            "{% include werbung.html %}\n{: .klasse}\nText mit `{{ code }}` und {% raw %}{{ roh }}{% endraw %}."
            "{: .x}\n\n"
            "{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\n![Dom]({{ site.baseurl }}/img/dom.jpg)\n*Der Dom*\n"
        ),
        "_drafts/zwei.md": "---\ntitle: Zwei\ndate: 2012-03-05\n---\nEntwurf\n",
        "img/dom.jpg": PHOTO,
    }
    brought_over(newsroom, write_files(newsroom.root / "alt", files))
    report = report_of(newsroom)
    assert (report["from"], report["counts"]["published"], report["counts"]["held_back"]) == ("jekyll", 1, 1)
    assert report["articles"][0]["lost_words"] == []
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/eins/")
    assert page.texts(".prose p")[0] == "Text mit {{ code }} und {{ roh }}."
    assert page.text(".prose pre code.language-ruby") == "puts 1"
    assert page.text(".prose figcaption") == "Der Dom"
    assert newsroom.page("autoren/ada-lovelace/").text(".author-card__bio") == "Rechnet."
    assert "a@b.example" not in (newsroom.docs / "authors.yml").read_text()
    assert newsroom.page("2012/eins.html").leads("main a") == ["posts/2012/03/04/eins/"]


def test_a_site_of_eleventy(newsroom: Newsroom) -> None:
    files: dict[str, str | bytes] = {
        "eleventy.config.js": "module.exports = {}",
        "src/posts/posts.json": '{"tags": ["post"], "type": "Meldung"}',
        "src/posts/eins.md": (
            "---\ntitle: Eins\ndatum: 04.03.2012\nautorin: Ada\neinleitung: Vorspann.\n---\n## Oben {.klasse}\n\n"
            '[Zwei](/posts/zwei.md), <a href="posts/drei.md">drei</a>\n'
        ),
        "src/posts/zwei.md": (
            '---js\nconst title = "Zwei: zwei";\nconst date = "2012-03-05";\n'
            'const tags = [\n  "post",\n  "Elbe",\n];\n---\nText.\n'
        ),
        "src/posts/drei.md": '---js\n{ title: "Drei", date: "2012-03-06" }\n---\nText.\n',
        "src/posts/vier.md": '---json\n{"title": "Vier", "date": "2012-03-07", "draft": true}\n---\nText.\n',
        "src/posts/fuenf.md": '---js\nlet title = "Fünf"\nlet date = "2012-03-08"\nlet draft = true\n---\nText.\n',
    }
    brought_over(newsroom, write_files(newsroom.root / "alt", files))
    report = report_of(newsroom)
    assert (report["from"], report["counts"]["published"], report["counts"]["held_back"]) == ("eleventy", 3, 2)
    assert [each["remarks"] for each in report["articles"]] == [[]] * 5
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/eins/")
    assert (page.text(".standfirst"), page.texts(".prose h2")) == ("Vorspann.", ["Oben#"])
    assert page.leads(".prose p > a") == ["posts/2012/03/05/zwei/", "posts/2012/03/06/drei/"]
    assert front_matter(newsroom, "posts/2012/03/04/eins.md")["aliases"] == ["/posts/eins/"]
    second = newsroom.page("posts/2012/03/05/zwei/")
    assert (second.text("h1"), second.texts("#article-tags + ul a")) == ("Zwei: zwei", ["Elbe"])


def test_articles_of_eleventy_are_called_like_their_folders(newsroom: Newsroom) -> None:
    files: dict[str, str | bytes] = {
        "eleventy.config.js": "export default {}",
        "src/data/site.js": "export default {\n  title: 'Alt',\n  url: 'https://alt.example',\n}\n",
        "src/posts/posts.json": '{"permalink": "blog/{{ page.fileSlug }}/index.html"}',
        "src/posts/erster/2012-03-04-index.md": (
            "---\ntitle: Eins\n---\n[Zwei](/blog/zweiter/) und [mehr](/mehr/), [hier](#h-der-ort)\n\n"
            "## Der Ort\n\nText.\n"
        ),
        "src/posts/2012-03-05-zweiter.md": "---\ntitle: Zwei\n---\nText.\n",
        "src/posts/dritter/index.md": (
            '---\ntitle: Der Dritte\ndate: 2012-03-06\npermalink: "/{{ title | slugify }}/"\n---\nText.\n'
        ),
    }
    brought_over(newsroom, write_files(newsroom.root / "alt", files))
    report = report_of(newsroom)
    assert [each["remarks"] for each in report["articles"]] == [[]] * 3
    newsroom.build(strict=True)
    first, second, third = (f"posts/2012/03/{each}/" for each in ("04/erster", "05/zweiter", "06/dritter"))
    page = newsroom.page(first)
    assert page.leads(".prose p > a")[0] == second
    assert page.hrefs(".prose p > a")[1:] == ["https://alt.example/mehr/", "#der-ort"]
    for old, new in {"blog/erster/": first, "blog/zweiter/": second, "der-dritte/": third}.items():
        assert newsroom.page(old).leads("main a") == [new], old


def test_shortcodes_that_show_code_show_it(newsroom: Newsroom) -> None:
    files: dict[str, str | bytes] = {
        "config.toml": 'title = "Alt"\n',
        "layouts/shortcodes/rust.html": '<div>{{ highlight (trim .Inner "\\n") "rust" "" }}</div>',
        "layouts/shortcodes/high.html": "{{ $code := .Inner }}{{ highlight $code (.Get 0) }}",
        "layouts/shortcodes/box.html": "<div>{{ .Inner | markdownify }}</div>",
        "content/posts/a.md": (
            '+++\ntitle = "A"\ndate = 2012-03-04\n+++\n{{< rust "name" >}}\n# [cfg]\n*a < b\n{{< /rust >}}\n\n'
            "{{< high sh >}}\n# no *heading*\n{{< /high >}}\n\n{{% box %}}Some *words*.{{% /box %}}\n"
        ),
    }
    brought_over(newsroom, write_files(newsroom.root / "alt", files))
    assert report_of(newsroom)["counts"]["with_lost_words"] == 0
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/a/")
    assert page.texts(".prose pre") == ["# [cfg] *a < b", "# no *heading*"]
    assert page.all(".prose pre code.language-rust")
    assert page.texts(".prose em") == ["words"]
    assert page.all(".prose h2, .prose h3") == []


def test_a_blog_of_material(newsroom: Newsroom) -> None:
    files: dict[str, str | bytes] = {
        "mkdocs.yml": (
            "site_name: Alt\nsite_url: https://alt.example/\n"
            "plugins: [blog, {rss: {feeds_filenames: {rss_created: blog/rss.xml}}}]\n"
        ),
        "docs/blog/.authors.yml": "authors:\n  ada:\n    name: Ada Lovelace\n    description: Rechnet\n    avatar: https://a.example/x.png\n",
        "docs/blog/posts/eins.md": (
            "---\ndate:\n  created: 2012-03-04\n  updated: 2012-04-05\nauthors: [ada]\ncategories: [General]\n---\n"
            '# Eins :material-heart:\n\nVor\n\n<!-- more -->\n\n!!! note "Hinweis"\n\n    Drin[^1]\n\n[^1]: Fuß\n\n'
            "??? tip\n\n    Auf\n\nSiehe [Seite](../../seite.md) und [^1].\n"
        ),
        "docs/seite.md": "# Seite\n",
    }
    newsroom.settings["site_url"] = "https://neu.example/"
    brought_over(newsroom, write_files(newsroom.root / "alt", files))
    report = report_of(newsroom)
    assert (report["from"], report["articles"][0]["lost_words"]) == ("material", [])
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/eins/")
    assert page.text("h1") == "Eins"
    assert page.texts(".admonition p") == ["Hinweis", "Drin1"]
    assert page.texts("details p") == ["Auf"]
    assert page.hrefs('.prose a[href^="https:"]') == ["https://alt.example/seite/"]
    assert newsroom.page("blog/2012/03/04/eins/").leads("main a") == ["posts/2012/03/04/eins/"]
    for old in ("blog/rss.xml", "feed_rss_updated.xml", "feed_json_created.json", "feed_json_updated.json"):
        new = newsroom.site / f"feed{Path(old).suffix}"
        assert (newsroom.site / old).read_bytes() == new.read_bytes(), old
    assert not (newsroom.site / "feed_rss_created.xml").exists()


def test_a_site_of_pelican(newsroom: Newsroom) -> None:
    files: dict[str, str | bytes] = {
        "pelicanconf.py": "import os\nSITEURL = 'https://alt.example'\nX = os.name\nARTICLE_URL = 'a/{slug}/'\n",
        "content/eins.md": (
            "Title: Eins\nDate: 2012-03-04 10:00\nAuthors: Ada; Bo\nCategory: Kultur\nTags: a, b\nSummary: Kurz.\n\n"
            "Text mit [Link]({filename}zwei.md) und ![Dom]({static}/images/dom.jpg)\n"
        ),
        "content/zwei.md": "Title: Zwei\nDate: 2012-03-05\nStatus: draft\n\nText.\n",
        "content/images/dom.jpg": PHOTO,
    }
    brought_over(newsroom, write_files(newsroom.root / "alt", files))
    report = report_of(newsroom)
    assert [each["remarks"] for each in report["articles"]] == [[], []]
    assert (report["from"], report["counts"]["pictures"]) == ("pelican", 1)
    assert report["not_brought_over"] == []
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/eins/")
    assert page.texts("#article-tags + ul a") == ["a", "b"]
    assert page.text(".standfirst") == "Kurz."
    assert newsroom.page("a/eins/").leads("main a") == ["posts/2012/03/04/eins/"]


def test_addresses_of_pelican_are_those_of_its_settings(newsroom: Newsroom) -> None:
    settings = (
        "AUTHOR = 'Ada Lovelace'\nARTICLE_URL = '{category}/{date:%Y}/{slug}.html'\nARTICLE_SAVE_AS = ARTICLE_URL\n"
        "PAGE_URL = '{slug}.html'\nCATEGORY_URL = 'c/{slug}/index.html'\nTAG_SAVE_AS = 't/{slug}.html'\n"
        "FILENAME_METADATA = r'(?P<date>\\d{4}-\\d{2}-\\d{2})_(?P<slug>.*)'\n"
    )
    files: dict[str, str | bytes] = {
        "pelicanconf.py": settings,
        "content/Kultur/2012-03-04_ada-s-tag.md": "Title: Eins\nTags: Über uns\n\n[Zwei]({filename}unten/zwei.md)\n",
        "content/Kultur/unten/zwei.md": (
            "Title: Ada's Buch 3.0\nDate: 2012-03-05\n\n[Eins]({filename}../2012-03-04_ada-s-tag.md)\n"
        ),
        "content/pages/ueber.md": "Title: Haus\n\n[Zwei]({filename}/Kultur/unten/zwei.md)\n",
    }
    newsroom.settings["site_url"] = "https://neu.example/"
    brought_over(newsroom, write_files(newsroom.root / "alt", files))
    newsroom.build(strict=True)
    one, two = "posts/2012/03/04/ada-s-tag/", "posts/2012/03/05/adas-buch-30/"
    assert newsroom.page(one).texts(".byline__authors a") == ["Ada Lovelace"]
    assert newsroom.page(one).leads(".prose p > a") == [two]
    assert newsroom.page(two).leads(".prose p > a") == [one]
    assert newsroom.page("haus/").leads(".prose p > a") == [two]
    old = {"kultur/2012/ada-s-tag.html": one, "kultur/2012/adas-buch-30.html": two, "haus.html": "haus/"}
    old |= {"c/kultur/": "ressort/kultur/", "t/uber-uns.html": "thema/ueber-uns/"}
    for address, new in old.items():
        assert newsroom.page(address).leads("main a") == [new], address
    for feed, new in {"feeds/all.atom.xml": "feed.xml", "feeds/kultur.atom.xml": "ressort/kultur/feed.xml"}.items():
        assert (newsroom.site / feed).read_bytes() == (newsroom.site / new).read_bytes(), feed


RESTRUCTURED = """\
=====
Titel
=====

:date: 2012-03-04 10:00
:tags: a, b
:summary: Kurz.

Ein *Absatz* mit `Link <https://b.example/>`_ und `Zwei <{filename}zwei.rst>`_, ``Code`` [1]_.

Zwischentitel
-------------

.. code-block:: python
   :linenos: inline

   a = {"b": 1}

.. image:: {static}images/dom.jpg
   :alt: Dom

.. include:: /etc/passwd

.. nirgends:: x

.. [1] Eine Note.
"""


def test_texts_of_pelican_in_restructured_text(newsroom: Newsroom) -> None:
    files: dict[str, str | bytes] = {
        "pelicanconf.py": "AUTHOR = 'Ada'\n",
        "content/eins.rst": RESTRUCTURED,
        "content/zwei.rst": "Zwei\n####\n\n:date: 2012-03-05\n\nText.\n",
        "content/images/dom.jpg": PHOTO,
    }
    brought_over(newsroom, write_files(newsroom.root / "alt", files))
    one = report_of(newsroom)["articles"][0]
    assert one["lost_words"] == []
    assert [each["kind"] for each in one["remarks"]] == ["construct", "construct"]
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/titel/")
    assert (page.text("h1"), page.text(".standfirst")) == ("Titel", "Kurz.")
    assert page.texts("#article-tags + ul a") == ["a", "b"]
    assert page.leads(".prose p > a")[:2] == ["https://b.example/", "posts/2012/03/05/zwei/"]
    assert page.text(".prose pre") == 'a = {"b": 1}'
    assert len(page.all(".prose img")) == 1
    assert page.texts(".prose p code") == ["Code"]
    assert [len(page.all(".prose sup")), page.texts(".footnote li p")[0][:10]] == [1, "Eine Note."]
    assert "root:" not in page.source


def test_the_fields_above_a_restructured_text() -> None:
    data, body = split_fields(RESTRUCTURED)
    assert data == {"title": "Titel", "date": "2012-03-04 10:00", "tags": "a, b", "summary": "Kurz."}
    assert body.startswith("Ein *Absatz*")
    assert split_fields("Titel\n#####\n:a: b\n  c\n\nText\n") == ({"title": "Titel", "a": "b c"}, "Text\n")
    assert split_fields("Nur Text.\n") == ({}, "Nur Text.\n")


def test_the_site_of_an_export_can_be_told(newsroom: Newsroom) -> None:
    post = {"id": "1", "title": "Eins", "slug": "eins", "status": "published", "published_at": "2012-03-04T09:00:00Z"}
    data = {"data": {"posts": [{**post, "html": '<p><a href="/nirgends/">x</a></p>'}]}}
    source = write_files(newsroom.root / "alt", {"e.json": json.dumps(data)}) / "e.json"
    brought_over(newsroom, source, "--site", "https://alt.example/")
    newsroom.build(strict=True)
    assert newsroom.page("posts/2012/03/04/eins/").hrefs('.prose a[href^="https"]') == ["https://alt.example/nirgends/"]


def test_an_export_of_ghost(newsroom: Newsroom) -> None:
    def post(number: int, **values: object) -> dict[str, object]:
        given = {"id": str(number), "title": f"Titel {number}", "slug": f"titel-{number}", "status": "published"}
        given |= {"html": f"<p>Text {number}.</p>", "published_at": "2012-03-04T23:30:00.000Z", "visibility": "public"}
        return {**given, **values}

    card = (
        '<figure class="kg-card"><a class="kg-bookmark-container" href="https://b.example/"><div><div>Titel</div></div></a></figure>'
        '<img src="__GHOST_URL__/content/images/size/w1000/2012/dom.jpg" alt="Dom">'
    )
    data = {
        "posts": [
            post(1, html=card, feature_image="__GHOST_URL__/content/images/2012/dom.jpg", custom_excerpt="Vorspann."),
            post(2, visibility="paid", html="<p>Nur für Zahlende.</p>"),
            post(3, status="draft"),
            post(4, type="page"),
        ],
        "tags": [
            {"id": "t1", "name": "Kultur", "slug": "kultur"},
            {"id": "t2", "name": "#intern", "slug": "hash-intern"},
        ],
        "posts_tags": [
            {"post_id": "1", "tag_id": "t1", "sort_order": 0},
            {"post_id": "1", "tag_id": "t2", "sort_order": 1},
        ],
        "users": [{"id": "u", "name": "Ada", "slug": "ada", "email": "ada@example.org", "password": "$2a$geheim"}],
        "posts_authors": [{"post_id": "1", "author_id": "u", "sort_order": 0}],
        "api_keys": [{"secret": "sk-geheim"}],
        "members": [{"email": "leser@example.org"}],
        "settings": [{"key": "title", "value": "Alt"}],
    }
    files: dict[str, str | bytes] = {
        "export.json": json.dumps({"db": [{"data": data}]}),
        "content/images/2012/dom.jpg": PHOTO,
    }
    brought_over(newsroom, write_files(newsroom.root / "alt", files) / "export.json")
    report = report_of(newsroom)
    assert (report["from"], report["counts"]["published"], report["counts"]["held_back"]) == ("ghost", 2, 1)
    newsroom.build(strict=True)
    assert newsroom.page("titel-4/").texts(".prose p") == ["Text 4."]
    page = newsroom.page("posts/2012/03/05/titel-1/")
    assert page.text(".standfirst") == "Vorspann."
    assert page.hrefs('.prose a[href^="https:"]') == ["https://b.example/"]
    assert len(page.all(".prose img")) == len(page.all(".article__picture img")) == 1
    written = "".join(each.read_text("utf-8", errors="ignore") for each in newsroom.docs.rglob("*") if each.is_file())
    for secret in ("ada@example.org", "geheim", "leser@example.org", "Zahlende"):
        assert secret not in written


def test_an_old_export_of_ghost(newsroom: Newsroom) -> None:
    """Before version 1, dates are numbers and texts may be Markdown only; some tools write tags into posts."""
    posts = [
        {"id": 1, "slug": "a", "title": "A", "status": "published", "published_at": 1330903800000}
        | {"markdown": "*Eins*"},
        {"id": 2, "slug": "b", "title": "B", "status": "published", "published_at": 1330903800, "html": "<p>Zwei</p>"},
        {"id": 3, "slug": "c", "title": "C", "status": "published", "published_at": "2012-03-04T23:30:00.000Z"}
        | {"html": "<p>Drei\n{% endcodeblock %}</p><p>{: .x }</p>", "page": 0, "tags": [{"name": "Kultur"}]},
    ]
    data = {"db": [{"meta": {"version": "003"}, "data": {"posts": posts}}]}
    brought_over(newsroom, write_files(newsroom.root / "alt", {"e.json": json.dumps(data)}) / "e.json")
    report = report_of(newsroom)
    assert (report["counts"]["published"], report["counts"]["with_lost_words"]) == (3, 0)
    newsroom.build(strict=True)
    assert newsroom.page("posts/2012/03/05/a/").text(".prose em") == "Eins"
    assert newsroom.page("posts/2012/03/05/b/").texts(".prose p") == ["Zwei"]
    page = newsroom.page("posts/2012/03/05/c/")
    assert page.texts(".prose p") == ["Drei {% endcodeblock %}", "{: .x }"]
    assert page.text(".article__head .kicker").startswith("Kultur")


def test_a_folder_of_markdown(newsroom: Newsroom) -> None:
    files: dict[str, str | bytes] = {
        "eins.md": "---\ntitle: GÃ¶ttingen\ndate: 2012-03-04\n---\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] fertig\n"
        "\n![Dom](/img/dom.jpg)\n",
        "public/img/dom.jpg": PHOTO,
        "liesmich.md": "Kein Artikel.\n",
    }
    brought_over(newsroom, write_files(newsroom.root / "alt", files))
    report = report_of(newsroom)
    assert report["not_brought_over"] == [{"source": "liesmich.md", "reason": "no-front-matter"}]
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/eins/")
    assert page.text("h1") == "Göttingen"
    assert page.texts(".prose td") == ["1", "2"]
    assert [each.get("alt") for each in page.all(".prose img")] == ["Dom"]
