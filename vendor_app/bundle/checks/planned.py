"""Questions about the clip's plan: lettering, voice, music, and who is seen in it."""

from collections.abc import Iterator

from vendor_app.bundle import phrases
from vendor_app.bundle.checks.subject import Answer, Subject
from vendor_app.language import _
from vendor_app.storyboard.colours import is_legible, tones
from vendor_app.storyboard.model import SAFE, Box, Lettering, Shot, Storyboard

_OWN = "own:"
_WORN = "worn"
"""The clip style in which a person wears the product."""


def _letterings(storyboard: Storyboard) -> Iterator[tuple[Shot, Lettering]]:
    return ((shot, lettering) for shot in storyboard.shots for lettering in shot.letterings)


def _words(lettering: Lettering) -> str:
    return lettering.lines[0].text if lettering.lines else lettering.role


def text_in_safe_box(subject: Subject) -> Answer | None:
    """Does no text lie where the platforms put their own buttons?"""
    if subject.storyboard is None:
        return None
    outside = [_words(lettering) for _shot, lettering in _letterings(subject.storyboard) if not _inside(lettering.box)]
    if outside:
        found = tuple(dict.fromkeys(outside))
        return Answer(
            False,
            _("The app's own buttons may cover this text: {found}.").format(found=", ".join(found)),
            _("Choose another style for the clip."),
            found,
        )
    return Answer(True, _("No button covers the text"))


def _inside(box: Box) -> bool:
    right, bottom = box.x + box.width, box.y + box.height
    return box.x >= SAFE.x and box.y >= SAFE.y and right <= SAFE.x + SAFE.width and bottom <= SAFE.y + SAFE.height


def contrast(subject: Subject) -> Answer | None:
    """Can every text be told from what is put behind it? Text straight on a picture is judged when it is drawn."""
    if subject.storyboard is None:
        return None
    faint = [
        line.text
        for shot, lettering in _letterings(subject.storyboard)
        for line in lettering.lines
        if line.text and not is_legible(line.colour, _grounds(shot, lettering))
    ]
    if faint:
        found = tuple(dict.fromkeys(faint))
        return Answer(
            False,
            _("This text is hard to read: {found}.").format(found=", ".join(found)),
            _("Choose other colours for the shop, or another style for the clip."),
            found,
        )
    return Answer(True, _("The text stands out"))


def _grounds(shot: Shot, lettering: Lettering) -> tuple[str, ...]:
    if lettering.plate is not None:
        return (lettering.plate.colour,)
    return tones(shot.ground, shot.pattern) if shot.photo is None and shot.take is None else ()


def clip_words(subject: Subject) -> Answer | None:
    """Does the clip itself lead nobody away, and hide no price? Its names are asked about with the texts."""
    if subject.storyboard is None:
        return None
    shown = "\n".join(_shown(subject.storyboard))
    found = phrases.find_hidden_prices(shown) + phrases.find_thai_digit_prices(shown)
    if not subject.platform.contacts:
        found += phrases.find_contacts(shown)
    named = f"{subject.product.name}\n{subject.shop_name}"
    found = tuple(dict.fromkeys(one for one in found if one not in named))
    if found:
        return Answer(
            False,
            _("These words in the clip are not allowed: {found}.").format(found=", ".join(found)),
            _("Change the text of that shot or the subtitle, then make the clip again."),
            found,
        )
    return Answer(True, _("Nothing forbidden is written in the clip"))


def _shown(storyboard: Storyboard) -> Iterator[str]:
    """Yield every line that is read in the clip."""
    for _shot, lettering in _letterings(storyboard):
        yield " ".join(part for line in lettering.lines for part in (line.text, line.value, line.unit) if part)
    yield from (subtitle.text for subtitle in storyboard.subtitles)


def voice(subject: Subject) -> Answer | None:
    """Does somebody speak? TikTok calls pictures without a voice a violation."""
    if subject.storyboard is None:
        return None
    heard = subject.storyboard.voices or any(shot.take and shot.take.sound for shot in subject.storyboard.shots)
    if not heard:
        return Answer(
            False,
            _("Nobody speaks in the clip."),
            _("Record a few words about the product: such clips are recommended more often."),
        )
    return Answer(True, _("There is a voice in the clip"))


def music_rights(subject: Subject) -> Answer | None:
    """May the music be used?"""
    if subject.storyboard is None or subject.storyboard.music is None:
        return None
    if subject.storyboard.music.startswith(_OWN) and not subject.music_allowed:
        return Answer(
            False,
            _("Nobody has said that this music may be used."),
            _("Tick that you may use it where the clip's music is chosen, or choose a piece of the program."),
            (subject.storyboard.music,),
        )
    return Answer(True, _("The music may be used"))


def people_agreed(subject: Subject) -> Answer | None:
    """Have the people who are seen agreed? Asked only where the clip is about someone who wears it, or a customer."""
    if subject.storyboard is None:
        return None
    shown = {shot.photo for shot in subject.storyboard.shots} | {
        panel.photo for shot in subject.storyboard.shots for panel in shot.panels
    }
    customers = any(review.photo is not None and review.photo in shown for review in subject.product.reviews)
    if subject.storyboard.template != _WORN and not customers:
        return None
    return Answer(
        False,
        _("Has everybody who can be recognised in the clip agreed?"),
        _("The law on personal data asks for it. When they have, answer that you know."),
    )
