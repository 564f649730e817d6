"""Kinds of values in front matter and `authors.yml`, and how pydantic's findings become problems."""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar
from urllib.parse import SplitResult, urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from magazine.content.moments import as_day, in_zone, read_moment
from magazine.content.problem import Code, Place, Problem
from magazine.content.refusals import refused
from magazine.content.slugs import nearest, slug
from magazine.content.web_addresses import is_plain, leads_elsewhere, place_of_picture, scheme_of
from magazine.content.yaml_values import Values
from magazine.locales import phrases_of_all
from magazine.locales.languages import language_tag

_YEAR = re.compile(r"(?:19|20)\d\d")


class Fields(BaseModel):
    """A group of values; a key that is not declared is a problem."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _moment(value: Any, info: ValidationInfo) -> dt.date | dt.datetime:
    """Read a day, or a day with a time; the latter as clocks in the time zone of the magazine show it."""
    moment = read_moment(value.strip() if isinstance(value, str) else "")
    return in_zone(moment, (info.context or {}).get("zone"))


def _web_address(value: Any) -> str:
    """Accept addresses of web pages only; `javascript:` and the like run code in a reader's browser."""
    text = value.strip() if isinstance(value, str) else ""
    parts = _split(text)
    if parts.scheme not in {"https", "http"} or not parts.netloc or not is_plain(text):
        raise refused(Code.ADDRESS_NOT_WEB, value=text)
    return text


def _link_target(value: Any) -> str:
    """Accept a web address, an e-mail address (`mailto:`), a path within the site or a Markdown file."""
    text = value.strip() if isinstance(value, str) else ""
    if scheme_of(text) in {"https", "http"}:
        return _web_address(text)
    if scheme_of(text) not in {"", "mailto"} or "//" in text or not text or not is_plain(text):
        raise refused(Code.ADDRESS_NOT_LINK, value=text)
    return text


def _split(text: str) -> SplitResult:
    """Split an address; what cannot be split (`https://[`) counts as none."""
    try:
        return urlsplit(text)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _local_path(value: Any) -> str:
    """Accept a path within the docs folder; another host would get the IP addresses of readers."""
    text = value.strip() if isinstance(value, str) else ""
    if not text or leads_elsewhere(text):
        raise refused(Code.PICTURE_FOREIGN, what=text, about=place_of_picture(text))
    return text


def _year(value: Any) -> int:
    text = str(value).strip()
    if not _YEAR.fullmatch(text):
        raise refused(Code.VALUE_NOT_A_YEAR, value=text)
    return int(text)


def _language(value: Any) -> str:
    """Accept the tag of a language, as HTML's `lang` takes it: en, en-GB; and de-easy, which becomes such a tag."""
    text = str(value).strip()
    tag = language_tag(text)
    if tag is None:
        raise refused(Code.VALUE_NOT_A_LANGUAGE, value=text)
    return tag


def _address_part(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    if not text or text != slug(text) or len(text) > NAME:
        raise refused(Code.SLUG_NOT_PLAIN, value=text, guess=slug(text))
    return text


def _name(value: str) -> str:
    """Accept what becomes part of an address, if that is no longer than file systems allow: 20 ligatures may be 60."""
    if len(value) > NAME or len(slug(value)) > NAME:
        raise PydanticCustomError("too_long", "too long", {"max_length": NAME})
    return value


NAME, TEXT, ITEMS = 120, 5000, 30
"""The length of what becomes part of an address, and of any other value, in characters; the length of a list."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXT)]
Name = Annotated[Text, AfterValidator(_name)]
Moment = Annotated[dt.date | dt.datetime, BeforeValidator(_moment)]
Day = Annotated[dt.date, BeforeValidator(lambda value, info: as_day(_moment(value, info)))]
WebAddress = Annotated[str, BeforeValidator(_web_address)]
LinkTarget = Annotated[str, BeforeValidator(_link_target)]
LocalPath = Annotated[str, BeforeValidator(_local_path)]
Language = Annotated[str, BeforeValidator(_language)]
Year = Annotated[int, BeforeValidator(_year)]
AddressPart = Annotated[str, BeforeValidator(_address_part)]

Model = TypeVar("Model", bound=Fields)


def validate(
    model: type[Model],
    data: object,
    values: Values,
    at: tuple[str | int, ...] = (),
    zone: dt.tzinfo | None = None,
) -> Model | None:
    """Return `data` as a `model`, or None and put what is wrong into `values.problems`, each with its place.

    `at` is the path of `data` within `values`; moments are converted to `zone` if there is one.
    """
    try:
        return model.model_validate(data, context={"zone": zone})
    except ValidationError as error:
        found: dict[tuple[str, Place, str | None], Problem] = {}
        for detail in error.errors(include_url=False):
            problem = _problem(detail, model, values, at)
            found.setdefault((problem.code, problem.place, problem.details.get("key")), problem)
        # What is only called otherwise is one mistake, not two.
        there = {each.details.get("guess") for each in found.values() if each.code is Code.KEY_UNKNOWN}
        values.problems += [
            each for each in found.values() if each.code is not Code.KEY_MISSING or each.details["key"] not in there
        ]
        return None


def readable_values(model: type[Fields], data: Mapping[str, Any], zone: dt.tzinfo | None = None) -> dict[str, Any]:
    """Return the values of those fields of `model` that can be read from `data`, by their names.

    A field that is not given, but that an unknown key was probably meant to be, counts as unreadable.
    """
    called = {meant(key, model.model_fields) for key in data if key not in model.model_fields}
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        try:
            if name in data:
                found[name] = _reader(model, name).validate_python(data[name], context={"zone": zone})
            elif not field.is_required() and name not in called:
                found[name] = field.get_default(call_default_factory=True)
        except ValidationError:
            continue
    return found


@cache
def _reader(model: type[Fields], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    annotated: Any = Annotated[field.annotation, field]
    return TypeAdapter(annotated)


_CODES = {
    "string_too_short": Code.VALUE_EMPTY,
    "too_short": Code.VALUE_EMPTY,
    "string_too_long": Code.VALUE_TOO_LONG,
    "too_long": Code.VALUE_TOO_LONG,
    "string_type": Code.VALUE_NOT_TEXT,
    "list_type": Code.VALUE_NOT_A_LIST,
    "model_type": Code.VALUE_NOT_A_GROUP,
    "dict_type": Code.VALUE_NOT_A_GROUP,
    "bool_parsing": Code.VALUE_NOT_YES_OR_NO,
    "bool_type": Code.VALUE_NOT_YES_OR_NO,
    "int_parsing": Code.VALUE_NOT_A_NUMBER,
    "int_type": Code.VALUE_NOT_A_NUMBER,
    "greater_than_equal": Code.VALUE_NOT_A_NUMBER,
    "string_pattern_mismatch": Code.VALUE_NOT_AN_EMAIL,
}


_GROUPS = frozenset({"corrections", "image", "withdrawn"})  # a hint shows the names of their values


def _problem(detail: ErrorDetails, model: type[Fields], values: Values, at: tuple[str | int, ...]) -> Problem:
    path = at + tuple(detail["loc"])
    key = str(next((part for part in reversed(path) if isinstance(part, str)), ""))
    context = {name: str(value) for name, value in detail.get("ctx", {}).items()}
    kind = detail["type"]
    if kind == "missing":
        parent = next((part for part in reversed(path[:-1]) if isinstance(part, str)), "")
        return values.problem(Code.KEY_MISSING, path[:-1], key=key, parent=parent, about="inside" if parent else "")
    if kind == "extra_forbidden":
        known = _known_keys(model, tuple(detail["loc"])[:-1])
        guess = meant(key, known)
        if detail["input"] is None and not guess and len(path) > len(at) + 1:
            # {publisher: Behörde für Umwelt, Klima}: in braces, a comma ends the value.
            return values.problem(Code.VALUE_COMMA, path, key=key)
        # `date` holds both days, so that a second line of it would not be the answer.
        about = "of-date" if key in {"created", "updated"} and guess == "date" else ""
        return values.problem(Code.KEY_UNKNOWN, path, key=key, guess=guess, known=", ".join(known), about=about)
    if kind == "enum":
        known = re.findall(r"'([^']+)'", context["expected"])
        value = detail["input"]
        value = str(value[0] if isinstance(value, list) and len(value) == 1 else value)
        details = {"key": key, "value": value, "guess": meant(value, known), "known": ", ".join(known)}
        return values.problem(Code.VALUE_NOT_IN_LIST, path, **details)
    if detail["input"] is None and kind in _CODES:
        return values.problem(Code.VALUE_EMPTY, path, key=key)
    # Our own checks name their code with a hyphen; a kind of pydantic's that has no words of its own is just wrong.
    code = _CODES.get(kind) or (Code(kind) if "-" in kind else Code.VALUE_WRONG)
    if code is Code.VALUE_NOT_A_LIST and isinstance(detail["input"], str) and key not in _GROUPS:
        context["guess"] = as_list(key, detail["input"])
    if code is Code.VALUE_NOT_A_GROUP and isinstance(detail["input"], str) and key == "sources":
        context["guess"] = as_group(detail["input"])
    if code in {Code.VALUE_NOT_A_LIST, Code.VALUE_NOT_A_GROUP} and key in _GROUPS:
        context["about"] = key
    return values.problem(code, path, **{"key": key, "value": detail["input"], **context})


def meant(word: str, known: Collection[str]) -> str:
    """Return the one of `known` that a word stands for in the language of who wrote it, or is near to; or nothing."""
    own = _own_words().get(word.casefold(), ())
    return next((each for each in own if each in known), None) or nearest(word, known) or ""


@cache
def _own_words() -> dict[str, list[str]]:
    """Return what keys and values are called by those who do not know them: `phrases.yml` of each language."""
    found = defaultdict[str, list[str]](list)
    for pair in phrases_of_all("meant"):
        word, _, name = pair.partition(" = ")
        found[word.casefold()].append(name)
    return found


def as_list(key: str, value: str, written: str = "") -> str:
    """Return a single value in the notation of a list; `written` is the value as YAML, if that is known.

    Commas stand between values: `ada, bo` becomes `[ada, bo]`.
    """
    if key == "sources":
        return f"[{as_group(value)}]"
    written = written or value
    plain = written.startswith(('"', "'")) or not re.search(r"[\[\]{}]|: | #", written)
    return f"[{written if plain else json.dumps(value, ensure_ascii=False)}]"


def as_group(value: str) -> str:
    """Return a source that is only an address or a name with named values; an address is called by its host."""
    host = _split(value.strip()).netloc.removeprefix("www.")
    values = {"title": host, "url": value.strip()} if host else {"title": value.strip()}
    return f"{{{', '.join(f'{name}: {json.dumps(each, ensure_ascii=False)}' for name, each in values.items())}}}"


def _known_keys(model: type[Fields], path: tuple[str | int, ...]) -> list[str]:
    """Return the keys that may stand at `path` below `model`."""
    current: type[Fields] = model
    for part in path:
        if isinstance(part, str) and part in current.model_fields:
            inner = _inner_model(current.model_fields[part].annotation)
            if inner is None:
                break
            current = inner
    return list(current.model_fields)


def _inner_model(annotation: Any) -> type[Fields] | None:
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (found := _inner_model(argument)) is not None:
            return found
    return None
