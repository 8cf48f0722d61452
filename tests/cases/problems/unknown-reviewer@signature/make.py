"""Signed by nobody of the clinic."""

import signed


def make(root):
    signed.sign(root, lambda subject: subject.id == "heel-raise")
    file = root / "content/reviews.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("by: test-person", "by: tset-person"), encoding="utf-8")
