"""What templates can show on every page: the magazine, its structured data, the form in the browser."""

import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from magazine.content.edition import Edition
from magazine.locales import Locale
from magazine.locales.localized import LocalizedText
from magazine.options import MagazineConfig
from magazine.pages import navigation
from magazine.pages.addresses import Addresses
from magazine.pages.magazine import Magazine
from magazine.pages.policy import ContentPolicy
from magazine.pages.writing import writing_form
from magazine.publishing.brand import Brand
from magazine.publishing.structured_data import StructuredData


def magazine_of(
    config: MkDocsConfig,
    settings: MagazineConfig,
    locale: Locale,
    brand: Brand,
    *,
    preview: bool,
    cards: bool,
    search: bool,
) -> Magazine:
    """Return the magazine as templates see it; sections and standing pages follow when they are known."""
    return Magazine(
        name=config.site_name,
        description=LocalizedText(config.site_description or "", settings.description),
        language=locale.language,
        disclaimer=settings.disclaimer,
        publisher=settings.publisher,
        preview=preview,
        theme_colors=(brand.paper, brand.dark_paper),
        share_cards=cards,
        search=search,
        reading=tuple(each for each in settings.reading.offers if each != "offline" or not preview),
        policy=ContentPolicy(settings.content_security_policy, tuple(settings.trusted_pages)),
        queries=settings.redirects(config.docs_dir).queries,
    )


def structured_data_of(
    config: MkDocsConfig,
    settings: MagazineConfig,
    magazine: Magazine,
    addresses: Addresses,
    locale: Locale,
    files: Files,
) -> StructuredData:
    """Return what makes the structured data of every page, for search engines."""
    publisher, site_url = settings.publisher, config.site_url or ""
    return StructuredData(
        name=config.site_name,
        site=site_url,
        description=magazine.description,
        locale=locale,
        addresses=addresses,
        publisher=publisher.name or "",
        email=publisher.email or "",
        pages=tuple(navigation.named_pages(publisher.pages, files, site_url)),
        share_cards=magazine.share_cards,
        search=addresses.search() if magazine.search else "",
    )


def writing_form_of(config: MkDocsConfig, settings: MagazineConfig, edition: Edition, locale: Locale) -> dict[str, Any]:
    """Return the data of the form in the browser."""
    edit = (config.edit_uri or "").strip("/").split("/")
    return writing_form(
        sections=settings.sections,
        authors=edition.authors,
        languages=[each.tag for each in edition.library.by_language],
        locale=locale,
        repository=config.repo_url or "",
        branch=edit[1] if edit[0] == "edit" and len(edit) > 1 else "main",
        docs=docs_folder(config),
        posts=settings.posts_dir,
        authors_file=settings.authors_file,
        zone=str(settings.timezone),
        rules_off=settings.rules_off,
    )


def docs_folder(config: MkDocsConfig) -> str:
    """Return the docs folder as somebody in the project's folder names it."""
    return os.path.relpath(config.docs_dir, Path(config.config_file_path or ".").parent)
