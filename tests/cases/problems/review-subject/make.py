"""Signed under a name that nothing has."""

import signed


def make(root):
    signed.sign(root, lambda subject: subject.id == "heel-raise")
    file = root / "content/reviews.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("heel-raise.en", "heel-rise.en"), encoding="utf-8")
