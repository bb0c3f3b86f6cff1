"""Questions about what only some platforms take: titles, photo posts, the video of a listing."""

from vendor_app.bundle.checks.subject import Answer, Subject
from vendor_app.bundle.measure import length
from vendor_app.language import _
from vendor_app.storyboard.model import CANVAS


def title_length(subject: Subject) -> Answer | None:
    """Has the title as many letters as the platform wants?"""
    limit = subject.platform.limits.title
    if subject.title is None or limit is None:
        return None
    found = length(subject.title, limit.unit)
    fact = _("{found} of {most}").format(found=f"{found:,}", most=f"{limit.most or 0:,}")
    if not limit.admits(found):
        return Answer(False, _("The title has a wrong length: {fact}.").format(fact=fact), _("Change the name."))
    return Answer(True, _("The title fits"), fact)


def post_pictures(subject: Subject) -> Answer | None:
    """Are the pictures of a photo post as many, as large and as small as the platform takes, and tell nothing?"""
    if subject.post_pictures is None:
        return None
    limits, count = subject.platform.limits, len(subject.post_pictures)
    fits = all(
        (one.format, one.width, one.height) == ("JPEG", CANVAS.width, CANVAS.height)
        and (limits.picture_bytes is None or limits.picture_bytes.admits(one.size))
        and not one.metadata
        for one in subject.post_pictures
    )
    if not count or not fits or not (limits.post_pictures is None or limits.post_pictures.admits(count)):
        return Answer(False, _("The pictures of the photo post do not fit."), _("Make the bundle again."))
    fact = f"JPEG · {CANVAS.width}×{CANVAS.height}"
    return Answer(True, _("Pictures with prices on them: {count}").format(count=count), fact)


def listing_video(subject: Subject) -> Answer | None:
    """Does the platform take the listing's video: sides, seconds, bytes, sound, header first?"""
    video, limits = subject.listing_video, subject.platform.limits
    if video is None:
        return None
    fact = _("{seconds} seconds").format(seconds=f"{video.seconds:g}")
    fact = f"{video.width}×{video.height} · {fact} · {video.size / 1_000_000:,.1f} MB"
    measured = (
        (limits.listing_video_sides, video.width),
        (limits.listing_video_sides, video.height),
        (limits.listing_video_seconds, video.seconds),
        (limits.listing_video_bytes, video.size),
    )
    plays = video.moov_first and not video.edit_lists and video.constant and bool(video.audio_codec)
    if not plays or not all(limit is None or limit.admits(value) for limit, value in measured):
        message = _("The platform may not take the video of the listing: {fact}.").format(fact=fact)
        return Answer(False, message, _("Make the bundle again."))
    return Answer(True, _("The video of the listing fits"), fact)
