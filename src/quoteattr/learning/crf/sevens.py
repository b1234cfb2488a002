"""Chains of seven labels, unrolled: they go over every token of a text."""

from typing import TypeAlias

from quoteattr.learning.crf.rows import Rows

__all__ = ["SEVEN", "smooth_seven"]

SEVEN = 7
_Seven: TypeAlias = tuple[float, float, float, float, float, float, float]


def smooth_seven(factors: Rows, rows: Rows) -> list[tuple[float, ...]]:
    """Do as `scaled` for seven labels; ``rows`` are factors too, not their logarithms."""
    (
        (p, q, r, s, t, u, v),
        (a0, a1, a2, a3, a4, a5, a6),
        (b0, b1, b2, b3, b4, b5, b6),
        (c0, c1, c2, c3, c4, c5, c6),
        (d0, d1, d2, d3, d4, d5, d6),
        (e0, e1, e2, e3, e4, e5, e6),
        (f0, f1, f2, f3, f4, f5, f6),
        (g0, g1, g2, g3, g4, g5, g6),
    ) = factors
    steps: list[tuple[_Seven, _Seven]] = []
    for h, i, j, k, m, n, o in rows:
        a, b, c, d, e, f, g = p * h, q * i, r * j, s * k, t * m, u * n, v * o
        scale = 1 / (a + b + c + d + e + f + g)
        a, b, c, d = a * scale, b * scale, c * scale, d * scale
        e, f, g = e * scale, f * scale, g * scale
        steps.append(((p, q, r, s, t, u, v), (a, b, c, d, e, f, g)))
        p = a * a0 + b * b0 + c * c0 + d * d0 + e * e0 + f * f0 + g * g0
        q = a * a1 + b * b1 + c * c1 + d * d1 + e * e1 + f * f1 + g * g1
        r = a * a2 + b * b2 + c * c2 + d * d2 + e * e2 + f * f2 + g * g2
        s = a * a3 + b * b3 + c * c3 + d * d3 + e * e3 + f * f3 + g * g3
        t = a * a4 + b * b4 + c * c4 + d * d4 + e * e4 + f * f4 + g * g4
        u = a * a5 + b * b5 + c * c5 + d * d5 + e * e5 + f * f5 + g * g5
        v = a * a6 + b * b6 + c * c6 + d * d6 + e * e6 + f * f6 + g * g6
    backward = reversed(steps)
    (p, q, r, s, t, u, v), (a, b, c, d, e, f, g) = next(backward)
    marginals: list[tuple[float, ...]] = [(a, b, c, d, e, f, g)]
    for before, (h, i, j, k, m, n, o) in backward:
        p, q, r, s, t, u, v = a / p, b / q, c / r, d / s, e / t, f / u, g / v
        a = h * (a0 * p + a1 * q + a2 * r + a3 * s + a4 * t + a5 * u + a6 * v)
        b = i * (b0 * p + b1 * q + b2 * r + b3 * s + b4 * t + b5 * u + b6 * v)
        c = j * (c0 * p + c1 * q + c2 * r + c3 * s + c4 * t + c5 * u + c6 * v)
        d = k * (d0 * p + d1 * q + d2 * r + d3 * s + d4 * t + d5 * u + d6 * v)
        e = m * (e0 * p + e1 * q + e2 * r + e3 * s + e4 * t + e5 * u + e6 * v)
        f = n * (f0 * p + f1 * q + f2 * r + f3 * s + f4 * t + f5 * u + f6 * v)
        g = o * (g0 * p + g1 * q + g2 * r + g3 * s + g4 * t + g5 * u + g6 * v)
        marginals.append((a, b, c, d, e, f, g))
        p, q, r, s, t, u, v = before
    marginals.reverse()
    return marginals
