"""What is kept between builds is what was put there, or nothing: whatever happens to its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build.keep import Damaged, Ref, Store


def kept(folder: Path, things: dict[str, bytes], **index: object) -> dict[str, Ref]:
    store = Store(folder)
    before = store.index()
    places = {name: store.add(thing) for name, thing in things.items()}
    found = store.settle({"generation": before.get("generation", 0), **index}, places)
    store.close()
    return found


def read(folder: Path) -> dict[str, bytes]:
    store = Store(folder)
    return {name: store.raw(Ref(*ref)) for name, ref in store.index().get("places", {}).items()}


def test_what_was_kept_is_there_for_the_next_process(tmp_path: Path) -> None:
    kept(tmp_path, {"one": b"1" * 100, "two": b""}, said="hello")
    assert read(tmp_path) == {"one": b"1" * 100, "two": b""}
    assert Store(tmp_path).index()["said"] == "hello"


def test_a_small_change_adds_a_little_and_much_waste_is_cleared_away(tmp_path: Path) -> None:
    kept(tmp_path, {"big": b"b" * 1_000_000})
    (things,) = tmp_path.glob("kept-things.*")
    for number in range(12):
        store = Store(tmp_path)
        index = store.index()
        big = Ref(*index["places"]["big"])
        store.settle({"generation": index["generation"]}, {"big": big, "small": store.add(b"%d" % number * 1000)})
        store.close()
    assert read(tmp_path) == {"big": b"b" * 1_000_000, "small": b"11" * 1000}
    assert things.exists() and things.stat().st_size < 1_100_000
    for number in range(12):
        kept(tmp_path, {"big": b"%x" % number * 1_000_000})
    assert sum(f.stat().st_size for f in tmp_path.glob("kept-things.*")) < 8_000_000
    assert len(list(tmp_path.glob("kept-things.*"))) == 1


def test_an_index_that_is_damaged_cut_short_or_anothers_is_as_good_as_none(tmp_path: Path) -> None:
    kept(tmp_path, {"one": b"1"})
    file = tmp_path / "kept"
    whole = file.read_bytes()
    for spoilt in (whole[:-1], whole[:10], b"", b"x" + whole[1:], whole[:40] + bytes([whole[40] ^ 1]) + whole[41:]):
        file.write_bytes(spoilt)
        assert Store(tmp_path).index() == {}
    file.write_bytes(whole)
    assert Store(tmp_path).index()
    next(tmp_path.glob("kept-things.*")).unlink()
    assert Store(tmp_path).index() == {}


def test_a_thing_with_one_wrong_bit_is_never_handed_out(tmp_path: Path) -> None:
    kept(tmp_path, {"one": bytes(range(256))})
    file = next(tmp_path.glob("kept-things.*"))
    whole = file.read_bytes()
    for at in range(0, 256, 17):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        store = Store(tmp_path)
        with pytest.raises(Damaged):
            store.raw(Ref(*store.index()["places"]["one"]))
    file.write_bytes(whole[:-1])
    store = Store(tmp_path)
    with pytest.raises(Damaged):
        store.raw(Ref(*store.index()["places"]["one"]))


def test_a_lasting_store_gives_the_same_object_again_until_its_bytes_are_others(tmp_path: Path) -> None:
    store = Store(tmp_path, remembers=True)
    store.index()
    places = store.settle({"generation": 0}, {"one": store.put(["a"]), "two": store.put(["b"])})
    first = store.get(places["one"])
    store.index()
    later = store.settle({"generation": 1}, {"one": places["one"], "two": store.put(["c"])})
    assert store.get(later["one"]) is first and store.get(later["two"]) == ["c"]
    store.index()
    store.add(b"of a build that came to nothing")
    assert store.index() and store.end == 0
