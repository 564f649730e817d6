"""What texts show and link to: pictures, and the files of the docs folder that they name."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from magazine.content.manuscript import Manuscript
from magazine.content.problem import Place


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture in a text: its target and alternative text as they are in the HTML, and whether it has a caption."""

    target: str
    alt: str
    captioned: bool


@dataclass(frozen=True, slots=True)
class ShownFiles:
    """The files that are shown or linked to, as paths within the docs folder.

    `articles` has those of each article by its Markdown file, with the target that the text has for each ("" for one
    that the front matter names). It lacks articles whose text cannot be rendered. `elsewhere` are the files that
    standing pages show, and portraits of authors.
    """

    articles: Mapping[str, Mapping[str, str]]
    elsewhere: AbstractSet[str] = frozenset()

    def of(self, manuscript: Manuscript) -> AbstractSet[str]:
        """Return the files that an article shows or links to."""
        return self.articles.get(manuscript.file, {}).keys()

    def of_all(self, manuscripts: Iterable[Manuscript]) -> set[str]:
        """Return the files that any of the articles shows or links to."""
        return {file for manuscript in manuscripts for file in self.of(manuscript)}

    def place(self, manuscript: Manuscript, file: str) -> Place:
        """Return where an article shows or links to one of its files first."""
        target = self.articles[manuscript.file][file]
        return manuscript.place_of(target) if target else manuscript.place_of_file(file)
