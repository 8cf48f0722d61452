"""Publishing by several processes, and publishing again only what changed: whoever is killed, whatever a hand did."""

from __future__ import annotations

import errno
import marshal
import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from test_publish import Site, build, ended, forks, in_child, linux, no_exchange, refused, site, small_disk, tree

from sitegen.publish import Published, Staging, entry, is_intact, look, refusals, seal, state, swap, times, together
from sitegen.publish.entry import TEMPORARY
from sitegen.settings import TICK

__all__ = ["small_disk"]
pytestmark = [forks, pytest.mark.slow]  # whole sites are built
WAYS = pytest.mark.parametrize("exchange", [swap.exchange, no_exchange], ids=["exchange", "two renames"])


def work(staging: Staging, pages: Site, tell: int) -> None:
    """What a worker does: makes its files and tells of each."""
    with os.fdopen(tell, "wb") as pipe:
        for path, content in pages.items():
            marshal.dump(staging.make(path, content), pipe)
            pipe.flush()


def workers(staging: Staging, pages: Site, count: int = 3) -> None:
    """Has the pages made by so many processes, each every third, and takes what they made."""
    at_work: list[tuple[int, int]] = []
    with staging.workers():
        for n in range(count):
            hear, tell = os.pipe()
            share = dict(list(pages.items())[n::count])
            at_work.append((in_child(lambda share=share, tell=tell: work(staging, share, tell)), hear))  # type: ignore[misc]
            os.close(tell)
        try:
            for pid, hear in at_work:
                with os.fdopen(hear, "rb") as pipe, suppress(EOFError):
                    while True:
                        staging.take(marshal.load(pipe))
                if ended(pid):
                    raise ChildProcessError("a worker failed")
        finally:
            for pid, _ in at_work:
                with suppress(ProcessLookupError, ChildProcessError):
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)


def build_together(base: Path, pages: Site, exchange: swap.Exchange = swap.exchange) -> Published:
    assert not list(refusals(base / "output", base / ".sitegen"))
    with Staging(base / "output", base / ".sitegen", exchange=exchange) as staging:
        workers(staging, pages)
        return staging.commit()


def build_rest(base: Path, before: Site, pages: Site, verify: bool = True) -> Published:
    """Puts only what changed, as an incremental build does."""
    assert not list(refusals(base / "output", base / ".sitegen"))
    with Staging(base / "output", base / ".sitegen") as staging:
        for path, content in pages.items():
            if before.get(path) != content:
                staging.put(path, content)
        for path in staging.keep_rest(before.keys() - pages.keys(), verify):
            staging.put(path, pages[path])
        return staging.commit()


def leftovers(base: Path) -> list[Path]:
    return [*base.rglob(f"{TEMPORARY}*"), *(base / ".sitegen").glob("next-*")]


def rest() -> None:
    """Until what was written can be told from what comes next."""
    time.sleep(1.2 * TICK / 1e9)


# -- several processes


@WAYS
def test_workers_publish_exactly_what_one_process_would(tmp_path: Path, exchange: swap.Exchange) -> None:
    for version in (1, 2, 3, 3, 4):
        build_together(tmp_path, site(version), exchange)
        assert tree(tmp_path) == site(version)
    assert build(tmp_path, site(4)) == Published(0, len(site(4)), 0, False)


def test_workers_leave_published_files_alone(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    before = (tmp_path / "output/same.css").stat()
    assert not build_together(tmp_path, site(1)).exchanged
    done = build_together(tmp_path, site(2))
    assert done.written < len(site(2))
    after = (tmp_path / "output/same.css").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_what_only_one_process_can_place_is_placed(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1", "b/c": b"1", "d": b"1"})
    (tmp_path / "output/.htaccess").write_bytes(b"mine")
    (tmp_path / "output/d").write_bytes(b"edited")
    pages = {"a/b": b"2", "a/c": b"2", "b": b"2", ".htaccess": b"ours", "d": b"1"}
    assert build_together(tmp_path, pages).set_aside == 1
    assert tree(tmp_path) == pages
    assert (tmp_path / ".sitegen/set-aside/1/.htaccess").read_bytes() == b"mine"


@pytest.mark.parametrize("clash", [{"x": b"1", "x/y": b"2"}, {"../x": b"1"}, {"x/" + TEMPORARY: b"1"}])
def test_a_clash_of_workers_publishes_nothing(tmp_path: Path, clash: Site) -> None:
    build(tmp_path, site(1))
    with pytest.raises((ValueError, ChildProcessError)):
        build_together(tmp_path, site(2) | clash)
    assert tree(tmp_path) == site(1)
    build_together(tmp_path, site(2))
    assert tree(tmp_path) == site(2) and not leftovers(tmp_path)


def test_the_same_file_of_two_workers_is_one_file_or_an_error(tmp_path: Path) -> None:
    for second, error in ((b"1", False), (b"2", True)):
        with Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
            made = staging.make("a", b"1"), staging.make("a", second)
            staging.take(made[0])
            if error:
                with pytest.raises(ValueError, match="twice"):
                    staging.take(made[1])
            else:
                staging.take(made[1])
                staging.commit()
    assert tree(tmp_path) == {"a": b"1"}
    state._latest = None
    assert build(tmp_path, {"a": b"1"}) == Published(0, 1, 0, False)


def test_a_worker_makes_and_nothing_else(tmp_path: Path) -> None:
    def refuses(act: Callable[[], object]) -> None:
        with pytest.raises(ValueError, match="over"):
            act()

    with Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
        assert ended(in_child(lambda: refuses(lambda: staging.make("a", b"1")))) == 0
        with staging.workers():
            for act in (staging.commit, lambda: staging.put("a", b"1"), lambda: staging.keep("a", "")):
                assert ended(in_child(lambda act=act: refuses(act))) == 0  # type: ignore[misc]
            assert ended(in_child(staging.abort)) == 0
            with pytest.raises(ValueError, match="workers"):
                staging.commit()
        staging.put("a", b"2")
        staging.commit()
    assert tree(tmp_path) == {"a": b"2"}


def test_a_build_whose_workers_ended_well_is_undone_like_any_other(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    with pytest.raises(ZeroDivisionError), Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
        workers(staging, site(2))
        raise ZeroDivisionError
    assert not (tmp_path / ".sitegen/dirty").exists() and not leftovers(tmp_path)
    build(tmp_path, site(3))
    assert tree(tmp_path) == site(3)


@linux
def test_a_worker_that_outlives_its_build_can_do_no_harm(tmp_path: Path) -> None:
    """It is stopped while its build is killed and others are made, and then goes on."""
    build(tmp_path, site(1))
    build(tmp_path, site(2))
    hear, tell = os.pipe()

    def orphan(staging: Staging) -> None:
        staging.make("early", b"orphan")
        os.kill(os.getpid(), signal.SIGSTOP)
        for path in ("index.html", "late", "same.css", "tier0/cards/c0/index.html"):
            with pytest.raises(FileNotFoundError):
                staging.make(path, b"orphan")
        os.write(tell, b"done")

    def killed() -> None:
        with Staging(tmp_path / "output", tmp_path / ".sitegen") as staging, staging.workers():
            pid = in_child(lambda: orphan(staging))
            os.waitpid(pid, os.WUNTRACED)
            os.write(tell, b"%d" % pid)
            os.kill(os.getpid(), signal.SIGKILL)

    assert ended(in_child(killed)) == -signal.SIGKILL
    pid = int(os.read(hear, 20))
    os.close(tell)
    build(tmp_path, site(3))
    build(tmp_path, site(4))
    os.kill(pid, signal.SIGCONT)
    assert os.read(hear, 20) == b"done"
    assert tree(tmp_path) == site(4) and not leftovers(tmp_path)
    build(tmp_path, site(5))
    assert tree(tmp_path) == site(5)


@WAYS
@pytest.mark.slow
def test_kills_of_workers_and_their_parent_never_leave_half_a_site(tmp_path: Path, exchange: swap.Exchange) -> None:
    chance = random.Random(23)
    build(tmp_path, site(0), exchange=exchange)
    now, usual, ends = 0, 0.06, {"old": 0, "new": 0}
    for turn in range(60):
        following = (now + chance.randrange(1, 8)) % 8

        def group(version: int = following) -> None:
            os.setpgid(0, 0)
            build_together(tmp_path, site(version), exchange)

        began, pid = time.perf_counter(), in_child(group)
        with suppress(PermissionError, ProcessLookupError):
            os.setpgid(pid, pid)
        time.sleep(chance.random() * usual * 1.7)
        whom = chance.choice(["parent", "worker", "all"])
        with suppress(ProcessLookupError):
            if whom == "all":
                os.killpg(pid, signal.SIGKILL)
            else:
                os.kill(pid if whom == "parent" else child_of(pid), signal.SIGKILL)
        if ended(pid) == 0:
            usual = min(usual, time.perf_counter() - began)
        if not (tmp_path / "output").exists():
            assert exchange is no_exchange
            build(tmp_path, site(following), exchange=exchange)
        found = tree(tmp_path)
        assert found in (site(now), site(following)), turn
        ends["old" if found == site(now) else "new"] += 1
        now = chance.randrange(8)
        (build if turn % 2 else build_together)(tmp_path, site(now), exchange=exchange)
        assert tree(tmp_path) == site(now) and not leftovers(tmp_path)
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    assert min(ends.values()) > 0, ends


def child_of(pid: int) -> int:
    """A worker of that process; the process itself when there is none, or nobody can tell."""
    with suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return int(children[-1]) if children else pid
    return pid


@linux
def test_a_disk_that_fills_up_in_a_worker_leaves_the_old_site(small_disk: Path) -> None:
    (small_disk / "output").mkdir()
    build(small_disk, site(1))
    build(small_disk, site(2))
    failed = 0
    for room in range(0, 600_000, 61_440):
        free = os.statvfs(small_disk)
        (small_disk / "filler").write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - room)))
        try:
            build_together(small_disk, site(3) | {f"big/{n}": bytes(20_000) for n in range(20)})
        except OSError as error:
            failed += 1
            assert isinstance(error, ChildProcessError) or error.errno == errno.ENOSPC
            assert tree(small_disk) == site(2)
        (small_disk / "filler").unlink()
        build_together(small_disk, site(2))
        assert tree(small_disk) == site(2) and not leftovers(small_disk)
    assert 1 < failed < 10


# -- what changed, and the rest


@pytest.mark.parametrize("verify", [True, False])
def test_a_build_of_what_changed_keeps_the_rest(tmp_path: Path, verify: bool) -> None:
    build(tmp_path, site(0))
    for version in range(1, 8):
        build_rest(tmp_path, site(version - 1), site(version), verify)
        assert tree(tmp_path) == site(version)
    assert not build_rest(tmp_path, site(7), site(7), verify).exchanged
    assert build(tmp_path, site(7)) == Published(0, len(site(7)), 0, False)


def test_what_a_hand_took_or_changed_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    build(tmp_path, site(2))
    output = tmp_path / "output"
    (output / "same.css").unlink()
    (output / "index.html").write_bytes(b"edited")
    (output / "flip/b").unlink()
    (output / "flip/b").mkdir()
    os.utime(output / "v/2/1.txt", ns=(1, 1))
    (tmp_path / ".sitegen/next/.well-known/security.txt").unlink()
    with Staging(output, tmp_path / ".sitegen") as staging:
        assert sorted(staging.keep_rest()) == ["flip/b", "index.html", "same.css"]
        staging.put("index.html", site(2)["index.html"])
        with pytest.raises(ValueError, match="twice"):
            staging.put("v/2/1.txt", b"other")
        with pytest.raises(ValueError, match="file and a folder"):
            staging.put("flip", b"other")
    assert build_rest(tmp_path, site(2), site(2)).written == 3
    assert tree(tmp_path) == site(2)
    assert (output / "v/2/1.txt").stat().st_mtime_ns == 1


def test_of_what_nothing_is_known_nothing_is_kept(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    was = seal(tmp_path / "output", tmp_path / ".sitegen")
    with Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
        assert staging.seal == was != 0
    (tmp_path / ".sitegen/state").unlink()
    with Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
        assert staging.seal == 0
        with pytest.raises(ValueError, match="nothing is known"):
            staging.keep_rest()


def test_a_seal_names_one_publication(tmp_path: Path) -> None:
    seals = []
    for version in (1, 2, 1, 2):
        build(tmp_path, site(version))
        seals += [seal(tmp_path / "output", tmp_path / ".sitegen")]
    with pytest.raises(ZeroDivisionError), Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
        staging.put("new", b"1")
        raise ZeroDivisionError
    build(tmp_path, site(2))
    assert len(set(seals)) == 4 and seal(tmp_path / "output", tmp_path / ".sitegen") == seals[-1]


@pytest.mark.slow
def test_kills_of_builds_of_what_changed(tmp_path: Path) -> None:
    chance = random.Random(31)
    build(tmp_path, site(0))
    now = 0
    for _ in range(60):
        following = (now + chance.randrange(1, 8)) % 8
        pid = in_child(lambda a=now, b=following: build_rest(tmp_path, site(a), site(b)))  # type: ignore[misc]
        time.sleep(chance.random() * 0.012)
        os.kill(pid, signal.SIGKILL)
        ended(pid)
        found = tree(tmp_path)
        assert found in (site(now), site(following))
        now = now if found == site(now) else following
        following = chance.randrange(8)
        build_rest(tmp_path, site(now), site(following), verify=chance.random() < 0.5)
        now = following
        assert tree(tmp_path) == site(now)


# -- what a hand put in


def intact(base: Path) -> bool:
    return is_intact(base / "output", base / ".sitegen")


@pytest.mark.parametrize("late", [False, True])
def test_a_file_put_in_by_hand_is_seen_at_once(tmp_path: Path, late: bool) -> None:
    for version in (1, 2, 3):
        build(tmp_path, site(version))
    if late:
        rest()
    strange = tmp_path / "output/tier1/cards/c1/mine.txt"
    strange.write_text("mine")
    state._latest = None
    assert not intact(tmp_path)
    assert refused(tmp_path / "output", tmp_path / ".sitegen") == [("foreign-file", strange.as_posix())]
    strange.unlink()
    assert intact(tmp_path) and not refused(tmp_path / "output", tmp_path / ".sitegen")


def test_only_folders_that_changed_are_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in (1, 2, 1, 2):
        rest()
        build(tmp_path, site(version))
    looked: list[str] = []
    look_into = look._look
    monkeypatch.setattr(
        look, "_look", lambda top, folder, *more: looked.append(folder) or look_into(top, folder, *more)
    )
    rest()
    for _ in range(2):
        state._latest = None
        assert intact(tmp_path)
    assert looked.count("") == 2 and not any("c19" in folder for folder in looked)
    looked.clear()
    (tmp_path / "output/tier1/cards/c19/.DS_Store").touch()
    assert intact(tmp_path)
    assert "tier1/cards/c19" in looked


def test_after_a_lost_state_folders_are_looked_into_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, site(1))
    rest()
    (tmp_path / ".sitegen/state").unlink()
    build(tmp_path, site(1))
    state._latest = None
    monkeypatch.setattr(look, "_look", lambda top, folder, *more: [folder] if folder else [])
    assert intact(tmp_path)


def test_a_file_left_in_the_spare_tree_is_seen_when_that_is_published(tmp_path: Path) -> None:
    """As happens to one whose shell stands in a folder of the site while it is built."""
    for n in (1, 2, 3):
        build(tmp_path, {"a/b": b"%d" % n, "c/d": b"same"})
    rest()
    (tmp_path / ".sitegen/next/a/mine").write_text("mine")
    (tmp_path / ".sitegen/next/c/mine").write_text("mine")
    build(tmp_path, {"a/b": b"4", "c/d": b"same"})
    named = [path for _, path in refused(tmp_path / "output", tmp_path / ".sitegen")]
    assert named == [f"{tmp_path}/output/a/mine", f"{tmp_path}/output/c/mine"]


def test_a_file_left_in_a_folder_that_a_long_build_changes_is_seen(tmp_path: Path) -> None:
    for n in (1, 2, 3):
        build(tmp_path, {"a/b": b"%d" % n})
    (tmp_path / ".sitegen/next/a/mine").write_text("mine")
    with Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
        staging.put("a/b", b"4")
        rest()
        staging.commit()
    assert refused(tmp_path / "output", tmp_path / ".sitegen") == [("foreign-file", f"{tmp_path}/output/a/mine")]


def test_the_time_of_a_folder_counts_only_when_it_is_past(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert times.settled(f"{tmp_path}/a") == 0
    rest()
    assert times.settled(f"{tmp_path}/a") == entry.folder_time((tmp_path / "a").stat())


@pytest.mark.parametrize("dies", [False, True])
@linux
def test_two_processes_see_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies: bool) -> None:
    pages = {f"p{n}/index.html": b"%d" % n for n in range(300)}
    build(tmp_path, pages)
    changed = random.Random(5).sample(sorted(pages), 40)
    for path in changed[:20]:
        (tmp_path / "output" / path).write_bytes(b"edited")
    for path in changed[20:]:
        (tmp_path / "output" / path).unlink()
    monkeypatch.setattr(together, "CHUNK", 5)
    monkeypatch.setattr(together, "_may_fork", lambda: True)
    if dies:
        write, told = os.write, []
        monkeypatch.setattr(
            os, "write", lambda pipe, flags: told.append(1) or (os._exit(3) if len(told) > 9 else write(pipe, flags))
        )
    kept = state.load(f"{tmp_path}/.sitegen/state", state.inode(f"{tmp_path}/output"))
    assert kept
    for _ in range(20):
        assert sorted(look.touched(f"{tmp_path}/output", kept.stats())) == sorted(changed)
    assert not intact(tmp_path)
