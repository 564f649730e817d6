"""The magazine's own templates, and the settings of Material that they need where a project sets none."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from magazine.locales import Locale

_PACKAGED = Path(__file__).parent / "theme"  # in a wheel, which `setup.py` copies `overrides` into
_OF_REPOSITORY = Path(__file__).parents[2] / "overrides"
_MATERIALS_ICON = "assets/images/favicon.png"


def theme_folder() -> Path:
    """Return the folder of the magazine's templates, styles, scripts and faces."""
    return _PACKAGED if _PACKAGED.is_dir() else _OF_REPOSITORY


def own_folders(config: MkDocsConfig) -> list[Path]:
    """Return the folders of templates that come before Material's: the project's, if it has one, and the magazine's."""
    folders = [Path(config.theme.custom_dir).resolve()] if config.theme.custom_dir else []
    return folders if theme_folder().resolve() in folders else [*folders, theme_folder()]


def configure_theme(config: MkDocsConfig, locale: Locale) -> None:
    """Put the magazine's templates between a project's own and Material's, and set what a project leaves open."""
    own = own_folders(config)
    others = [folder for folder in config.theme.dirs if Path(folder).resolve() not in {each.resolve() for each in own}]
    config.theme.dirs[:] = [*map(str, own), *others]
    if config.theme.get("favicon") in {None, _MATERIALS_ICON}:
        config.theme["favicon"] = "assets/favicon.svg"
    if not config.theme.get("palette"):
        config.theme["palette"] = [
            {
                "media": f"(prefers-color-scheme: {light})",
                "scheme": scheme,
                "toggle": {"icon": f"material/{icon}", "name": locale(f"scheme.{other}")},
            }
            for light, scheme, icon, other in (
                ("light", "default", "weather-night", "dark"),
                ("dark", "slate", "weather-sunny", "light"),
            )
        ]
