"""Questions about the clip and its voice-only twin, answered from facts about the finished files."""

from vendor_app.bundle.checks.subject import Answer, Subject
from vendor_app.language import _
from vendor_app.video.probe import VideoFacts

_CODEC_NAMES = {"h264": "H.264", "hevc": "H.265", "vp8": "VP8", "vp9": "VP9"}


def _again() -> str:
    return _("Make the clip again.")


def _clips(subject: Subject) -> tuple[VideoFacts, ...]:
    return tuple(clip for clip in (subject.clip, subject.voice_only) if clip is not None)


def clip_format(subject: Subject) -> Answer | None:
    """Does the platform take this codec, these sides and this number of frames a second?"""
    limits = subject.platform.limits
    if subject.clip is None:
        return None
    codec = _CODEC_NAMES.get(subject.clip.codec, subject.clip.codec)
    fact = f"{codec} · {subject.clip.width}×{subject.clip.height} · {subject.clip.fps:g} fps"
    taken = all(
        (limits.clip_codecs is None or clip.codec in limits.clip_codecs.values)
        and (limits.clip_sides is None or all(map(limits.clip_sides.admits, (clip.width, clip.height))))
        and (limits.clip_fps is None or limits.clip_fps.admits(clip.fps))
        and clip.constant
        and clip.width < clip.height
        for clip in _clips(subject)
    )
    if not taken:
        return Answer(False, _("The platform may not take this clip: {fact}.").format(fact=fact), _again())
    return Answer(True, _("The clip has the right format"), fact)


def clip_size(subject: Subject) -> Answer | None:
    """Is the file small enough?"""
    limit = subject.platform.limits.clip_bytes
    if subject.clip is None or limit is None:
        return None
    size = max(clip.size for clip in _clips(subject))
    fact = f"{size / 1_000_000:,.1f} MB"
    if not limit.admits(size):
        most = f"{(limit.most or 0) // 1_000_000:,}"
        return Answer(
            False,
            _("The clip is too big: {fact}, at most {most} MB are taken.").format(fact=fact, most=most),
            _("Make a shorter clip."),
        )
    return Answer(True, _("The file is small enough"), fact)


def clip_bit_rate(subject: Subject) -> Answer | None:
    """Are there bits enough for a clear picture, and not more than is taken?"""
    limit = subject.platform.limits.clip_bit_rate
    if subject.clip is None or limit is None:
        return None
    fact = f"{subject.clip.bit_rate / 1_000_000:,.1f} Mbit/s"
    if not limit.admits(subject.clip.bit_rate):
        return Answer(False, _("The clip has too few or too many bits: {fact}.").format(fact=fact), _again())
    return Answer(True, _("The clip is clear and not too heavy"), fact)


def clip_length(subject: Subject) -> Answer | None:
    """Does the platform take a clip of this length?"""
    limit = subject.platform.limits.clip_seconds
    if subject.clip is None or limit is None:
        return None
    fact = _("{seconds} seconds").format(seconds=f"{subject.clip.seconds:g}")
    if not limit.admits(subject.clip.seconds):
        return Answer(
            False, _("The platform does not take a clip of {fact}.").format(fact=fact), _("Choose another length.")
        )
    return Answer(True, _("The clip has a good length"), fact)


def clip_plays_at_once(subject: Subject) -> Answer | None:
    """Can it be played while it loads, and does its picture start with its sound?"""
    if subject.clip is None:
        return None
    if not all(clip.moov_first and not clip.edit_lists for clip in _clips(subject)):
        return Answer(False, _("The clip would start late when it is watched online."), _again())
    return Answer(True, _("The clip plays at once"))


def clip_sound(subject: Subject) -> Answer | None:
    """Have both files sound as long as the picture?"""
    if subject.clip is None:
        return None
    for clip in _clips(subject):
        if not clip.audio_codec or abs(clip.audio_seconds - clip.seconds) > 0.1:
            return Answer(False, _("The clip's sound is missing or stops before the picture."), _again())
    fact = f"{subject.clip.audio_codec.upper()} · {subject.clip.sample_rate / 1000:g} kHz"
    return Answer(True, _("There is sound to the end"), fact)


def still_pictures(subject: Subject) -> Answer | None:
    """Is there real movement? TikTok Shop Thailand keeps clips of stills out of the For You feed."""
    if subject.storyboard is None:
        return None
    if all(shot.photo is not None for shot in subject.storyboard.shots):
        return Answer(
            False,
            _("The clip has only still pictures and may not be recommended."),
            _("When you post, add 3-5 seconds of real video in the app: hands on the cloth, or someone wearing it."),
        )
    return Answer(True, _("The clip moves"))
