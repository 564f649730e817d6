"""What is wrong with a setting, in the language of the magazine."""

from pathlib import Path

from mkdocs.config.base import ValidationError

from magazine.locales import Locale, load
from magazine.mkdocs_internals import settings_in


class SettingError(ValidationError):
    """A wrong setting. Which words tell it is known when all settings are: they depend on the theme's language."""

    def __init__(self, key: str, /, **values: object) -> None:
        """Take the `key` of the words below `setting.`, and what they are filled with."""
        super().__init__(key)
        self.key, self.values = key, values

    def in_words(self, locale: Locale) -> ValidationError:
        """Return the same error, told in a language."""
        return ValidationError(locale(f"setting.{self.key}", **self.values))


def words_of(config_file_path: str | None) -> Locale:
    """Return the words of the language that a file of settings names under `theme`; of English if it names none.

    The file is read once more: MkDocs shows a plugin none of the other settings before it accepts the plugin's own.
    """
    try:
        theme = settings_in(Path(config_file_path or "")).get("theme")
    except Exception:  # no file, or one that MkDocs itself complains about
        theme = None
    return load(str((isinstance(theme, dict) and theme.get("language")) or "en"))
