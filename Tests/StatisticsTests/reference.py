#!/usr/bin/env python3
"""Prints the numbers that these tests expect and that R's own packages do not give.

    pip install numpy scipy && python3 Tests/StatisticsTests/reference.py

Written down from scipy 1.17.1 and numpy 2.4.6. Intervals of rank tests in the normal case are made
here from their definition, by writing down every pair; R's come from a root finder instead, are
off by its tolerance, and let the tie correction change with the shift.
"""

import itertools

import numpy as np
from scipy import stats

PUBLISHED = np.array([
    0.030235399722822978, 0.024832841306737158, 7.883205178204536e-05, -0.1691158440585431,
    0.3515223001211285, 0.03709053824076828, 0.0014359102246620527, 0.037461254962049245,
    0.07737172029854152, 0.03571317084331801, -0.0484155866084417, 0.0631674808785903,
    0.028297173490159137, 0.04147499785780996, 0.04139249718231273, 0.05499548641575011,
    0.025189906058249847, 0.02746810844746626, 0.03946227196392973, 0.03864847988469324])
SLEEP = [1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4]


def wave(n, offset=40.3):
    return ((np.arange(1, n + 1) * 37) % 101 - offset) / 100


def accepted(values, deviation, level=0.95):
    """The ends of the shifts that a count test with this deviation does not reject."""
    values = np.round(values, 12)
    z = stats.norm.ppf((1 + level) / 2)
    distinct = np.unique(values)

    def holds(shift):
        above = (values > shift).sum() + (values == shift).sum() / 2
        return max(0, abs(above - len(values) / 2) - 0.5) / deviation <= z

    # Between neighbours nothing changes: the neighbours are the ends of what holds there.
    kept = [v for v in distinct if holds(v)]
    for a, b in zip(distinct, distinct[1:]):
        if holds((a + b) / 2):
            kept += [a, b]
    return min(kept), max(kept)


def tie_sum(values):
    _, t = np.unique(values, return_counts=True)
    return (t.astype(float) ** 3 - t).sum()


def signed(name, x):
    x = np.array([v for v in x if v != 0])
    n = len(x)
    i, j = np.triu_indices(n)
    walsh = (x[i] + x[j]) / 2
    deviation = np.sqrt(n * (n + 1) * (2 * n + 1) / 24 - tie_sum(np.abs(x)) / 48)
    print(name, np.median(walsh), *accepted(walsh, deviation))


def unpaired(name, x, y):
    d = np.subtract.outer(np.asarray(x, float), np.asarray(y, float)).ravel()
    m, n = len(x), len(y)
    both = np.concatenate([x, y])
    deviation = np.sqrt(m * n / 12 * ((m + n + 1) - tie_sum(both) / ((m + n) * (m + n - 1))))
    print(name, np.median(d), *accepted(d, deviation))


def moments(cells):
    """Two-way variances: each sum of squares is y'Ay, and expects trace(A · covariance)."""
    at = [(i, j) for i, row in enumerate(cells) for j, c in enumerate(row) if c is not None]
    y = np.array([cells[i][j] for i, j in at])
    rows = np.array([[float(i == k) for k in range(len(cells))] for i, _ in at])
    columns = np.array([[float(j == k) for k in range(len(cells[0]))] for _, j in at])

    def projection(z):
        return z @ np.linalg.pinv(z)

    one = projection(np.ones((len(y), 1)))
    forms = [projection(rows) - one, projection(columns) - one]
    forms.append(np.eye(len(y)) - projection(rows) - projection(columns) + one)
    parts = [rows @ rows.T, columns @ columns.T, np.eye(len(y))]
    matrix = [[np.trace(a @ c) for c in parts] for a in forms]
    return np.linalg.solve(matrix, [y @ a @ y for a in forms])


def main():
    print("== signed rank, normal case: pseudo-median, interval")
    signed("sleep", SLEEP)
    signed("wave 50", wave(50))
    signed("wave 100", wave(100))
    signed("ties", [1, 1, 2, -2, 3, 3, 3, -1, 4])
    print("== Mann-Whitney, normal case: shift, interval")
    unpaired("ties", [1, 2, 2, 3, 5, 5, 8], [2, 3, 3, 6, 9, 9])
    unpaired("large", wave(60), wave(50, 47.1))

    print("== published: geometric mean, BCa over seeds")
    print(np.exp(PUBLISHED.mean()))
    bounds = []
    for seed in range(20):
        r = stats.bootstrap((PUBLISHED,), np.mean, n_resamples=10_000, method="BCa",
                            rng=np.random.default_rng(seed))
        bounds.append([r.confidence_interval.low, r.confidence_interval.high])
    print(np.exp(np.mean(bounds, axis=0)), np.exp(np.ptp(bounds, axis=0)))
    print("== BCa of median, mean and standard deviation of wave 30 squared, 200 000 resamples")
    for statistic in (np.median, np.mean, lambda x, axis=-1: np.std(x, axis=axis)):
        r = stats.bootstrap((wave(30) ** 2,), statistic, n_resamples=200_000, method="BCa",
                            rng=np.random.default_rng(1), batch=10_000)
        print(statistic(wave(30) ** 2), r.confidence_interval)

    print("== variances: documents, rounds, residual")
    full = [[0.031, 0.052, 0.011, 0.047], [0.104, 0.121, 0.065, 0.118],
            [-0.02, 0.015, -0.041, 0.002], [0.06, 0.069, 0.049, 0.081], [0.011, 0.02, -0.03, 0.04]]
    print(moments(full))
    holes = [row[:] for row in full]
    holes[0][1] = holes[2][3] = holes[4][0] = holes[4][2] = None
    print(moments(holes))

    print("== Theil-Sen: slope")
    rounds = [2.10, 2.13, 2.11, 2.17, 2.16, 2.21, 2.19, 2.25]
    print(stats.theilslopes(rounds, np.arange(8)).slope)
    slopes = np.sort([(rounds[j] - rounds[i]) / (j - i) for i in range(8) for j in range(i + 1, 8)])
    print(slopes[[4, 5, 6, 21, 22, 23]], "ranks 5 6 7 and 22 23 24")
    counts = np.zeros(29)
    for order in itertools.permutations(range(8)):
        counts[sum(order[i] < order[j] for i in range(8) for j in range(i + 1, 8))] += 1
    print(np.cumsum(counts)[:10] / counts.sum(), "P(rising pairs <= k) of 8")

    print("== normal: quantiles and tails")
    for p in (1e-300, 1e-20, 1e-5, 0.025, 0.3, 0.5, 0.75, 0.995, 1 - 1e-12):
        print(p, repr(stats.norm.ppf(p)))
    for z in (-38, -10, -1.5, 0, 0.3, 1.96, 6):
        print(z, repr(stats.norm.cdf(z)), repr(stats.norm.sf(z)))
    print("== t: quantiles")
    for p, v in ((0.975, 1), (0.975, 2), (0.975, 3), (0.995, 19), (0.9995, 5), (0.6, 7),
                 (0.999999, 30), (0.975, 999), (0.02, 150), (0.975, 5e5), (0.975, 5e7)):
        print(p, v, repr(stats.t.ppf(p, v)))
    print("== power: z(0.975) / (z(0.975) + z(0.9))")
    z = stats.norm.ppf(0.975)
    print(repr(z / (z + stats.norm.ppf(0.9))))
    print("== outliers: 1.4826 times the median absolute deviation")
    print(repr(stats.median_abs_deviation([2.1, 2.2, 2.0, 2.4, 9.0, 2.3], scale=1 / 1.4826)))


if __name__ == "__main__":
    main()
