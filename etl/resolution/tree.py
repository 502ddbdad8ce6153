"""Graph walks over positions 0..n-1: sponsor cycles, depths, and who waits because of whom. All linear."""

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]
NOBODY = -1


def on_cycle(parent: Positions) -> Flags:
    """Return which positions lie on a cycle of parents (NOBODY: no parent among them)."""
    above = parent.tolist()
    colour = [0] * len(above)  # 0 unseen, else the number of the walk that saw it
    found = np.zeros(len(above), dtype=np.bool_)
    for start in range(len(above)):
        if colour[start]:
            continue
        mark, at = start + 1, start
        while at != NOBODY and not colour[at]:
            colour[at] = mark
            at = above[at]
        if at != NOBODY and colour[at] == mark:
            first = at
            while True:
                found[at] = True
                at = above[at]
                if at == first:
                    break
    return found


def depths(parent: Positions, seed: Positions) -> Positions:
    """Return the depth of every position: that of its parent plus one; `seed` where it has none here.

    The parents must be free of cycles.
    """
    above, depth = parent.tolist(), [-1] * len(parent)
    seeds = seed.tolist()
    for start in range(len(above)):
        path, at = [], start
        while depth[at] < 0 and above[at] != NOBODY:
            path.append(at)
            at = above[at]
        if depth[at] < 0:
            depth[at] = seeds[at]
        level = depth[at]
        for step in reversed(path):
            level += 1
            depth[step] = level
    return np.array(depth, dtype=np.int64)


def reached(sources: Positions, targets: Positions, start: Flags) -> Flags:
    """Return what refers, directly or not, to a position in `start` (those included).

    `sources[i]` refers to `targets[i]`.
    """
    order = np.argsort(targets, kind="stable")
    by_target = sources[order]
    bounds = np.searchsorted(targets[order], np.arange(len(start) + 1))
    waits = start.copy()
    front = np.flatnonzero(start).tolist()
    while front:
        target = front.pop()
        for source in by_target[bounds[target] : bounds[target + 1]].tolist():
            if not waits[source]:
                waits[source] = True
                front.append(source)
    return waits
