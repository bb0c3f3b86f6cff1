"""What a phone is told when something cannot be taken: a status for programs, a sentence for the vendor."""

from vendor_app.errors import VendorError
from vendor_app.language import _


class Refused(Exception):
    """An answer other than yes."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        """Of HTTP."""
        self.reason = reason


_BELIEVED = 10**13
"""Bytes: no phone has a file of more, and a size is said in megabytes."""


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)


def empty() -> Refused:
    return Refused(400, _("The file is empty. Choose it again, or take another photo."))


def too_big(size: int, most: int, *, film: bool) -> Refused:
    if size > _BELIEVED:
        return Refused(413, _("The file is far too big; the most is {most} MB.").format(most=_megabytes(most)))
    sentence = (
        _("The video is too big: {size} MB; the most is {most} MB. Send a shorter one.")
        if film
        else _("The photo is too big: {size} MB; the most is {most} MB.")
    )
    return Refused(413, sentence.format(size=_megabytes(size), most=_megabytes(most)))


def no_film(most: int) -> Refused:
    return Refused(
        415, _("This is no video, and too big for a photo: the most is {most} MB.").format(most=most // 10**6)
    )


def too_many(most: int) -> Refused:
    return Refused(
        429, _("{count} files have come, and that is the most. Open the code on the computer again.").format(count=most)
    )


def disk_trouble(problem: VendorError) -> Refused:
    """Say whose disk it is: who reads it on a phone would delete the phone's files."""
    return Refused(507, _("On the computer: {reason}").format(reason=problem))


def place_gone() -> Refused:
    """Return what to say when the folder of what was being sent is gone: somebody cleared the cache."""
    return Refused(410, _("The computer could not take it. Send it again."))


def no_length() -> Refused:
    return Refused(411, _("The phone does not say how large the file is. Open the page in Safari or Chrome."))


def no_such_file() -> Refused:
    return Refused(404, _("This file is not known here any more. Choose it again."))


def odd() -> Refused:
    return Refused(400, _("The phone sent something that cannot be understood. Open the page again."))
