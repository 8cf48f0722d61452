"""Sizes → cold builds of sitegen once each: seconds a page, the straight line through them, and the memory of the largest process."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path

import table
import tools

SIZES = (2_000, 5_000, 10_000, 20_000, 40_000)


def measure(folder: Path, sizes: Sequence[int], markdown: bool = False) -> None:
    """Prints a row for each size, then the line."""
    rows = [["tier pages", "cold s", "CPU s", "ms a page", "MiB"]]
    walls = []
    for size in sizes:
        (ours,) = tools.prepared(folder, size, [])
        cost = ours.cost(tools.COLD, "")
        walls.append(cost.wall)
        rows.append([f"{size}", f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.wall / size * 1000:.3f}", f"{cost.memory:.0f}"])
        ours.forget()
    print("\n" + table.shown(rows, markdown))
    if len(sizes) < 2:
        return
    slope, start = statistics.linear_regression(sizes, walls)
    fit = statistics.correlation(sizes, walls) ** 2
    print(f"\nseconds = {start:.2f} + {slope * 1000:.3f} for every 1,000 pages; R² = {fit:.4f}")
