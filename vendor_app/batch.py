"""Many products, one wish: which of them can become a clip, and one report of what became of all."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec
from msgspec.structs import replace

from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.lengths import LONGEST_SECONDS, SHORTEST_SECONDS
from vendor_app.storyboard.refusals import PlanRefused, require
from vendor_app.storyboard.templates import template as template_of
from vendor_app.thai import dates

_LINE = "─" * 40
_Moment: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d\d-\d\dT[\d:.]+\+00:00)?\Z")]
"""ISO 8601, UTC. It names the report: a file that somebody else wrote must not lead anywhere."""
_Report: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^(clips/report-[\d-]+\.txt)?\Z")]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one product of a batch."""

    sku: str
    name: str
    template: str = ""
    """The clip style; "" for a product that no clip was begun of."""
    file: str = ""
    """Path of the clip relative to the shop's folder, with "/"; "" when none was made."""
    reason: str = ""
    """Why not, and what to do."""
    is_taken_out: bool = False
    """Whether the vendor took it out of the queue: there is no clip, and nothing went wrong."""
    note: str = ""
    """Why the clip is not as it was decided."""
    seconds: float = 0.0
    """That the making took."""

    @property
    def is_made(self) -> bool:
        """Whether there is a clip."""
        return bool(self.file)


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Clips that were wished for together."""

    id: str
    template: str
    """The style wished for; "" for clips made again as they were."""
    began: _Moment
    ended: _Moment = ""
    """When the last of it was made or given up; "" while some are to come."""
    outcomes: tuple[Outcome, ...] = ()
    report: _Report = ""
    """Path of the report relative to the shop's folder, with "/"; "" while there is none."""

    @property
    def made(self) -> tuple[Outcome, ...]:
        """The products that have their clip."""
        return tuple(one for one in self.outcomes if one.is_made)

    @property
    def not_made(self) -> tuple[Outcome, ...]:
        """The products that have none, each with the reason."""
        return tuple(one for one in self.outcomes if not one.is_made)

    @property
    def taken_out(self) -> tuple[Outcome, ...]:
        """Those of them that the vendor took out of the queue."""
        return tuple(one for one in self.not_made if one.is_taken_out)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Those of them that could not be made."""
        return tuple(one for one in self.not_made if not one.is_taken_out)

    def with_outcome(self, outcome: Outcome) -> "Batch":
        """Return the batch with what became of one more product, in place of what was said of it before."""
        others = tuple(one for one in self.outcomes if (one.sku, one.template) != (outcome.sku, outcome.template))
        return replace(self, outcomes=(*others, outcome))


class Sorted(msgspec.Struct, frozen=True):
    """Products that can become a clip, and those that cannot with the reason: said before the work starts."""

    ready: tuple[Product, ...]
    not_ready: tuple[Outcome, ...]


def sort_out(products: Iterable[Product], template: str = "", seconds: int | None = None) -> Sorted:
    """Divide products into those that can become a clip now and the others.

    ``template`` "": only what every style wants counts. Raises VendorError for a wrong length.
    """
    if seconds is not None and not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        raise VendorError(
            _("A clip cannot be {seconds} seconds long.").format(seconds=seconds),
            _("Choose from {least} to {most} seconds.").format(least=SHORTEST_SECONDS, most=LONGEST_SECONDS),
        )
    ready: list[Product] = []
    not_ready: list[Outcome] = []
    for product in products:
        if reason := why_not(product, template):
            not_ready.append(Outcome(sku=product.sku, name=product.name, reason=reason))
        else:
            ready.append(product)
    return Sorted(tuple(ready), tuple(not_ready))


def why_not(product: Product, template: str = "") -> str:
    """Return why there can be no clip of the product yet, in a style if one is named; "" when there can."""
    reasons = (
        (product.trashed is not None, _("It is in the trash.")),
        (not product.photos, _("It has no photos yet.")),
        (product.price is None, _("It has no price yet.")),
    )
    if told := " ".join(sentence for holds, sentence in reasons if holds):
        return told
    try:
        if template:
            require(product, template_of(template), ClipEdit(template=template), ())
    except PlanRefused as refusal:
        return refusal.message
    return ""


def summary(batch: Batch) -> str:
    """Return in one sentence what became of a batch."""
    left, rest = bool(batch.taken_out), bool(batch.failed)
    words = {
        (False, False): _("Clips made: {made}, in {time}"),
        (False, True): _("Clips made: {made}, not made: {rest}, in {time}"),
        (True, False): _("Clips made: {made}, taken out of the queue: {left}, in {time}"),
        (True, True): _("Clips made: {made}, taken out of the queue: {left}, not made: {rest}, in {time}"),
    }[left, rest]
    if left and not (batch.made or rest):
        words = _("All clips taken out of the queue: {left}")
    return words.format(
        made=len(batch.made), left=len(batch.taken_out), rest=len(batch.failed), time=length(_lasted(batch))
    )


def report_text(batch: Batch, style: str, folder: Path) -> str:
    """Return the report to read: what was made and where, what was not and why, how long it all took.

    ``folder``: of the shop.
    """
    lines = [
        _("Report: all clips in one go"),
        _("Began: {moment}").format(moment=_moment(batch.began)),
        _("Ended: {moment}").format(moment=_moment(batch.ended)),
        _("Clip style: {style}").format(style=style),
        _("In the folder: {folder}").format(folder=folder),
        summary(batch),
    ]
    parts = ((_("Not made"), batch.failed), (_("Taken out of the queue"), batch.taken_out), (_("Made"), batch.made))
    for title, outcomes in parts:
        if outcomes:
            lines += ["", _LINE, title, _LINE, *_rows(outcomes)]
    return "\n".join(lines) + "\n"


def _rows(outcomes: Sequence[Outcome]) -> Iterable[str]:
    for number, one in enumerate(outcomes, 1):
        yield f"{number}. {one.name} ({one.sku})"
        yield f"   {one.file} · {length(one.seconds)}" if one.is_made else f"   {one.reason}"
        if one.note:
            yield f"   {one.note}"


def report_json(batch: Batch) -> dict[str, object]:
    """Return the report as a script reads it."""
    return {
        "began": batch.began,
        "ended": batch.ended,
        "template": batch.template,
        "seconds": round(_lasted(batch), 1),
        "made": [
            {"sku": one.sku, "template": one.template, "clip": one.file, "render_seconds": round(one.seconds, 2)}
            for one in batch.made
        ],
        "not_made": [{"sku": one.sku, "reason": one.reason} for one in batch.not_made],
    }


def _lasted(batch: Batch) -> float:
    """Return the seconds from the wish to the end."""
    ended = datetime.fromisoformat(batch.ended or dates.now())
    return max((ended - datetime.fromisoformat(batch.began)).total_seconds(), 0.0)


def length(seconds: float) -> str:
    """Write a length of time as a person says it: "8 วินาที", "12 นาที", "3 ชั่วโมง 20 นาที"."""
    if seconds < 50:
        return _("{number} seconds").format(number=max(1, round(seconds)))
    minutes = max(round(seconds / 60), 1)
    if minutes < 90:
        return _("{number} min").format(number=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def _moment(iso: str) -> str:
    """Write a moment with the Buddhist year and the clock of this machine."""
    return f"{dates.format_date(iso)} {datetime.fromisoformat(iso).astimezone():%H:%M}"
