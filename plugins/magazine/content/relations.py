"""Which articles belong together: those with tags in common, of one section, near each other in time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence

from magazine.cache.memo import memoised

# Related articles are sought among this many nearest in time on either side, in each tag and section:
# a bounded number of steps for each article, however large a tag has grown.
NEAREST = 6

Ties = tuple[tuple[int, Hashable], ...]
"""What ties an article to others, and how much it counts: pairs of weight and group. Weight 0 ties no one,
and a negative one keeps apart."""


@memoised
def relations(ties: tuple[Ties, ...], limit: int) -> list[list[int]]:
    """Return for each article up to `limit` positions of related ones, best first.

    `ties` are those of all articles in the order of time. Same weight goes to the nearest in time.
    """
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for position, own in enumerate(ties):
        for _, group in own:
            groups[group].append(position)
    return [_related(position, own, groups, limit) for position, own in enumerate(ties)]


def _related(here: int, own: Ties, groups: dict[Hashable, list[int]], limit: int) -> list[int]:
    scores: dict[int, int] = defaultdict(int)
    for weight, name in own:
        for there in _nearest(here, groups[name]) if weight else ():
            scores[there] += weight
    merits = sorted((-score, abs(there - here), there) for there, score in scores.items() if score > 0)
    return [there for _, _, there in merits[:limit]]


def _nearest(here: int, group: Sequence[int]) -> Sequence[int]:
    index = bisect_left(group, here)
    return [*group[max(0, index - NEAREST) : index], *group[index + 1 : index + 1 + NEAREST]]
