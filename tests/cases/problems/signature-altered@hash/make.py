"""Somebody has put another hash into the line."""

import re

import signed


def make(root):
    signed.sign(root, lambda subject: subject.id == "heel-raise")
    file = root / "content/reviews.yml"
    file.write_text(re.sub(r"safety: '....", "safety: '0000", file.read_text(encoding="utf-8")), encoding="utf-8")
