"""Where words end and lines may."""

import random
import re
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_app.thai import words
from vendor_app.thai.library import newmm
from vendor_app.thai.words import BREAK, HOLD, breaks, unwrapped, warm, wrap_points

THAI = "".join(chr(c) for c in range(0x0E01, 0x0E5C) if unicodedata.category(chr(c)) != "Cn")
MARKET = ["กางเกง", "คอตตอน", "โบ๊เบ๊", "ฟรีไซส์", "ยกโหล", "คละสี", "แชท", "ไซส์", "พรีออเดอร์", "โอลด์โรส"]
SENTENCE = "เสื้อยืดคอกลมผ้าคอตตอนโบ๊เบ๊ฟรีไซส์ราคา199บาท ส่ง 12 ตัวขึ้นไปเหลือ 120 บาท ต่าง ๆ เด็กๆ ฯลฯ (คละสีได้)"

lines = st.one_of(
    st.text(st.sampled_from(THAI + "  019aZ-.%฿()#👗\n"), max_size=60),
    st.lists(
        st.sampled_from([*MARKET, "199", "บาท", " ", "ๆ", "ฯ", "฿", "M-XL", "ผู้ใหญ่", "ราคา", "น้ำ", "(", ")", "36–44"])
    ).map("".join),
    st.text(max_size=30),
)


@pytest.mark.parametrize("word", MARKET)
def test_the_words_of_the_market_are_words(word: str) -> None:
    assert breaks(f"ขาย{word}ถูก") == ["ขาย", word, "ถูก"]


def test_no_word_that_nobody_uses_breaks_a_common_one() -> None:
    assert breaks("ใส่แล้วดี") == ["ใส่", "แล้ว", "ดี"]


@pytest.mark.parametrize("end", ["ค่ะ", "ครับ", "นะคะ", "จ้า"])
def test_no_line_begins_with_the_word_that_closes_a_sentence(end: str) -> None:
    assert wrap_points(f"ใส่สบายมาก{end}").split(BREAK)[-1] == f"มาก{end}"


def test_a_strange_word_is_not_parted_before_its_silent_end() -> None:
    assert wrap_points("สีโฮลด์").split(BREAK)[-1] == "โฮลด์"


@given(lines)
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(breaks(text)) == text


@given(lines)
def test_what_was_put_in_for_drawing_comes_out(text: str) -> None:
    plain = text.replace(BREAK, "").replace(HOLD, " ")
    drawn = wrap_points(plain)
    assert unwrapped(drawn) == plain
    assert drawn.replace(BREAK, "").replace(HOLD, " ") == plain


@given(lines)
def test_no_line_begins_or_ends_where_it_may_not(text: str) -> None:
    drawn = wrap_points(text.replace(BREAK, "").replace(HOLD, " "))
    for before, after in zip(pieces := drawn.split(BREAK), pieces[1:], strict=False):
        assert not re.match("[\u0e30-\u0e3a\u0e45-\u0e4e\u0e2f]|[ก-ฮ]{1,2}[ิุ]?์", after), drawn
        assert not re.search("[เแโใไั]$", before), drawn
        assert not re.search("[0-9๐-๙฿]$", before), drawn
    assert not re.search(" [ๆฯ]", drawn)
    assert not re.search("[0-9๐-๙] [ก-๎]", drawn)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("ราคา 199 บาท", "ราคา 199~บาท"),
        ("ราคา199บาท", "ราคา|199บาท"),
        ("฿ 199 ต่อโหล", "฿~199~ต่อ|โหล"),
        ("ต่าง ๆ", "ต่าง~ๆ"),
        ("เด็กๆชอบ", "เด็กๆ|ชอบ"),
        ("ขาว · ดำ", "ขาว~· ดำ"),
        ("อก 36 - 44 นิ้ว", "อก 36~-~44~นิ้ว"),
        ("ยาว 12 cm", "ยาว 12~cm"),
        ("ผ้าฝ้าย100%ใส่สบาย", "ผ้าฝ้าย|100%|ใส่สบาย"),
        ("ไซส์M-XL", "ไซส์|M-XL"),
        ("ไซส์(M)", "ไซส์|(M)"),
        ("🔥ลดราคา🔥ส่งฟรี", "🔥ลดราคา🔥|ส่งฟรี"),
        ("ผ้าฝ้าย ✅เสื้อเชิ้ต", "ผ้าฝ้าย ✅เสื้อเชิ้ต"),
        ("เสื้อ<ลด>เสื้อ", "เสื้อ<ลด>|เสื้อ"),
        ("ปลีก/ส่ง", "ปลีก/|ส่ง"),
        ("กางเกงคอตตอน", "กางเกง|คอตตอน"),
        ("Cotton T-shirt", "Cotton T-shirt"),
        ("", ""),
    ],
)
def test_where_a_line_may_end(text: str, drawn: str) -> None:
    assert wrap_points(text).replace(BREAK, "|").replace(HOLD, "~") == drawn


def test_every_piece_of_a_real_sentence_reads_by_itself() -> None:
    drawn = wrap_points(SENTENCE).replace(BREAK, "|").replace(HOLD, "~")
    assert drawn == ("เสื้อยืด|คอกลม|ผ้าคอตตอน|โบ๊เบ๊|ฟรีไซส์|ราคา|199บาท ส่ง 12~ตัว|ขึ้นไป|เหลือ 120~บาท ต่าง~ๆ เด็กๆ~ฯลฯ (คละสี|ได้)")


@pytest.mark.parametrize("space", ["", " "])
def test_a_long_text_has_the_words_of_a_short_one(space: str) -> None:
    phrase = "เสื้อยืดคอกลมผ้าคอตตอนเนื้อนุ่มใส่สบาย" + space
    assert breaks(phrase * 8) == breaks(phrase) * 8


def test_two_threads_load_the_words_once() -> None:
    words._load.cache_clear()
    results: list[list[str]] = []
    threads = [threading.Thread(target=lambda n=n: results.append(breaks(f"เดินโบ๊เบ๊{n}"))) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [["เดิน", "โบ๊เบ๊", str(n)] for n in range(4)]
    assert words._load.cache_info().misses == 1


def test_the_words_of_a_text_are_those_of_the_whole_dictionary() -> None:
    every = words._load().words
    drawn = random.Random(1).choices(sorted(every), k=400)
    parts = [*("".join(drawn[at : at + 5]) for at in range(0, 400, 5)), *sorted(every, key=len)[-8:]]
    text = "\n".join(f"ขาย{part}ถูก" for part in parts)
    assert breaks(text) == newmm(text, every)


def test_nothing_is_loaded_on_import_and_nothing_written_at_home(tmp_path: Path) -> None:
    script = (
        "import sys; import vendor_app.thai.words as w, vendor_app.thai.text as t\n"
        "assert 'pythainlp' not in sys.modules, 'slow start'\n"
        "w.warm(); assert t.normalise('เเดง') == 'แดง'\n"
        "assert 'pythainlp' in sys.modules\n"
    )
    environment = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PATH": ""}
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True, env=environment)
    assert list(tmp_path.iterdir()) == []


def test_warming_up_is_harmless_twice() -> None:
    warm()
    warm()
    assert breaks("") == []
