"""What platforms are called and drawn as, also those whose file is not here any more."""

from vendor_app.bundle.platforms import platforms

_OTHER = "storefront-fill"
_ICONS = {
    "tiktok": "tiktok-logo-fill",
    "tiktok-photo": "tiktok-logo-fill",
    "shopee": "handbag-fill",
    "lazada": "heart-fill",
    "facebook-reels": "facebook-logo-fill",
    "instagram-reels": "instagram-logo-fill",
    "youtube-shorts": "youtube-logo-fill",
    "line": "chat-circle-dots-fill",
    "website": "globe-fill",
}


def platform_title(name: str) -> str:
    """Return what people call a platform."""
    return next((one.shown_title for one in platforms() if one.name == name), name)


def platform_icon(name: str) -> str:
    """Return the name of a platform's icon."""
    return _ICONS.get(name, _OTHER)
