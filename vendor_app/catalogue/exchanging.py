"""What writing many products at once comes to: the rows of it, and the word to who listens."""

from collections.abc import Sequence

from vendor_app.catalogue.records import Change, Exchange, Product


def sorted_out(done: Sequence[Exchange]) -> tuple[list[Product], list[Product], list[str]]:
    """Return the products to insert, those to write over, and the ids of those to delete."""
    new = [one.after for one in done if one.after and not one.before]
    changed = [one.after for one in done if one.after and one.before]
    return new, changed, [one.before.id for one in done if one.before and not one.after]


def change_of(done: Sequence[Exchange], problems: tuple[str, ...]) -> Change:
    """Say what an exchange changed; a product that came back from the trash is edited."""
    new, changed, gone = sorted_out(done)
    return Change(
        added=frozenset(product.id for product in new),
        edited=frozenset(product.id for product in changed),
        removed=frozenset(gone),
        problems=problems,
    )
