"""Questions about what is seen and heard in the finished files, once they were decoded."""

from collections.abc import Sequence

from vendor_app.bundle.checks.subject import Answer, Subject
from vendor_app.bundle.looking import PictureSeen, is_same_picture
from vendor_app.language import _
from vendor_app.sound.loudness import TARGET

_TOLERANCE = 1.0
"""LU."""
_HIGHEST_PEAK = -1.5
"""dBTP."""
_SHOWN = 3
"""Names in one line."""


def codes_in_pictures(subject: Subject) -> Answer | None:
    """Is there no QR code in a picture where buyers may not be led away?"""
    if subject.pictures_seen is None or subject.platform.contacts:
        return None
    names = tuple(picture.name for picture in subject.pictures_seen if picture.codes)
    if names:
        return Answer(
            False,
            _("There is a QR code in these pictures: {names}.").format(names=", ".join(names)),
            _("Choose other photos, or crop the code away: it leads buyers out of the app."),
            tuple(code for picture in subject.pictures_seen for code in picture.codes),
        )
    return Answer(True, _("No QR code in the pictures"))


def codes_in_clip(subject: Subject) -> Answer | None:
    """Is there no QR code in the clip where buyers may not be led away?"""
    if subject.seen is None or subject.platform.contacts:
        return None
    if subject.seen.codes:
        return Answer(
            False,
            _("There is a QR code in the clip."),
            _("Take the photo or video with it out of the clip: it leads buyers out of the app."),
            subject.seen.codes,
        )
    return Answer(True, _("No QR code in the clip"))


def loudness(subject: Subject) -> Answer | None:
    """Is the clip as loud as its neighbours, and does nothing crackle?"""
    if subject.seen is None or subject.seen.loudness is None or subject.seen.peak is None:
        return None
    fact = f"{subject.seen.loudness:.1f} LUFS · {subject.seen.peak:.1f} dBTP"
    if abs(subject.seen.loudness - TARGET) > _TOLERANCE:
        sentence = (
            _("The clip is too quiet: {fact}.")
            if subject.seen.loudness < TARGET
            else _("The clip is too loud: {fact}.")
        )
        return Answer(False, sentence.format(fact=fact), _("Make the clip again."))
    if subject.seen.peak > _HIGHEST_PEAK:
        return Answer(False, _("The sound may crackle: {fact}.").format(fact=fact), _("Make the clip again."))
    return Answer(True, _("The clip is as loud as others"), fact)


def clip_metadata(subject: Subject) -> Answer | None:
    """Does the clip tell nothing about a place, a camera or a person?"""
    if subject.seen is None:
        return None
    if subject.seen.metadata:
        told = ", ".join(subject.seen.metadata)
        return Answer(
            False,
            _("The clip tells more than its pictures: {told}.").format(told=told),
            _("Make the clip again."),
            subject.seen.metadata,
        )
    return Answer(True, _("The clip does not tell where it was made"))


def picture_duplicates(subject: Subject) -> Answer | None:
    """Is no picture there twice?"""
    if subject.pictures_seen is None:
        return None
    alike = _alike(subject.pictures_seen)
    if alike:
        return Answer(
            False,
            _("These pictures are the same: {names}.").format(names=_some(", ", [_some(" = ", one) for one in alike])),
            _("Keep one of them and remove the others from the product."),
            tuple(" = ".join(names) for names in alike),
        )
    return Answer(True, _("Every picture is another one"))


def _alike(pictures: Sequence[PictureSeen]) -> list[list[str]]:
    """Return the names of those that nobody can tell apart, two or more together."""
    groups: list[list[PictureSeen]] = []
    for picture in pictures:
        same = [group for group in groups if any(is_same_picture(picture, other) for other in group)]
        if not same:
            groups.append([picture])
            continue
        same[0].append(picture)
        for group in same[1:]:
            same[0].extend(group)
            groups.remove(group)
    return [sorted(picture.name for picture in group) for group in groups if len(group) > 1]


def _some(joint: str, names: Sequence[str]) -> str:
    """Return the first few, and that there are more: a burst of forty photos would fill the page."""
    return joint.join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")


def picture_lettering(subject: Subject) -> Answer | None:
    """Were no words put on the product's pictures? Those of a photo post and the cover, behind them, carry our own."""
    if not subject.pictures_seen:
        return None
    pictures = subject.pictures_seen[: None if subject.pictures is None else len(subject.pictures)]
    names = tuple(picture.name for picture in pictures if picture.lettered)
    if names:
        return Answer(
            False,
            _("There are words on these pictures: {names}.").format(names=", ".join(names)),
            _("Crop them away, and turn off the camera's own mark: platforms want pictures without."),
            names,
        )
    return Answer(True, _("No words at the top or the foot of the pictures"))


def picture_background(subject: Subject) -> Answer | None:
    """Has the first picture a white background?"""
    if not subject.pictures_seen:
        return None
    first = subject.pictures_seen[0]
    if not first.white:
        return Answer(
            False,
            _("The first picture has no white background."),
            _("Put a photo from the front, before plain white, first."),
        )
    return Answer(True, _("The first picture has a white background"))


def picture_share(subject: Subject) -> Answer | None:
    """Does the product fill the first picture? Can be said only before white."""
    limit = subject.platform.limits.picture_share
    if limit is None or not subject.pictures_seen or not subject.pictures_seen[0].white:
        return None
    share = round(subject.pictures_seen[0].share * 100)
    fact = _("{share}, at least {least} are wanted").format(share=f"{share}%", least=f"{limit.least or 0}%")
    if not limit.admits(share):
        return Answer(
            False,
            _("The product is small in the first picture: {fact}.").format(fact=fact),
            _("Crop the photo so that the product fills it."),
        )
    return Answer(True, _("The product fills the first picture"), fact)
