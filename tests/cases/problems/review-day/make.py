"""Signed tomorrow."""

from datetime import date

import signed


def make(root):
    signed.sign(root, lambda subject: subject.id == "heel-raise", date(2026, 11, 22))
