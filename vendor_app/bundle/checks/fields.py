"""The way from a check to where it is mended."""

from typing import Final

_CLIP_MADE: Final = (
    "clip_format",
    "clip_size",
    "clip_bit_rate",
    "clip_plays_at_once",
    "clip_sound",
    "loudness",
    "clip_metadata",
)
FIELDS: Final[dict[str, str]] = {
    **dict.fromkeys(("price_shown", "tiers_below_retail"), "price"),
    **dict.fromkeys(("name_given", "price_digits", "price_not_hidden", "contacts", "in_thai", "brands"), "name"),
    **dict.fromkeys(("title_length", "title_words"), "name"),
    **dict.fromkeys(
        ("words_left_out", "claims", "imitations", "forbidden_goods", "other_platforms", "shouting"), "description"
    ),
    **dict.fromkeys(("caption_length", "caption_whole", "description_length"), "description"),
    **dict.fromkeys(_CLIP_MADE, "clip"),
    **dict.fromkeys(("still_pictures", "codes_in_clip", "people_agreed", "clip_words"), "clip.shots"),
    **dict.fromkeys(("text_in_safe_box", "contrast", "letters_drawn"), "clip.style"),
    **dict.fromkeys(("pictures", "codes_in_pictures", "picture_duplicates", "picture_lettering"), "photos"),
    **dict.fromkeys(("picture_background", "picture_share"), "photos"),
    "price_of_clip": "clip",
    "shipping_said": "shipping",
    "shop_named": "shop.name",
    "details_said": "facts",
    "hashtags": "category",
    "clip_length": "clip.length",
    "voice": "clip.voice",
    "music_rights": "clip.music",
    **dict.fromkeys(("stock", "variants"), "stock"),
}
"""Where a check is mended: a field of the product, "shop.name", or a part of the clip.

What is not here comes right when the bundle is made anew."""
