"""What a phone's browser is given: HTML, a style sheet, a small script, our own fonts. Nothing from outside."""

import functools
import html
import json
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any

from vendor_app.language import _, current
from vendor_app.phone.arrivals import Arrival
from vendor_app.phone.handover import Gift, Handover, Text
from vendor_app.phone.refusals import too_many
from vendor_app.phone.session import Brief, Session
from vendor_app.resources import resource

MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
}
_FONTS = ("Kanit-SemiBold.ttf", "Sarabun-Regular.ttf", "Sarabun-SemiBold.ttf")


def part(name: str) -> Path | None:
    """Return the file of that name that belongs to the page; None when none does."""
    if name in _FONTS:
        return resource("fonts", name)
    if name == "icon.svg":
        return resource(name)
    return resource("phone", name) if name in ("page.css", "page.js") else None


def state(session: Session, arrivals: Sequence[Arrival]) -> dict[str, Any]:
    """Return what the page asks for again and again."""
    return {
        "left": round(session.seconds_left),
        "first": session.brief.first,
        "wishes": session.brief.wishes,
        "files": [
            {
                "id": one.id,
                "number": one.number,
                "film": one.film,
                "size": one.size,
                "received": one.received,
                "state": one.state,
                "active": one.active,
                "reason": one.reason,
                "shot": one.shot,
                "picture": one.thumbnail is not None,
            }
            for one in arrivals
        ],
    }


def upload_page(session: Session, arrivals: Sequence[Arrival], note: str = "") -> str:
    """Return the page that sends photos and footage; it works, more plainly, without its script.

    ``note`` is what went wrong a moment ago.
    """
    brief = session.brief
    above = _("Send photos to {shop}").format(shop=brief.shop)
    body = f"""<div id="note" class="note" role="status"{"" if note else " hidden"}>{html.escape(note)}</div>
<form id="form" class="photo-first" method="post" enctype="multipart/form-data" action="/{session.secret}/form">
{_wishes(brief)}
{_chooser("photo main", "camera", _("Take a photo"), 'accept="image/*" capture="environment"')}
{_chooser("film main", "film", _("Film a short video"), 'accept="video/*" capture="environment"')}
{_chooser("", "pictures", _("Choose from the gallery"), 'accept="image/*,video/*" multiple')}
<noscript><button class="button main">{html.escape(_("Send"))}</button></noscript>
</form>
<h2 id="count">{html.escape(_counted(arrivals))}</h2>
<ul id="list">{"".join(_row(session, one) for one in arrivals)}</ul>
{_foot(session, _("Straight to the computer in the shop, not over the internet."))}"""
    return _framed(session, above, brief.product, body, _upload_words(session), state(session, arrivals))


def handover_page(session: Session, handover: Handover) -> str:
    """Return the page from which a phone saves a bundle's files and copies its texts."""
    base = f"/{session.secret}"
    films = [(number, gift) for number, gift in enumerate(handover.gifts) if gift.is_film]
    pictures = [(number, gift) for number, gift in enumerate(handover.gifts) if not gift.is_film]
    hint = _("If nothing is saved: press and hold the picture, or open this page in Safari or Chrome with the ⋯ menu.")
    body = f"""{"".join(_gift(base, number, gift) for number, gift in films)}
{"".join(_text(number, text) for number, text in enumerate(handover.texts))}
<h2>{html.escape(_("Pictures"))}</h2>
<div class="pair">{"".join(_gift(base, number, gift) for number, gift in pictures)}</div>
<p class="note">{html.escape(hint)}</p>
{_foot(session, _("Straight from the computer in the shop, not over the internet."))}"""
    words = {"copied": _("Copied. Paste it in the app."), "marked": _("Marked: press and hold, then Copy.")}
    return _framed(session, _("Save to this phone"), handover.title, body, words, {})


def _framed(session: Session, above: str, title: str, body: str, words: dict[str, Any], now: dict[str, Any]) -> str:
    frame = Template(resource("phone", "page.html").read_text("utf-8"))
    return frame.substitute(
        language=current(),
        base=f"/{session.secret}",
        above=html.escape(above),
        title=html.escape(title),
        words=html.escape(json.dumps(words, ensure_ascii=False)),
        state=html.escape(json.dumps(_plain(now), ensure_ascii=False)),
        body=body,
    )


def _plain(now: dict[str, Any]) -> dict[str, Any]:
    wishes = now.get("wishes", ())
    return {
        **now,
        "wishes": [{"name": one.name, "title": one.title, "film": one.film, "done": one.done} for one in wishes],
    }


def _upload_words(session: Session) -> dict[str, Any]:
    return {
        "photo_bytes": session.limits.photo_bytes,
        "film_bytes": session.limits.film_bytes,
        "files": session.limits.files,
        "full": too_many(session.limits.files).reason,
        "more": _("More files: {count}"),
        "count": _("Sent {done} of {all}"),
        "left": _("This link ends in {minutes} min."),
        "picture": _("Photo {number}"),
        "film": _("Video {number}"),
        "sending": _("Sending {percent}%"),
        "queued": _("Waiting its turn"),
        "checking": _("Being looked at"),
        "done": _("Is on the computer"),
        "same": _("Was there already"),
        "half": _("Stopped at {percent}%. Choose the same file again: it goes on from there."),
        "broken": _("The connection broke. Trying again…"),
        "lost": _(
            "The computer does not answer. Stay on the shop's Wi-Fi: it goes on by itself. "
            "If the code was closed there, scan it again."
        ),
        "over": _("This link has ended. Scan the code on the computer's screen again."),
        "came": _("{what} is on the computer."),
        "next": _("{what} is on the computer. Next: {next}"),
        "refused": _("The computer could not take it. Send it again."),
        "empty": _("The file is empty. Choose it again, or take another photo."),
        "photo_big": _("The photo is too big: {size} MB; the most is {most} MB."),
        "film_big": _("The video is too big: {size} MB; the most is {most} MB. Send a shorter one."),
    }


def _counted(arrivals: Sequence[Arrival]) -> str:
    if not arrivals:
        return ""
    done = sum(one.state in ("done", "same") for one in arrivals)
    return _("Sent {done} of {all}").format(done=done, all=len(arrivals))


@functools.cache
def _icon(name: str) -> str:
    """Return a drawing to stand in the page: its colour is the text's."""
    return resource("phone", f"{name}.svg").read_text("utf-8").strip()


def _wishes(brief: Brief) -> str:
    wishes = brief.wishes
    if not wishes:
        return ""
    first = brief.first or next((wish.name for wish in wishes if not wish.done), "")
    chips = "".join(
        f'<label class="wish{" done" if wish.done else ""}"><input type="radio" name="shot" '
        f'value="{html.escape(wish.name)}"{" checked" if wish.name == first else ""}>'
        f"<span>{html.escape(wish.title)}</span></label>"
        for wish in wishes
    )
    return f'<fieldset><legend>{html.escape(_("Which picture?"))}</legend><div class="wishes">{chips}</div></fieldset>'


def _chooser(kind: str, icon: str, words: str, what: str) -> str:
    return (
        f'<label class="button {kind}">{_icon(icon)}<span>{html.escape(words)}</span>'
        f'<input type="file" name="file" {what}></label>'
    )


def _row(session: Session, one: Arrival) -> str:
    """Return a line of the list, for a page without its script."""
    words = _upload_words(session)
    titles = {wish.name: wish.title for wish in session.brief.wishes}
    title = titles.get(one.shot) or words["film" if one.film else "picture"].format(number=one.number)
    said = one.reason or words.get(one.state, "")
    tone = "badge bad" if one.state == "refused" else "badge"
    image = f'<img alt="" src="/{session.secret}/files/{one.id}.jpg">' if one.thumbnail else ""
    return (
        f'<li><div class="picture">{image}</div><div class="told"><p>{html.escape(title)}</p>'
        f'<span class="{tone}">{html.escape(said)}</span></div></li>'
    )


def _foot(session: Session, straight: str) -> str:
    minutes = max(round(session.seconds_left / 60), 1)
    left = _("This link ends in {minutes} min.").format(minutes=minutes)
    return (
        f'<p class="foot">{_icon("lock")}<span>{html.escape(straight)} <span id="left">{html.escape(left)}</span>'
        f"</span></p><div hidden>{_icon('tick')}</div>"
    )


def _gift(base: str, number: int, gift: Gift) -> str:
    show, take = f"{base}/show/{number}/{gift.name}", f"{base}/take/{number}/{gift.name}"
    seen = (
        f'<video controls playsinline preload="metadata" src="{show}"></video>'
        if gift.is_film
        else f'<img alt="{html.escape(gift.title)}" src="{show}" loading="lazy">'
    )
    kind = "button main" if number == 0 else "button"
    words = html.escape(_("Save: {what}").format(what=gift.title))
    save = f'<a class="{kind}" href="{take}" download="{gift.name}">{_icon("save")}{words}</a>'
    return f'<div class="gift">{seen}{save}</div>'


def _text(number: int, text: Text) -> str:
    area = f'<textarea id="text-{number}" readonly>{html.escape(text.words)}</textarea>'
    copy = f"{_icon('copy')}<span>{html.escape(_('Copy'))}</span>"
    button = f'<button type="button" class="button" data-copy="text-{number}" hidden>{copy}</button>'
    return f"<h2>{html.escape(text.title)}</h2>{area}{button}"
