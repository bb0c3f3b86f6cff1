"""The shots that a template makes of the pictures there are, written down as if a vendor had chosen them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from vendor_app.catalogue.records import Product
from vendor_app.photos.photo import PhotoId
from vendor_app.storyboard.edit import ClipEdit, ShotEdit
from vendor_app.storyboard.grids import cells, pages
from vendor_app.storyboard.lengths import shared
from vendor_app.storyboard.shots import FPS, Take
from vendor_app.storyboard.templates import Need, Scene, Template
from vendor_app.video.footage import Footage

MOST_PICTURES: Final = 20
"""Photos that one clip shows; of more, these are chosen evenly."""
BRIEFEST: Final = 26
"""Frames a viewer needs to see what a picture shows."""
_DULL: Final = 105
"""Frames after which a single picture becomes dull."""
_FEWEST_BEATS: Final = 6
"""In a short clip opening and closing are briefer too."""
_BOARDS_SHARE: Final = 0.5
"""Of a clip, that boards may take."""
_FILMED: Final = 90
"""Frames of footage in one shot: platforms ask for three seconds of it."""
_TAKES: Final = 4
"""Shots that one piece of footage is cut into at most."""
_SPARE: Final = 30
"""Frames of footage left behind its last shot, for a transition and for the beat."""
_SKIPPED: Final = 45
"""Frames of footage left out at least between two shots of it: less looks like a picture that jumps, not like a cut."""

_HAS: Final[dict[Need, Callable[[Product, Sequence[Product]], bool]]] = {
    "tiers": lambda product, _others: bool(product.tiers),
    "old_price": lambda product, _others: product.old_price is not None,
    "review": lambda product, _others: any(review.text.strip() for review in product.reviews),
    "sizes": lambda product, _others: bool(product.sizes),
    "colours": lambda product, _others: len(product.colors) > 1,
    "eco": lambda product, _others: any(note.strip() for note in product.facts.eco),
    "fabric": lambda product, _others: bool(product.facts.fabric.strip()),
    "two_photos": lambda product, _others: len(product.photos) > 1,
    "other_products": lambda _product, others: bool(others),
    "footage": lambda product, _others: bool(product.footage),
}


class Made(NamedTuple):
    """Which of a template's scenes a shot is made like."""

    scene: Scene
    turn: int = 0
    """How many shots before it are made like the same scene: moves are taken in turn."""
    fact: int = 0
    """Which of the facts it tells, counted from 0."""
    page: int = 0
    """Of a board that comes again and again: which time this is, from 0. Of a detail about another product: which."""


def missing(what: Scene | Template, product: Product, others: Sequence[Product]) -> list[Need]:
    """Return what a scene or a whole style needs and is not there."""
    return [need for need in what.needs if not _HAS[need](product, others)]


class Scenes:
    """The scenes of a template that suit a product, by the names that shots have for them.

    "opening", "closing"; "board:1" for the second board, "board:1:2" when it comes for the third time; "detail:3".
    """

    def __init__(self, template: Template, product: Product, others: Sequence[Product]) -> None:
        self.template = template
        self.product = product
        self.others = [one for one in others if one.photos and one.price is not None]
        suitable = [scene for scene in template.details if not missing(scene, product, self.others)]
        self.details = [self._at_home(scene) for scene in suitable or template.details]
        self._boards = {number: times for number, board in enumerate(template.boards) if (times := self._times(board))}

    def _at_home(self, scene: Scene) -> Scene:
        """Return a scene about other products as one about this product, when there are no others."""
        if scene.shows != "other_products" or self.others:
            return scene
        return msgspec.structs.replace(scene, shows="product")

    def made(self, name: str) -> Made:
        """Return what a shot of this name is made like.

        A board that there is nothing for any more is made like a detail, and so is what the template does not know.
        """
        once = {"opening": self.template.opening, "closing": self.template.closing}
        kind, *numbers = name.split(":")
        if name in once:
            before = () if name == "opening" else (self.template.opening, *self.template.boards)
            return Made(once[name], fact=_telling(before))
        places = [int(number) if number.isdecimal() and number.isascii() else 0 for number in numbers[:2]]
        board, page = (*places, 0, 0)[:2]
        if kind == "board" and board in self._boards:
            before = (self.template.opening, *self.template.boards[:board])
            return Made(self.template.boards[board], fact=_telling(before), page=page)
        return self._detail(min(board, 999))

    def _detail(self, number: int) -> Made:
        turn, place = divmod(number, len(self.details))
        scene = self.details[place]
        earlier = [self.details[at % len(self.details)] for at in range(number)]
        page = sum(one.shows == "other_products" for one in earlier)
        if scene.shows == "other_products":  # each of them begins with its own first fact
            return Made(scene, turn, page // max(len(self.others), 1), page)
        own = [one for one in earlier if one.shows != "other_products"]
        return Made(scene, turn, _telling((self.template.opening, *self.template.boards, *own)), page)

    def about(self, one: Made) -> Product:
        """Return whom a shot is there for: each of the others in turn, or the product that the clip is of."""
        if one.scene.shows == "other_products" and self.others:
            return self.others[one.page % len(self.others)]
        return self.product

    def boards(self) -> Iterator[tuple[str, Scene]]:
        """Yield the boards whose needs are met, each as often as it comes."""
        for number, times in self._boards.items():
            for page in range(times):
                yield f"board:{number}" + (f":{page}" if page else ""), self.template.boards[number]

    def _times(self, board: Scene) -> int:
        """Return how often a board comes: not at all when it has nothing to show."""
        if missing(board, self.product, self.others):
            return 0
        if board.each == "review":
            return len(told_reviews(self.product))
        if board.grid is None:
            return 1
        found = cells(board.grid, self.product, self.others)
        return len(pages(board.grid, found)) if board.each == "page" else bool(found or board.grid.of == "review")


def told_reviews(product: Product) -> list[int]:
    """Return the places of the reviews that say something."""
    return [place for place, review in enumerate(product.reviews) if review.text.strip()]


def _telling(scenes: Sequence[Scene]) -> int:
    """Return how many of the scenes tell a fact."""
    return sum(any("{fact}" in line.text for one in scene.letterings for line in one.lines) for scene in scenes)


def automatic_shots(scenes: Scenes, edit: ClipEdit) -> tuple[ShotEdit, ...]:
    """Return the shots of a clip for which the vendor chose none. Each id is the name of its scene."""
    names = _names(scenes, edit.seconds * FPS)
    made = [scenes.made(name) for name in names]
    photos = dict(_set_photos(scenes, made))
    free = [at for at, one in enumerate(made) if one.scene.shows == "product" and at not in photos]
    filmed = _filmed(scenes, free, edit, shared([one.scene.beat for one in made], edit.seconds * FPS))
    rest = [at for at in free if at not in filmed]
    shown = {photo for at, photo in photos.items() if at < len(made) - 1}
    own, closing = scenes.product.photo_ids, photos.get(len(made) - 1)
    last = own.index(closing) if closing in own else 0
    photos.update(zip(rest, _pictures(own, len(rest), shown, last), strict=True))
    return tuple(
        ShotEdit(id=name, scene=name, photo=photos.get(number), take=filmed.get(number))
        for number, name in enumerate(names)
    )


def _set_photos(scenes: Scenes, made: Sequence[Made]) -> Iterator[tuple[int, PhotoId]]:
    """Yield the photos that are the same whatever the other shots show; the closing card's is the first, or as told."""
    own, reviews = scenes.product.photo_ids, told_reviews(scenes.product)
    for number, one in enumerate(made):
        scene = one.scene
        if scene.shows == "other_products" and scenes.others:
            yield number, scenes.about(one).photo_ids[0]
        elif scene.shows != "product":
            continue
        elif scene.each == "review" and (photo := scenes.product.reviews[reviews[one.page]].photo) in own:
            assert photo is not None
            yield number, photo
        elif scene.picture != "next" or number == len(made) - 1:
            yield number, own[min(scene.picture == "second", len(own) - 1)]


def _names(scenes: Scenes, frames: int) -> list[str]:
    """Choose the scene of each shot: as many details as the pictures ask for and the time allows."""
    template = scenes.template
    beat = min(template.shot_frames, frames / _FEWEST_BEATS)
    first, room = ["opening"], frames - beat * (template.opening.beat + template.closing.beat)
    used = 1
    boards = list(scenes.boards())
    if _leaves_out(scenes, room - beat * sum(board.beat for _name, board in boards)) and not _leaves_out(scenes, room):
        boards = []
    for name, board in boards:
        if len(first) > 1 and room - beat * board.beat < frames * (1 - _BOARDS_SHARE) - 2 * beat:
            break
        first.append(name)
        used += board.shows == "product"
        room -= beat * board.beat
    wanted, most, least = round(room / template.shot_frames), int(room / BRIEFEST), -int(-room // _DULL)
    count = max(min(max(_unseen(scenes, used), min(wanted, _views(scenes)), least), most), 1)
    return [*first, *(f"detail:{number}" for number in range(count)), "closing"]


def _leaves_out(scenes: Scenes, room: float) -> bool:
    """Whether some of the other products get no shot of their own in these frames: a tile on a board is too little."""
    strange = any(scene.shows == "other_products" for scene in scenes.details)
    return strange and bool(scenes.others) and _unseen(scenes, 0) > int(room / BRIEFEST)


def _unseen(scenes: Scenes, first: int) -> int:
    """Return how many details show everything once."""
    strange = sum(scene.shows == "other_products" for scene in scenes.details)
    if strange:
        return -(-len(scenes.others) * len(scenes.details) // strange)
    return min(len(scenes.product.photos), MOST_PICTURES) - first


def _views(scenes: Scenes) -> int:
    """Return how many details can be made without showing any picture for the third time."""
    strange = any(scene.shows == "other_products" for scene in scenes.details)
    return _unseen(scenes, 0) if strange else 2 * len(scenes.product.photos) + len(scenes.product.footage)


def _filmed(scenes: Scenes, free: Sequence[int], edit: ClipEdit, lengths: Sequence[int]) -> dict[int, Take]:
    """Return which shots show footage: all first ones, the opening, or one among the photos.

    ``lengths``: about how many frames each shot has.
    """
    footage = [one for one in scenes.product.footage if one.frames > 0]
    if not footage or len(free) < 2:
        return {}
    if scenes.template.footage == "first":
        longest = max(lengths[at] for at in free)
        takes = [take for one in footage for take in _takes(one, longest)]
        return dict(zip(free[:-1], takes, strict=False))
    return {free[0 if edit.opening == "motion" else 1]: _takes(footage[0], _FILMED)[0]}


def _takes(footage: Footage, length: int) -> list[Take]:
    """Cut footage into shots of at most ``length``, evenly; one too short is shown from its beginning."""
    room = max(footage.frames - _SPARE - length, 0)
    count = min(room // (length + _SKIPPED) + 1, _TAKES)
    return [Take(footage=footage.id, start=room * number // max(count - 1, 1)) for number in range(count)]


def _pictures(photos: tuple[PhotoId, ...], shots: int, shown: Collection[PhotoId], last: int) -> Iterator[PhotoId]:
    """Yield the photo of each of ``shots`` shots, none twice running, those first that are not ``shown`` elsewhere.

    More photos than shots: evenly chosen, in their order. Fewer: round after round, the one in place ``last`` not right
    before the end, where the closing card shows it.
    """
    fresh = tuple(photo for photo in photos if photo not in shown)
    if len(fresh) > shots:
        yield from (fresh[number * len(fresh) // shots] for number in range(shots))
        return
    views, place = [int(photo in shown) for photo in photos], -1
    for number in range(shots):
        barred = {place, last} if number == shots - 1 and len(photos) > 2 else {place}
        place = min((at for at in range(len(photos)) if at not in barred), key=lambda at: views[at], default=0)
        views[place] += 1
        yield photos[place]


def detail_number(name: str) -> int | None:
    """Return the number in "detail:3"; None for another scene."""
    digits = name.removeprefix("detail:")
    return int(digits) if digits != name and digits.isascii() and digits.isdecimal() and len(digits) < 4 else None


def next_detail(shots: Sequence[ShotEdit]) -> str:
    """Return the name of the first detail that no shot is made like yet."""
    used = [number for shot in shots if (number := detail_number(shot.scene)) is not None]
    return f"detail:{max(used, default=-1) + 1}"
