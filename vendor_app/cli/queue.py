"""vendor-cli queue, and clip batch: clips that are made one after the other, now or another time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from vendor_app.catalogue.records import Sku
from vendor_app.cli.base import FILE, SECONDS, Command, Group, open_shop, with_console
from vendor_app.cli.clips import NEW_ARRIVAL
from vendor_app.cli.console import Console, shown, table
from vendor_app.errors import VendorError
from vendor_app.files import require_place, write_whole
from vendor_app.language import _
from vendor_app.progress import Cancelled

if TYPE_CHECKING:
    from vendor_app.batch import Batch
    from vendor_app.queue_file import Job
    from vendor_app.render_queue import RenderQueue
    from vendor_app.shop import Shop

queue = Group("queue", help=_("Clips to make one after the other."))
_TEMPLATE = click.option(
    "--template", default=NEW_ARRIVAL, metavar="NAME", help=_("Clip style: new-arrival, wholesale …")
)
_LENGTH = click.option("--seconds", type=SECONDS, help=_("Length, 6 to 58; as before, or 15, when left out."))


@contextmanager
def _open_queue(console: Console) -> "Iterator[tuple[Shop, RenderQueue]]":
    from vendor_app.render_queue import RenderQueue  # noqa: PLC0415 - start-up time

    with open_shop(console) as shop:
        opened = RenderQueue(shop)
        for note in opened.notes:
            console.say(note)
        try:
            yield shop, opened
        finally:
            opened.close()


def _states() -> dict[str, str]:
    return {
        "waiting": _("waiting"),
        "working": _("being made"),
        "paused": _("paused"),
        "done": _("done"),
        "failed": _("not made"),
        "cancelled": _("cancelled"),
    }


@queue.command("add", help=_("Put a clip of each product into the queue."))
@click.argument("skus", metavar="SKU...", nargs=-1, required=True)
@_TEMPLATE
@_LENGTH
@with_console
def add(console: Console, skus: tuple[Sku, ...], template: str, seconds: int | None) -> None:
    """Add what can become a clip; list the others."""
    from vendor_app.batch import why_not  # noqa: PLC0415 - start-up time
    from vendor_app.storyboard.templates import template as template_of  # noqa: PLC0415 - start-up time

    template_of(template)
    added: list[Job] = []
    rejected: list[dict[str, str]] = []
    with _open_queue(console) as (shop, waiting):
        for sku in dict.fromkeys(skus):
            try:
                product = shop.catalogue.product(sku)
                if reason := why_not(product, template):
                    raise VendorError(reason)
                added.append(waiting.add(product, template, seconds=seconds))
            except VendorError as problem:
                rejected.append({"sku": sku, "reason": str(problem)})
    console.answer(
        {"added": [_job_json(job) for job in added], **({"rejected": rejected} if rejected else {})},
        _("Clips in the queue: {count}. Make them with: vendor-cli queue run").format(count=len(added))
        if added
        else "",
    )
    _end_with(console, [f"{one['sku']}: {one['reason']}" for one in rejected])


@queue.command("list", help=_("Show the queue."))
@with_console
def list_jobs(console: Console) -> None:
    """Print every job in its order."""
    with _open_queue(console) as (_shop, waiting):
        jobs, is_paused = waiting.jobs, waiting.is_paused
    names = _states()
    rows = [(job.id, job.sku, job.template, names[job.state], job.reason or job.file) for job in jobs]
    headers = (_("Job"), _("SKU"), _("Clip style"), _("State"), "")
    text = table(headers, rows) if rows else _("The queue is empty.")
    console.answer({"paused": is_paused, "jobs": [_job_json(job) for job in jobs]}, text)


@queue.command("cancel", help=_("Take jobs out of the queue, by their ids or SKUs."))
@click.argument("wanted", metavar="JOB|SKU...", nargs=-1, required=True)
@with_console
def cancel(console: Console, wanted: tuple[str, ...]) -> None:
    """Give up what is still to be made of these."""
    cancelled: list[Job] = []
    missing: list[str] = []
    with _open_queue(console) as (_shop, waiting):
        for one in dict.fromkeys(wanted):
            found = [job for job in waiting.wanted if one in (job.id, job.sku)]
            for job in found:
                waiting.cancel(job.id)
            cancelled += found
            if not found:
                missing.append(_("Nothing in the queue is called {name}.").format(name=one))
    console.answer(
        {"cancelled": [{"id": job.id, "sku": job.sku} for job in cancelled]},
        "\n".join(f"{job.sku}: {_('cancelled')}" for job in cancelled),
    )
    _end_with(console, missing)


@queue.command("run", help=_("Make what waits. Ctrl-C keeps what is done; the rest waits."))
@with_console
def run(console: Console) -> None:
    """Work through the queue."""
    with _open_queue(console) as (shop, waiting):
        waiting.resume()
        before = {job.id for job in waiting.wanted}
        stopped = _worked(console, waiting)
        jobs = [job for job in waiting.jobs if job.id in before]
        made = [job for job in jobs if job.state == "done"]
        failed = [job for job in jobs if job.state == "failed"]
        left = sum(job.is_wanted for job in jobs)
        folder = shop.folder
    console.answer(
        {
            "made": [_made_json(job, folder) for job in made],
            "not_made": [{"sku": job.sku, "template": job.template, "reason": job.reason} for job in failed],
            "waiting": left,
        },
        "\n".join(_("Made {path} in {seconds} seconds.").format(**_made_words(job, folder)) for job in made),
    )
    _end_with(console, [f"{job.sku}: {job.reason}" for job in failed] + _left_words(left, stopped=stopped))


@click.command("batch", cls=Command, help=_("Make clips of many products in one go, with a report at the end."))
@click.argument("skus", metavar="[SKU]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help=_("Of all products on sale."))
@click.option("--category", metavar="NAME", help=_("Of all products of this category."))
@_TEMPLATE
@_LENGTH
@click.option("--report", type=FILE, metavar="FILE.json", help=_("Where to write the report as JSON."))
@with_console
def batch(
    console: Console,
    skus: tuple[Sku, ...],
    everything: bool,
    category: str | None,
    template: str,
    seconds: int | None,
    report: Path | None,
) -> None:
    """Make every clip that can be made, and tell of the others."""
    from vendor_app.batch import report_json, summary  # noqa: PLC0415 - start-up time
    from vendor_app.storyboard.templates import template as template_of  # noqa: PLC0415 - start-up time

    template_of(template)
    if not (skus or everything or category is not None):
        raise click.MissingParameter(ctx=click.get_current_context(), param_hint="SKU / --all / --category")
    if report is not None:
        require_place(report)
    with _open_queue(console) as (shop, waiting):
        chosen = [shop.catalogue.product(sku) for sku in dict.fromkeys(skus)]
        if everything or category is not None:
            chosen += shop.catalogue.products(category=category, order="newest")
        products = list({product.id: product for product in chosen}.values())
        begun = waiting.add_all(products, template, seconds=seconds)
        waiting.resume()
        stopped = _worked(console, waiting, begun)
        done = next((one for one in waiting.batches if one.id == begun.id), begun)
        left = sum(job.batch == begun.id for job in waiting.wanted)
    answer = {**report_json(done), "waiting": left, "report": done.report}
    if report is not None:
        write_whole(report.absolute(), msgspec.json.format(msgspec.json.encode(answer), indent=1))
    console.answer(answer, summary(done))
    _end_with(console, [f"{one.sku}: {one.reason}" for one in done.not_made] + _left_words(left, stopped=stopped))


def _worked(console: Console, waiting: "RenderQueue", begun: "Batch | None" = None) -> bool:
    """Work through the queue, or one batch of it; return whether somebody stopped it."""
    try:
        waiting.run(console.progress(), batch=begun.id if begun is not None else "")
    except Cancelled:
        return True
    return False


def _left_words(left: int, *, stopped: bool) -> list[str]:
    if not (left and stopped):
        return []
    return [_("Stopped. Clips that wait: {count}. Go on with: vendor-cli queue run").format(count=left)]


def _end_with(console: Console, sentences: list[str]) -> None:
    """Say what did not go, and end with the status for that."""
    for sentence in sentences:
        console.say(sentence)
    if sentences:
        raise click.exceptions.Exit(1)


def _job_json(job: "Job") -> dict[str, Any]:
    return {
        "id": job.id,
        "sku": job.sku,
        "name": job.name,
        "template": job.template,
        "state": job.state,
        "done": round(job.done, 3),
        **({"reason": job.reason} if job.reason else {}),
        **({"clip": job.file} if job.file else {}),
    }


def _made_json(job: "Job", folder: Path) -> dict[str, Any]:
    return {"sku": job.sku, "template": job.template, "clip": folder / job.file, "render_seconds": job.made_in}


def _made_words(job: "Job", folder: Path) -> dict[str, str]:
    return {"path": shown(folder / job.file), "seconds": f"{job.made_in:.1f}"}
