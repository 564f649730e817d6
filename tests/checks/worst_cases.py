"""Worst cases for expressions and rules: texts made of what an expression looks for, over and over."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from time import process_time

FIRST_SIZE = 2_500
SIZES = (10_000, 20_000, 40_000)
_COMMON = (" ", "\n", "a", "1")
_ESCAPES = {"s": " ", "n": "\n", "t": "\t", "d": "1", "w": "a", "S": "a", "W": " ", "D": "a"}


def alphabet(source: str) -> list[str]:
    """Return the signs and words that stand in the source of an expression, its escapes as what they stand for."""
    source = re.sub(r"\\p\{\w+\}|\\u[0-9a-f]{4}|\(\?[<=!:]+|\{\d+,?\d*\}", "a", source)
    signs = re.findall(r"\\([\\\W])|\\([sntdwSWD])|([^\w\\])", source)
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"\\.", " ", source))
    found = [escaped or _ESCAPES.get(letter, "") or sign for escaped, letter, sign in signs]
    return list(dict.fromkeys([*_COMMON, *found, *words[:6]]))


def worst_cases(source: str) -> Iterator[str]:
    """Yield what to repeat for an expression: each pair of its signs, and what its literal parts begin with."""
    signs = alphabet(source)
    yield from dict.fromkeys("".join(pair) for pair in product(signs, repeat=2))
    literal = re.sub(r"\(\?[^)]*\)|[?*+^$|()]|\[[^\]]*\]|\\[bBdswDSW]", "", source).replace("\\", "")
    for length in range(2, min(len(literal), 12)):
        yield from (literal[:length] + sign for sign in ("", *signs[:4]))


def text_of(piece: str, size: int, begin: str = "") -> str:
    """Return `begin` and a piece repeated to a text of so many characters, with an end that fits nothing."""
    return (begin + piece * (size // len(piece) + 1))[:size] + "\n\x00"


def seconds(run: Callable[[], object], most: float | None = None) -> float:
    """Return the processor time of the fastest of three runs; of one, if that takes at most `most`."""
    times = []
    for _ in range(3):
        before = process_time()
        run()
        times.append(process_time() - before)
        if most is not None and times[0] <= most:
            break
    return min(times)


def grows_too_fast(run: Callable[[str], object], case: Callable[[int], str], floor: float, power: int = 1) -> bool:
    """Return whether the time of `run` grows faster than the text it is given; with `power` 2, than its square.

    Texts of `FIRST_SIZE` that take at most `floor` are fast enough, and their time says more about the machine. A text
    twice as long may take three times as long, because caches of a processor are small; with a quadratic expression
    it is four. Squares are looked at in texts a tenth as long.
    """
    first_size, *sizes = (size // 10 ** (power - 1) for size in (FIRST_SIZE, *SIZES))
    twice = 1.5 * (1 << power)
    first = seconds(lambda: run(case(first_size)), floor)
    if first <= floor or seconds(lambda: run(case(sizes[0])), twice**2 * first) <= twice**2 * first:
        return False
    short, middle, long = (seconds(partial(lambda size: run(case(size)), size)) for size in sizes)
    return long > twice**2 * short and long > twice * middle
