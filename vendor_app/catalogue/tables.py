"""The catalogue's tables. Their rows stay in this package: everything else sees records."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_CODE = String(50, collation="NOCASE")
"""A SKU: A-1 and a-1 are one, because they would be one file name on Windows."""


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can find it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


class ProductRow(Base):
    """A product without what it has many of."""

    __tablename__ = "products"
    __table_args__ = (CheckConstraint("price > 0", "price"), CheckConstraint("shipping >= 0", "shipping"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    sku: Mapped[str] = mapped_column(_CODE, unique=True)
    name: Mapped[str]
    name_en: Mapped[str]
    category: Mapped[str]
    description: Mapped[str]
    unit: Mapped[str]
    price: Mapped[int | None]
    shipping: Mapped[int | None]
    weight_grams: Mapped[int | None]
    fabric: Mapped[str]
    size_range: Mapped[str]
    eco: Mapped[list[str]] = mapped_column(JSON)
    created: Mapped[str]
    changed: Mapped[str]
    trashed: Mapped[str | None]
    search: Mapped[str]
    """Everything it can be found by, as ``thai.text.search_key`` writes it, one thing a line."""
    sort_key: Mapped[str]
    """``thai.text.collation_key`` of the name."""


class _Part(Base):
    """One of the things a product has many of, in the vendor's order."""

    __abstract__ = True

    product_id: Mapped[str] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)


class TierRow(_Part):
    """A price from a minimum quantity on."""

    __tablename__ = "tiers"
    __table_args__ = (CheckConstraint("price > 0", "price"), CheckConstraint("min_quantity >= 1", "min_quantity"))

    label: Mapped[str]
    min_quantity: Mapped[int]
    price: Mapped[int]
    mixed: Mapped[bool]


class VariantRow(_Part):
    """A colour × size cell."""

    __tablename__ = "variants"
    __table_args__ = (CheckConstraint("stock >= 0", "stock"),)

    color: Mapped[str]
    size: Mapped[str]
    sku: Mapped[str] = mapped_column(_CODE, unique=True)
    stock: Mapped[int]


class PhotoRow(_Part):
    """A reference to an original in the photo store, with what is known of it: the store holds files, not tables."""

    __tablename__ = "photos"

    id: Mapped[str] = mapped_column(String(64))
    suffix: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    name: Mapped[str]
    shot: Mapped[str]
    recipe: Mapped[dict[str, Any]] = mapped_column(JSON)


class FootageRow(_Part):
    """A reference to an original in the footage store, with what is known of it."""

    __tablename__ = "footage"

    id: Mapped[str] = mapped_column(String(64))
    suffix: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    frames: Mapped[int]
    has_sound: Mapped[bool]
    name: Mapped[str]


class ReviewRow(_Part):
    """What a customer said."""

    __tablename__ = "reviews"

    text: Mapped[str]
    who: Mapped[str]
    photo: Mapped[str | None] = mapped_column(String(64))


class PriceRow(_Part):
    """A retail price and when it began, the oldest at 0."""

    __tablename__ = "prices"
    __table_args__ = (CheckConstraint("price > 0", "price"),)

    price: Mapped[int | None]
    since: Mapped[str]


class ClipRow(_Part):
    """A finished clip."""

    __tablename__ = "clips"

    file: Mapped[str]
    template: Mapped[str]
    frames: Mapped[int]
    made: Mapped[str]
    prices: Mapped[list[int]] = mapped_column(JSON)
    others: Mapped[list[str]] = mapped_column(JSON)
    outdated: Mapped[bool]
    looks: Mapped[dict[str, str]] = mapped_column(JSON)


class PostingRow(_Part):
    """A bundle that was made, and what became of it."""

    __tablename__ = "postings"

    platform: Mapped[str]
    made: Mapped[str]
    price: Mapped[int | None]
    tiers: Mapped[list[int]] = mapped_column(JSON)
    folder: Mapped[str]
    clip: Mapped[str]
    posted: Mapped[str | None]
    link: Mapped[str]
    counts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


Index("ix_products_sort_key", ProductRow.sort_key)
Index("ix_products_created", ProductRow.created)
Index("ix_photos_id", PhotoRow.id)
Index("ix_footage_id", FootageRow.id)
