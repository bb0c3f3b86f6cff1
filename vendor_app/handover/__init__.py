"""Out of the shop: onto a stick, into a ZIP, and what became of it."""
