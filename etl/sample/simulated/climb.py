"""When the simulated members could reach the ranks of the chain plan: the sample's own estimate.

It decides who has a reason to buy the next package. It is not the calculation, and no test
takes it for the truth. A member's sponsor has a smaller index than the member (-1: none).
"""

import numpy as np

from etl.sample.almanac import NEVER, Ints


def depths(sponsor: Ints) -> Ints:
    """Return each member's number of sponsors above: 0 for a root."""
    depth = np.zeros(sponsor.size, dtype=np.int64)
    above = sponsor.copy()
    while (climbing := above >= 0).any():
        depth[climbing] += 1
        above[climbing] = sponsor[above[climbing]]
    return depth


def nth_recruit(values: Ints, sponsor: Ints, n: int) -> Ints:
    """Return the n-th smallest value among each member's direct recruits; NEVER with fewer than n."""
    recruits = np.flatnonzero(sponsor >= 0)
    ordered = recruits[np.lexsort((values[recruits], sponsor[recruits]))]
    starts = np.flatnonzero(np.diff(sponsor[ordered], prepend=-2))
    enough = np.diff(starts, append=ordered.size) >= n
    found = np.full(sponsor.size, NEVER, dtype=np.int64)
    found[sponsor[ordered[starts[enough]]]] = values[ordered[starts[enough] + n - 1]]
    return found


def third_leg(values: Ints, sponsor: Ints, depth: Ints) -> Ints:
    """Return when three legs of each member hold somebody with a value: NEVER when they do not."""
    earliest = values.copy()
    for level in range(int(depth.max(initial=0)), 0, -1):
        below = np.flatnonzero(depth == level)
        np.minimum.at(earliest, sponsor[below], earliest[below])
    return nth_recruit(earliest, sponsor, 3)
