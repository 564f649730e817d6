"""The web manifest (w3.org/TR/appmanifest): what a phone shows of a magazine on its home screen."""

import json

from magazine.publishing.brand import Brand

_ICONS = (
    ("assets/icons/icon-192.png", "192x192", "image/png", "any"),
    ("assets/icons/icon-512.png", "512x512", "image/png", "any"),
    ("assets/icons/maskable-512.png", "512x512", "image/png", "maskable"),
    ("assets/favicon.svg", "any", "image/svg+xml", "any"),
)


def manifest(name: str, description: str, language: str, brand: Brand) -> bytes:
    """Return the manifest. Addresses in it are relative to its own, so it also holds for a site below a path."""
    members = {
        "name": name,
        "short_name": name,
        "description": description,
        "lang": language,
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": brand.paper,
        "theme_color": brand.paper,
        "icons": [dict(zip(("src", "sizes", "type", "purpose"), icon, strict=True)) for icon in _ICONS],
    }
    return json.dumps({key: value for key, value in members.items() if value}, ensure_ascii=False, indent=1).encode()
