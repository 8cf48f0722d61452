"""Publishing: a whole new site or the old one, whatever is killed, full, edited by hand or in the way."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen import rules
from sitegen.publish import MARKER, Busy, Published, Staging, describe, digest, refusals, state, swap, workspace_for

Site = dict[str, bytes]
POINTS = ["marked", "in step", "complete", "noted", "exchanged", "clear"]
GAPS = ["away", "in"]
linux = pytest.mark.skipif(sys.platform != "linux", reason="asks for Linux's system calls")
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def no_exchange(one: str, other: str) -> bool:
    """As on a system that cannot exchange two folders."""
    return False


WAYS = pytest.mark.parametrize("exchange", [swap.exchange, no_exchange], ids=["exchange", "two renames"])


def site(version: int) -> Site:
    """About thirty files; from one version to the next some change, come, go, or turn from file into folder."""
    pages = {f"tier{n % 3}/cards/c{n}/index.html": b"card %d " % n * 200 for n in range(20)}
    pages |= {f"tier{n % 3}/cards/c{n}/index.html": b"v%d " % version * (n + 1) * 300 for n in range(version % 3, 9, 2)}
    pages |= {f"v/{version}/{n}.txt": b"v%d" % version for n in range(3)}
    pages |= {"flip": b"file"} if version % 2 else {"flip/inner/a": b"folder", "flip/b": b"folder"}
    return pages | {"index.html": b"home %d" % version, "same.css": b"same", ".well-known/security.txt": b"x"}


def build(base: Path, pages: Site, clean: bool = False, exchange: swap.Exchange = swap.exchange) -> Published:
    output = base / "output"
    work = workspace_for(base, output)
    assert not list(refusals(output, work))
    with Staging(output, work, clean, exchange) as staging:
        for path, content in pages.items():
            staging.put(path, content)
        return staging.commit()


def tree(base: Path, swept: bool = True) -> Site:
    """What a visitor can get, and that no folder is empty: unless a hand made one, which is let be."""
    found: Site = {}
    for folder, folders, files in os.walk(base / "output"):
        assert folders or files or not swept, f"{folder} is empty"
        paths = [Path(folder) / name for name in files]
        found |= {path.relative_to(base / "output").as_posix(): path.read_bytes() for path in paths}
    assert found.pop(MARKER, b"") or not found
    return found


def in_child(act: Callable[[], object]) -> int:
    """The id of a forked process that does it: no interpreter to start, nothing shared but the disk."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        state._latest = None
        act()
        code = 0
    finally:
        os._exit(code)


def ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed_at(point: str, act: Callable[[], object]) -> None:
    def run() -> None:
        swap.checkpoint = lambda name: os.kill(os.getpid(), signal.SIGKILL) if name == point else None
        act()

    assert ended(in_child(run)) == -signal.SIGKILL


def stats(base: Path) -> dict[str, tuple[int, int]]:
    return {p: ((base / "output" / p).stat().st_ino, (base / "output" / p).stat().st_mtime_ns) for p in tree(base)}


# -- what is published


@WAYS
def test_each_build_publishes_exactly_what_was_put(tmp_path: Path, exchange: swap.Exchange) -> None:
    for version in (1, 2, 3, 4, 2, 2):
        build(tmp_path, site(version), exchange=exchange)
        assert tree(tmp_path) == site(version)


def test_the_counts_tell_what_changed(tmp_path: Path) -> None:
    assert build(tmp_path, {"a": b"1", "b/c": b"2", "d": b"3"}) == Published(3, 0, 0, True)
    assert build(tmp_path, {"a": b"1", "b/c": b"2", "d": b"3"}) == Published(0, 3, 0, False)
    assert build(tmp_path, {"a": b"1", "b/c": b"4", "e": b"5"}) == Published(2, 1, 1, True)


@WAYS
def test_unchanged_files_keep_inode_and_time_over_many_builds(tmp_path: Path, exchange: swap.Exchange) -> None:
    build(tmp_path, site(1), exchange=exchange)
    first = stats(tmp_path)
    for version in (2, 3, 4, 5):
        build(tmp_path, site(version), exchange=exchange)
    lasting = [p for p, content in site(1).items() if all(site(v).get(p) == content for v in (2, 3, 4, 5))]
    assert len(lasting) > 5
    assert {p: stats(tmp_path)[p] for p in lasting} == {p: first[p] for p in lasting}


def test_vanished_files_go_with_their_empty_folders(tmp_path: Path) -> None:
    build(tmp_path, {"a/b/c/d": b"1", "a/e": b"2"})
    build(tmp_path, {"a/e": b"2"})
    build(tmp_path, {"a/e": b"3"})
    assert sorted(p.name for p in (tmp_path / "output").rglob("*")) == [MARKER, "a", "e"]


def test_put_says_whether_it_wrote(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1"})
    with Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
        assert [staging.put("a", b"1"), staging.put("b", b"2"), staging.put("b", b"2")] == [False, True, False]


def test_a_file_is_kept_by_its_digest_and_only_then(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1", "b": b"2", "c": b"3", "d": b"4"})
    (tmp_path / "output/c").write_bytes(b"edited")
    with Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
        kept = [staging.keep(path, digest(c)) for path, c in [("a", b"1"), ("b", b"other"), ("c", b"3")]]
        assert kept == [True, False, False]
        staging.put("c", b"3")
        staging.keep_rest(gone=["b"])
        assert staging.commit() == Published(1, 2, 1, True)
    assert tree(tmp_path) == {"a": b"1", "c": b"3", "d": b"4"}


@pytest.mark.parametrize("path", ["", "/a", "../a", "a/../b", "a//b", "./a", "a/", "..", "a\\b", "flat/b", "deep"])
def test_paths_that_lead_out_or_clash_are_a_programmers_error(tmp_path: Path, path: str) -> None:
    with Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
        staging.put("flat", b"1")
        staging.put("deep/er", b"1")
        with pytest.raises(ValueError, match=r"path|file"):
            staging.put(path, b"2")
        with pytest.raises(ValueError, match="twice"):
            staging.put("flat", b"2")
    assert not (tmp_path / "output").exists()


def test_a_folder_of_the_last_build_that_is_a_file_now_takes_no_more_files(tmp_path: Path) -> None:
    build(tmp_path, {"a/b": b"1"})
    with Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
        staging.put("a", b"1")
        with pytest.raises(ValueError, match="a is a file and a folder"):
            staging.put("a/b", b"1")
    assert tree(tmp_path) == {"a/b": b"1"}


def test_new_files_follow_the_umask_and_the_top_folder_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output").chmod(0o2775)
    old = os.umask(0o027)
    try:
        build(tmp_path, {"a/b": b"1"})
    finally:
        os.umask(old)
    assert [(tmp_path / "output" / p).stat().st_mode & 0o7777 for p in ("", "a", "a/b")] == [0o2775, 0o2750, 0o640]


# -- whatever a hand did to the output


def test_dot_files_at_the_top_are_carried_from_tree_to_tree(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/.gitignore").write_text("*")
    for version in range(5):
        build(tmp_path, site(version))
        if version == 2:
            (tmp_path / "output/.nojekyll").touch()
        hand = {".gitignore": b"*"} | ({".nojekyll": b""} if version > 1 else {})
        assert tree(tmp_path) == site(version) | hand
    (tmp_path / "output/.nojekyll").unlink()
    (tmp_path / "output/.gitignore").write_text("edited")
    for version in range(2):
        build(tmp_path, site(version))
        assert tree(tmp_path) == site(version) | {".gitignore": b"edited"}


def test_an_authors_dot_file_that_sitegen_begins_to_make_is_set_aside(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1"})
    (tmp_path / "output/.htaccess").write_bytes(b"mine")
    assert build(tmp_path, {"a": b"1", ".htaccess": b"ours"}).set_aside == 1
    assert (tmp_path / ".sitegen/set-aside/1/.htaccess").read_bytes() == b"mine"
    assert tree(tmp_path) == {"a": b"1", ".htaccess": b"ours"}


def damage(output: Path, chance: random.Random) -> None:
    """One thing a hand may do to a file: edit in place, replace, cut, touch, copy, delete it or its folder."""
    path = chance.choice(sorted(p for p in output.rglob("*") if p.is_file() and p.name != MARKER))
    content = path.read_bytes()
    how = chance.randrange(7)
    if how == 0:
        path.write_bytes(b"edited")
    elif how == 1:
        path.unlink()
        path.write_bytes(content[::-1])
    elif how == 2:
        os.truncate(path, len(content) // 2)
    elif how == 3:
        os.utime(path)
    elif how == 4:
        path.unlink()
        path.write_bytes(content)
    elif how == 5:
        path.unlink()
    else:
        path.unlink()
        path.mkdir()


@WAYS
@pytest.mark.slow
def test_builds_after_random_edits_equal_clean_ones(tmp_path: Path, exchange: swap.Exchange) -> None:
    chance = random.Random(7)
    build(tmp_path, site(0))
    for _ in range(100):
        for _ in range(chance.randrange(4)):
            damage(tmp_path / "output", chance)
        if chance.random() < 0.1:
            (tmp_path / ".sitegen/dirty").touch()
        if chance.random() < 0.1:
            (tmp_path / ".sitegen/state").unlink()
        if chance.random() < 0.1:
            shutil.rmtree(tmp_path / ".sitegen/next", ignore_errors=True)
        version = chance.randrange(6)
        build(tmp_path, site(version), clean=chance.random() < 0.1, exchange=exchange)
        assert tree(tmp_path, swept=False) == site(version)


def test_touched_but_equal_files_stay_and_are_not_published_anew(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    os.utime(tmp_path / "output/same.css", ns=(1, 1))
    assert not build(tmp_path, site(1)).exchanged
    build(tmp_path, site(2))
    assert (tmp_path / "output/same.css").stat().st_mtime_ns == 1


def test_a_tree_is_never_changed_once_it_was_published(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    with (tmp_path / "output/index.html").open("rb") as reader:
        for version in (2, 3, 4):
            build(tmp_path, site(version))
        assert reader.read() == site(1)["index.html"]
    assert (tmp_path / ".sitegen/next/index.html").read_bytes() == site(3)["index.html"]


def test_next_is_mended_where_a_hand_took_from_it(tmp_path: Path) -> None:
    for version in (1, 2, 3):
        build(tmp_path, site(version))
    (tmp_path / ".sitegen/next/same.css").unlink()
    build(tmp_path, site(4))
    assert tree(tmp_path) == site(4)


# -- where sitegen refuses to publish


def refused(output: Path, work: Path) -> list[tuple[str, str]]:
    found = list(refusals(output, work))
    assert all(p.code in rules.catalogue() and p.help and p.severity == "error" for p in found)
    return [(p.code, p.place.path) for p in found]


def test_a_folder_that_is_not_ours_is_refused_and_untouched(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "thesis.doc").write_text("the only copy")
    assert refused(output, tmp_path / ".sitegen") == [("output-not-ours", output.as_posix())]
    with pytest.raises(ValueError, match="refusals"), Staging(output, tmp_path / ".sitegen"):
        pass
    assert (output / "thesis.doc").read_text() == "the only copy"


def test_files_links_and_the_project_itself_are_refused(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "real").mkdir(parents=True)
    (project / "file").touch()
    (project / "link").symlink_to("real")

    def codes(name: str) -> list[str]:
        return [code for code, _ in refused(project / name, workspace_for(project, project / name))]

    assert [codes(name) for name in ("file", "link")] == [["output-not-a-folder"]] * 2
    assert [codes(name) for name in (".", "..", "../..", "new/../..")] == [["output-holds-project"]] * 4
    assert [codes(name) for name in ("real", "new", "new/deep", "output")] == [[]] * 4
    inside = project / ".sitegen/next"
    assert refused(inside, project / ".sitegen") == [("output-holds-project", inside.as_posix())]


def test_foreign_files_are_refused_by_name_and_untouched(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    output = tmp_path / "output"
    own = ["notes.txt", "tier0/photo.jpg", "drafts/a.md", "drafts/deep/b.md", ".git/config"]
    for path in [*own, "tier0/.DS_Store", ".nojekyll"]:
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text("mine")
    (output / "empty").mkdir()
    named = [".git", "drafts", "notes.txt", "tier0/photo.jpg"]
    assert refused(output, tmp_path / ".sitegen") == [("foreign-file", f"{output}/{name}") for name in named]
    assert (output / "drafts/deep/b.md").read_text() == "mine"


def test_without_a_state_nothing_is_thrown_away_that_might_be_an_authors(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1", "old/b": b"2"})
    (tmp_path / "output/notes.txt").write_bytes(b"mine")
    (tmp_path / ".sitegen/state").unlink()
    assert build(tmp_path, {"a": b"1"}) == Published(0, 1, 2, True, set_aside=2)
    build(tmp_path, {"a": b"2"})
    assert tree(tmp_path) == {"a": b"2"}
    assert (tmp_path / ".sitegen/set-aside/1/notes.txt").read_bytes() == b"mine"
    assert (tmp_path / ".sitegen/set-aside/1/old/b").read_bytes() == b"2"
    (tmp_path / ".sitegen/state").unlink()
    (tmp_path / "output/.git").mkdir()
    assert refused(tmp_path / "output", tmp_path / ".sitegen") == [("foreign-file", f"{tmp_path}/output/.git")]


def test_the_work_space_is_the_projects_for_its_own_output_and_beside_any_other(tmp_path: Path) -> None:
    assert workspace_for(tmp_path, tmp_path / "output") == tmp_path / ".sitegen"
    assert workspace_for(tmp_path, tmp_path / "deep/public") == tmp_path / "deep/.public.sitegen"


@linux
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_a_place_without_the_right_to_write_is_refused_before_the_build() -> None:
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        (base / "shut").mkdir(mode=0o700)

        def nobody() -> None:
            os.setuid(65534)
            for output in (base / "output", base / "shut/output"):
                assert [p.code for p in refusals(output, base / ".sitegen")] == ["output-not-writable"]

        assert ended(in_child(nobody)) == 0


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk-full"),
        (OSError(errno.EACCES, "Permission denied"), "output-not-writable"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "output-on-other-disk"),
        (OSError(errno.EIO, "Input/output error"), "output-failed"),
        (Busy(), "busy"),
    ],
)
def test_what_the_disk_says_is_told_in_plain_words(error: OSError | Busy, code: str) -> None:
    problem = describe(error, Path("output"))
    assert problem.code == code and "errno" not in str(problem).lower() and problem.help


# -- kills


@forks
@WAYS
@pytest.mark.parametrize("point", POINTS + GAPS)
def test_a_kill_at_any_step_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, point: str, exchange: swap.Exchange
) -> None:
    if point in GAPS and exchange is not no_exchange:
        return
    build(tmp_path, site(1))
    (tmp_path / "output/.gitignore").write_text("*")
    build(tmp_path, site(2))
    killed_at(point, lambda: build(tmp_path, site(3), exchange=exchange))
    hand = {".gitignore": b"*"}
    if point == "away":
        assert not (tmp_path / "output").exists()
    else:
        published = 3 if point in ("exchanged", "clear", "in") else 2
        assert tree(tmp_path) == site(published) | hand
    for version in (3, 4, 5):
        build(tmp_path, site(version), exchange=exchange)
        assert tree(tmp_path) == site(version) | hand
    assert sorted(p.name for p in (tmp_path / ".sitegen").iterdir()) == ["lock", "next", "state"]


@forks
@pytest.mark.parametrize("point", POINTS)
def test_a_kill_in_the_very_first_build_leaves_nothing_or_the_whole_site(tmp_path: Path, point: str) -> None:
    killed_at(point, lambda: build(tmp_path, site(1)))
    assert tree(tmp_path) == (site(1) if point in ("exchanged", "clear") else {})
    build(tmp_path, site(2))
    assert tree(tmp_path) == site(2)


@forks
@WAYS
@pytest.mark.slow
def test_hundreds_of_random_kills_never_leave_half_a_site(tmp_path: Path, exchange: swap.Exchange) -> None:
    chance = random.Random(11)
    build(tmp_path, site(0), exchange=exchange)
    now, usual, kills, gaps = 0, 0.05, 0, 0
    ends = {"old": 0, "new": 0}
    while kills < 120:
        following = (now + chance.randrange(1, 8)) % 8
        began = time.perf_counter()
        pid = in_child(lambda version=following: build(tmp_path, site(version), exchange=exchange))  # type: ignore[misc]
        time.sleep(chance.random() * usual * 1.1)
        os.kill(pid, signal.SIGKILL)
        if ended(pid) == 0:
            usual = min(usual, time.perf_counter() - began)
        else:
            kills += 1
        if not (tmp_path / "output").exists():
            gaps += 1
            build(tmp_path, site(following), exchange=exchange)
        found = tree(tmp_path)
        assert found in (site(now), site(following))
        ends["old" if found == site(now) else "new"] += 1
        now = now if found == site(now) else following
        if chance.random() < 0.7:  # else the next kill meets what this one left
            now = chance.randrange(8)
            build(tmp_path, site(now), exchange=exchange)
            assert tree(tmp_path) == site(now)
    assert min(ends.values()) > 10, ends
    assert not gaps or exchange is no_exchange


@forks
@linux
@pytest.mark.slow
def test_a_reader_meets_every_page_whole_while_builds_go_on(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"0" * 50_000})

    def read() -> None:
        until = time.monotonic() + 1.2
        while time.monotonic() < until:
            assert len(set((tmp_path / "output/a").read_bytes())) == 1

    pid = in_child(read)
    count = 0
    while os.waitpid(pid, os.WNOHANG) == (0, 0):
        count += 1
        build(tmp_path, {"a": b"%d" % (count % 10) * 50_000})
    assert count > 50


# -- failures


def test_an_error_in_the_build_undoes_everything(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    build(tmp_path, site(2))
    before = stats(tmp_path)
    with pytest.raises(ZeroDivisionError), Staging(tmp_path / "output", tmp_path / ".sitegen") as staging:
        for path, content in site(3).items():
            staging.put(path, content)
        raise ZeroDivisionError
    assert stats(tmp_path) == before
    assert not (tmp_path / ".sitegen/dirty").exists()
    with pytest.raises(ValueError, match="over"):
        staging.put("late", b"")
    build(tmp_path, site(3))
    assert tree(tmp_path) == site(3)


@pytest.mark.parametrize("point", POINTS)
def test_a_build_that_is_interrupted_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, point: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(name: str) -> None:
        if name == point:
            raise KeyboardInterrupt

    build(tmp_path, site(1))
    build(tmp_path, site(2))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(swap, "checkpoint", interrupt)
        build(tmp_path, site(3))
    assert tree(tmp_path) == site(3 if point in ("exchanged", "clear") else 2)
    build(tmp_path, site(4))
    assert tree(tmp_path) == site(4)


def test_a_damaged_state_is_read_anew_from_the_site(tmp_path: Path) -> None:
    chance = random.Random(3)
    log = tmp_path / ".sitegen/state"
    for version in range(30):
        build(tmp_path, site(version))
        content = bytearray(log.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        log.write_bytes(content[: chance.randrange(len(content))] if version % 2 else content)
        build(tmp_path, site(version + 1))
        assert tree(tmp_path) == site(version + 1)


def test_a_lost_state_is_made_again_from_a_site_that_needs_no_change(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    (tmp_path / ".sitegen/state").unlink()
    assert build(tmp_path, site(1)) == Published(0, len(site(1)), 0, False)
    assert (tmp_path / ".sitegen/state").exists()


def test_a_clean_build_takes_nothing_for_granted(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1", "b": b"2", "c": b"3"})
    was = (tmp_path / "output/a").stat()
    (tmp_path / "output/a").write_bytes(b"X")
    os.utime(tmp_path / "output/a", ns=(was.st_atime_ns, was.st_mtime_ns))
    (tmp_path / "output/b").unlink()
    assert build(tmp_path, {"a": b"1", "c": b"3"}, clean=True) == Published(1, 1, 1, True)
    assert tree(tmp_path) == {"a": b"1", "c": b"3"}
    assert build(tmp_path, {"a": b"1", "c": b"3"}) == Published(0, 2, 0, False)


@forks
def test_a_backup_made_of_hard_links_deceives_nobody(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    shutil.copytree(tmp_path / "output", tmp_path / "backup", copy_function=os.link)
    killed_at("complete", lambda: build(tmp_path, site(2)))
    build(tmp_path, site(1) | {"new": b"1"})
    assert tree(tmp_path) == site(1) | {"new": b"1"}


def test_a_state_of_another_place_is_not_believed(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    copy = tmp_path / "copy"
    for name in ("output", ".sitegen"):
        shutil.copytree(tmp_path / name, copy / name)
    build(copy, site(1))
    build(copy, site(2))
    assert (tree(copy), tree(tmp_path)) == (site(2), site(1))


def test_many_small_builds_do_not_make_the_state_grow_for_ever(tmp_path: Path) -> None:
    for version in range(400):
        build(tmp_path, {"a": b"%d" % version, "b": b"same"})
    assert (tmp_path / ".sitegen/state").stat().st_size < 100_000
    state._latest = None
    assert build(tmp_path, {"a": b"399", "b": b"same"}) == Published(0, 2, 0, False)


def test_an_output_made_by_hand_in_the_gap_loses_nothing(tmp_path: Path) -> None:
    build(tmp_path, site(1))
    (tmp_path / "output/.htaccess").write_text("mine")
    build(tmp_path, site(2))
    (tmp_path / "output").rename(tmp_path / ".sitegen/last")
    (tmp_path / "output").mkdir()
    build(tmp_path, site(3), exchange=no_exchange)
    assert tree(tmp_path) == site(3)
    assert (tmp_path / ".sitegen/set-aside/1/last/.htaccess").read_text() == "mine"


def test_a_disk_without_hard_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: str, target: str) -> None:  # as FAT says; few machines that run this have one
        raise PermissionError(1, "Operation not permitted", source, None, target)

    monkeypatch.setattr(os, "link", link)
    for version in (1, 2, 3, 3):
        build(tmp_path, site(version))
        assert tree(tmp_path) == site(version)


@forks
@linux
def test_a_second_builder_is_told_so_and_a_killed_ones_workers_hold_up_nobody(tmp_path: Path) -> None:
    ready, tell = os.pipe()

    def hold() -> None:
        with Staging(tmp_path / "output", tmp_path / ".sitegen"):
            worker = in_child(lambda: time.sleep(30))
            os.write(tell, b"%d" % worker)
            time.sleep(30)

    pid = in_child(hold)
    worker = int(os.read(ready, 20))
    with pytest.raises(Busy):
        build(tmp_path, site(1))
    os.kill(pid, signal.SIGKILL)
    ended(pid)
    build(tmp_path, site(1))
    os.kill(worker, signal.SIGKILL)
    assert tree(tmp_path) == site(1)


@linux
def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name / name).mkdir(parents=True)
    assert swap.exchange(f"{tmp_path}/a", f"{tmp_path}/b")
    assert (tmp_path / "a/b").is_dir() and (tmp_path / "b/a").is_dir()
    with pytest.raises(FileNotFoundError):
        swap.exchange(f"{tmp_path}/a", f"{tmp_path}/none")


# -- disks


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    made = subprocess.run(mount, capture_output=True, text=True, check=False)
    if made.returncode:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"a full disk was NOT tested: {made.stderr.strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@linux
def test_a_disk_that_fills_up_at_any_moment_leaves_the_old_site(small_disk: Path) -> None:
    chance = random.Random(5)
    (small_disk / "output").mkdir()
    build(small_disk, site(1))
    now, failed = 1, 0
    for room in range(0, 200_000, 4096):
        following = now % 5 + 1
        free = os.statvfs(small_disk)
        (small_disk / "filler").write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - room)))
        try:
            build(small_disk, site(following))
            now = following
        except OSError as error:
            failed += 1
            assert describe(error, small_disk).code == "disk-full"
        assert tree(small_disk) == site(now)
        (small_disk / "filler").unlink()
        if chance.random() < 0.5:
            build(small_disk, site(now))
            assert tree(small_disk) == site(now)
    assert 5 < failed < 45


@linux
def test_the_top_of_a_disk_is_refused_and_a_folder_in_it_is_fine(small_disk: Path) -> None:
    project = small_disk.parent
    assert refused(small_disk, workspace_for(project, small_disk)) == [("output-on-other-disk", small_disk.as_posix())]
    assert refused(small_disk / "site", project / ".sitegen") == [("output-on-other-disk", f"{small_disk}/site")]
    assert refused(small_disk / "site", workspace_for(project, small_disk / "site")) == []
    bound = small_disk / "bound mount"
    bound.mkdir()
    (small_disk / "shared").mkdir()
    subprocess.run(["mount", "--bind", str(small_disk / "shared"), str(bound)], check=True)
    try:
        assert refused(bound / "site", small_disk / ".sitegen") == [("output-on-other-disk", f"{bound}/site")]
        assert refused(bound, workspace_for(project, bound)) == [("output-on-other-disk", bound.as_posix())]
    finally:
        subprocess.run(["umount", str(bound)], check=True)
