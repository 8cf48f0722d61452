"""What others made is here as they made it, with its licence, and complete."""

from __future__ import annotations

import hashlib
import re

import vendor


def test_every_vendored_file_is_the_one_that_the_table_names() -> None:
    there = {f.path: hashlib.sha256((vendor.TEMPLATES / f.path).read_bytes()).hexdigest() for f in vendor.vendored()}
    assert there == {f.path: f.sha256 for f in vendor.vendored()}


def test_fonts_and_vendored_scripts_stand_in_the_table_each_package_with_its_licence() -> None:
    found = {p.relative_to(vendor.TEMPLATES).as_posix() for folder in ("fonts", "scripts/vendor") for p in (vendor.TEMPLATES / folder).rglob("*") if p.is_file()}
    assert found == {f.path for f in vendor.vendored()}
    with_licence = {f.package for f in vendor.vendored() if f.path.endswith(".LICENSE.txt")}
    assert with_licence == {f.package for f in vendor.vendored()}


def test_versions_are_exact() -> None:
    versions = [*vendor.table()["tools"].values(), *(f.version for f in vendor.vendored())]
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in versions)
