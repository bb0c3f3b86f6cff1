"""Questions about the cover and the pictures."""

from vendor_app.bundle.checks.subject import Answer, Subject
from vendor_app.language import _
from vendor_app.photos.pictures import SIDE
from vendor_app.storyboard.model import CANVAS


def cover(subject: Subject) -> Answer | None:
    """Has the cover the clip's own format, and no more bytes than the platform takes?"""
    found, most = subject.cover, subject.platform.limits.cover_bytes
    if found is None:
        return None
    fact = f"{found.format} · {found.width}×{found.height}"
    is_right = (found.format, found.width, found.height) == ("JPEG", CANVAS.width, CANVAS.height)
    if most is not None and not most.admits(found.size):
        is_right, fact = False, f"{fact} · {found.size / 1_000_000:,.1f} MB"
    if not is_right:
        return Answer(False, _("The cover has a wrong format: {fact}.").format(fact=fact), _("Make the bundle again."))
    return Answer(True, _("The cover fits the clip"), fact)


def pictures(subject: Subject) -> Answer | None:
    """Are there as many pictures as the platform takes, each square and small enough?"""
    if subject.pictures is None:
        return None
    limits, count = subject.platform.limits, len(subject.pictures)
    if limits.pictures is not None and not limits.pictures.admits(count):
        return Answer(
            False,
            _("The platform does not take this number of pictures: {count}.").format(count=count),
            _("It takes {least} to {most}.").format(least=limits.pictures.least or 0, most=limits.pictures.most or "∞"),
        )
    for picture in subject.pictures:
        fits = limits.picture_bytes is None or limits.picture_bytes.admits(picture.size)
        if not fits or (picture.format, picture.width, picture.height) != ("JPEG", SIDE, SIDE):
            return Answer(False, _("{name} has a wrong size.").format(name=picture.name), _("Make the bundle again."))
    return Answer(True, _("Pictures: {count}").format(count=count), f"JPEG · {SIDE}×{SIDE}")


def picture_metadata(subject: Subject) -> Answer | None:
    """Do the pictures tell nothing about the place or the camera?"""
    if subject.pictures is None:
        return None
    looked_at = (*subject.pictures, *([subject.cover] if subject.cover else []))
    telling = [picture.name for picture in looked_at if picture.metadata]
    if telling:
        return Answer(
            False,
            _("These pictures tell where or how they were taken: {names}.").format(names=", ".join(telling)),
            _("Make the bundle again."),
        )
    return Answer(True, _("The pictures do not tell where they were taken"))
