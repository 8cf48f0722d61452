"""A dose that was signed is another now."""

import signed


def make(root):
    signed.sign(root)
    file = root / "content/cards/heel-raise.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("sets: 2", "sets: 3"), encoding="utf-8")
