"""The outlines that cut-outs are measured against: whole, and drawn as a person draws."""

from benchmarks.cutout import alike, traced


def test_the_outlines_are_of_twenty_photos_two_of_a_kind() -> None:
    files = [one.file for one in traced()]
    kinds = [file.split("/")[0] for file in files]
    assert len(set(files)) == 20
    assert {kinds.count(kind) for kind in kinds} == {2}


def test_each_is_a_product_within_its_frame() -> None:
    for one in traced():
        points = [point for outline in (*one.product, *one.gaps) for point in outline.ravel().tolist()]
        assert 0 <= min(points) <= max(points) <= 1, one.file
        mask = one.mask(300, 400)
        assert 0.05 < mask.mean() < 0.8, one.file
        assert alike(mask.astype("uint8") * 255, mask) == 1


def test_gaps_are_background() -> None:
    (one,) = (one for one in traced() if one.gaps)
    assert not one.mask(750, 1000)[500, 365]


def test_strokes_are_few_and_short() -> None:
    for one in traced():
        assert len(one.strokes) <= 4, one.file
        for stroke in one.strokes:
            assert 2 <= len(stroke.points) <= 5
            assert stroke.radius <= 0.02
