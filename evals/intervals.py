"""95 % intervals for figures measured on a sample of questions."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

_Z = 1.959963984540054  # the 97.5 % point of the normal distribution
_RESAMPLES = 2_000
_SEED = 20_230_105  # any fixed number: two runs must give the same interval


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The Wilson score interval of a share (Wilson 1927), within 0 … 1. Raises ValueError without trials."""
    if not 0 <= successes <= trials or trials == 0:
        raise ValueError("successes must lie between 0 and trials, and trials above 0")
    share, squared = successes / trials, _Z * _Z / trials
    centre = (share + squared / 2) / (1 + squared)
    margin = _Z * math.sqrt(share * (1 - share) / trials + squared / (4 * trials)) / (1 + squared)
    # At 0 and at all successes the bound is exact; rounding would leave it a hair inside.
    return (0.0 if successes == 0 else centre - margin), (1.0 if successes == trials else centre + margin)


def bootstrap(values: Sequence[float]) -> tuple[float, float]:
    """The percentile bootstrap interval of a mean (2,000 resamples, fixed seed). Raises ValueError if empty."""
    if not values:
        raise ValueError("no values")
    sample = np.asarray(values, dtype=np.float64)
    picks = np.random.default_rng(_SEED).integers(0, len(sample), size=(_RESAMPLES, len(sample)))
    low, high = np.percentile(sample[picks].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Wilson for values that are all 0 or 1, else bootstrap."""
    if all(value in (0.0, 1.0) for value in values):
        return wilson(int(sum(values)), len(values))
    return bootstrap(values)
