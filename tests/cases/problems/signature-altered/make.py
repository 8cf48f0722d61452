"""Somebody has edited the fields as they were signed."""

import signed


def make(root):
    signed.sign(root, lambda subject: subject.id == "heel-raise")
    file = root / "content/signed/cards/heel-raise.en.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("8-12", "8-20"), encoding="utf-8")
