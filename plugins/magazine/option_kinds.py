"""Kinds of settings, each of which tells in the language of the magazine what is wrong with it."""

import posixpath
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import babel
from mkdocs.config.base import BaseConfigOption, Config, ConfigErrors, ConfigWarnings

from magazine.content.slugs import nearest
from magazine.locales.languages import is_easy, language_tag
from magazine.locales.localized import LocalizedText
from magazine.setting_errors import SettingError, words_of


def unknown(key: str, name: str, known: Iterable[str]) -> SettingError:
    """Return what to say of a name that is none: what is probably meant, or what there is."""
    guess = nearest(name, list(known))
    return SettingError(f"{key}.guess" if guess else key, name=name, guess=guess, known=", ".join(known))


class PlainText(BaseConfigOption[str]):
    """A text. What looks like a number, a date or a list in YAML is none."""

    def __init__(self, default: str | None = None) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> str:
        """Return the text; raise ValidationError if it is none."""
        if not isinstance(value, str):
            raise SettingError("text", value=value)
        return value


class NonemptyText(PlainText):
    """A text that must not be empty."""

    def run_validation(self, value: object) -> str:
        """Return the text; raise ValidationError if there is nothing in it."""
        if value is None or not str(value).strip():
            raise SettingError("empty")
        return super().run_validation(value)


class InLanguages:
    """A setting whose texts may be one for each language, `{de: …, en: …}`, the magazine's own too."""

    _config_file_path: str | None = None

    def pre_validation(self, config: Config, key_name: str) -> None:
        """Learn where the other settings stand, of which one is the magazine's own language."""
        self._config_file_path = config.config_file_path

    def localized(self, value: Mapping[Any, Any]) -> LocalizedText:
        """Return the text in the magazine's own language, with its translations; raise ValidationError without it."""
        texts, own = translations(value), words_of(self._config_file_path).language.partition("-")[0]
        regional = (tag for tag in texts if tag.startswith(f"{own}-") and not is_easy(tag))
        found = own if own in texts else next(regional, None)
        if found is None:
            raise SettingError("languages.own", language=own)
        return LocalizedText(texts.pop(found), texts)


class Localized(InLanguages, NonemptyText):
    """A text that readers see: one for all languages, or one for each."""

    def run_validation(self, value: object) -> str:
        """Return the text, which knows its translations; raise ValidationError if there is nothing in one."""
        return self.localized(value) if isinstance(value, dict) else super().run_validation(value)


class MappingOption(BaseConfigOption[dict[str, str]]):
    """Base of settings that map names to texts; an empty mapping unless set."""

    def __init__(self) -> None:
        super().__init__()
        self.default = {}


class Translations(MappingOption):
    """What a text of the settings is in other languages: `{en: …}`."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Return the texts by the tags of their languages; raise ValidationError naming what is wrong."""
        if not isinstance(value, dict):
            raise SettingError("languages.text", name="en")
        return translations(value)


def translations(value: Mapping[Any, Any]) -> dict[str, str]:
    """Return texts by the tags of their languages."""
    found = {}
    for name, text in value.items():
        tag = language_tag("no" if name is False else str(name))  # Norwegian: YAML takes it for a refusal
        if tag is None:
            raise SettingError("languages.unknown", name=name)
        if not isinstance(text, str) or not text.strip():
            raise SettingError("languages.text", name=name)
        found[tag] = text.strip()
    return found


class PlainTexts(BaseConfigOption[list[str]]):
    """A list of texts; empty unless set."""

    def __init__(self) -> None:
        super().__init__()
        self.default = []

    def run_validation(self, value: object) -> list[str]:
        """Return the texts; raise ValidationError if it is no list of them."""
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise SettingError("texts", value=value)
        return value


class OneOf(BaseConfigOption[str]):
    """One of some words."""

    def __init__(self, words: Iterable[str], default: str) -> None:
        super().__init__()
        self.words, self.default = (*words,), default

    def run_validation(self, value: object) -> str:
        """Return the word; raise ValidationError if it is none of them."""
        if value not in self.words:
            raise unknown("choice", str(value), self.words)
        return str(value)


class Count(BaseConfigOption[int]):
    """A whole number, at least 1."""

    def __init__(self, default: int) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> int:
        """Return the number; raise ValidationError if it is below 1."""
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise SettingError("count", value=value)
        return value


class Switch(BaseConfigOption[bool]):
    """`true` or `false`; what is not set is on."""

    def __init__(self) -> None:
        super().__init__()
        self.default = True

    def run_validation(self, value: object) -> bool:
        """Return the choice; raise ValidationError if it is none."""
        if not isinstance(value, bool):
            raise SettingError("switch", value=value)
        return value


class Folder(PlainText):
    """A folder below `docs_dir`, as `posts` or `magazine/posts`."""

    def run_validation(self, value: object) -> str:
        """Return the folder without slashes around it; raise ValidationError if it is not below `docs_dir`."""
        folder = posixpath.normpath(super().run_validation(value).strip().strip("/") or ".")
        if folder.startswith("."):
            raise SettingError("folder", value=value, example=self.default)
        return folder


class TimeZone(BaseConfigOption[ZoneInfo]):
    """A time zone by its IANA name."""

    def __init__(self, default: str) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> ZoneInfo:
        """Return the zone; raise ValidationError if there is none of that name."""
        try:
            return ZoneInfo(str(value))
        except (KeyError, ValueError, OSError):
            raise SettingError("time-zone", value=value) from None


class Region(BaseConfigOption[str | None]):
    """A country by its two letters (ISO 3166-1), or none."""

    def run_validation(self, value: object) -> str | None:
        """Return the letters as capitals; raise ValidationError if no country has them."""
        if value is None:
            return None
        letters = str(value).strip().upper()
        if letters not in babel.Locale("en").territories:
            raise SettingError("region", value=value)
        return letters


class StrictConfig(Config):  # type: ignore[no-untyped-call]
    """Settings of which an unknown key is an error: MkDocs only warns, and what was meant would not be heeded."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Return what is wrong, and warnings."""
        failed, warnings = super().validate()
        known = sorted(key for key, _ in self._schema)
        strange = self.keys() - {*known}
        for key in sorted(strange, key=str):
            failed.append((key, unknown("unknown", str(key), known)))
        if any(isinstance(error, SettingError) for _, error in failed):
            locale = words_of(self.config_file_path)
            failed = [
                (key, error.in_words(locale) if isinstance(error, SettingError) else error) for key, error in failed
            ]
        return failed, [each for each in warnings if each[0] not in strange]
