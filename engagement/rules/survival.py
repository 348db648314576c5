"""How long until something happens, where for some it has not happened yet.

Leaving out those who still wait would make a ward that answers the easy half look fast. The estimator of Kaplan and
Meier (Journal of the American Statistical Association 53, 1958) counts each for as long as they were watched.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log, sqrt
from statistics import NormalDist

TAIL = 0.025
"""What a 95 % interval leaves out at each end."""
Z = NormalDist().inv_cdf(1 - TAIL)


@dataclass(frozen=True)
class Span:
    """How many days something was watched, and whether it had happened at their end."""

    days: int
    is_over: bool


@dataclass(frozen=True)
class Step:
    """A day on which something happened, and the share for whom it had not happened after it, with its 95 % interval.

    The share is exact: a half is a half.
    """

    days: int
    at_risk: int
    ended: int
    share: Fraction
    low: float
    high: float


@dataclass(frozen=True)
class HalfTime:
    """By which day it had happened for half, with its 95 % interval.

    Attributes:
        days: None where it has not happened for half within `longest`.
        low: the interval's lower end; None where that too lies beyond `longest`.
        high: its upper end; None where too few were watched for long enough to say.
        longest: the most days that anything was watched.
    """

    days: int | None
    low: int | None
    high: int | None
    longest: int


def curve(spans: Iterable[Span]) -> list[Step]:
    """The Kaplan-Meier curve, a step for each day on which something ended.

    The interval is Greenwood's on the scale of log(-log), so that it stays between 0 and 1. At a share of 0, where that
    is not defined, it is the interval before, times the most that may be left of so many of whom none is.
    """
    watched = sorted(spans, key=lambda span: span.days)
    steps: list[Step] = []
    share, spread, high = Fraction(1), 0.0, 1.0
    for days in sorted({span.days for span in watched if span.is_over}):
        at_risk = sum(span.days >= days for span in watched)
        ended = sum(span.days == days and span.is_over for span in watched)
        share *= Fraction(at_risk - ended, at_risk)
        if share:
            spread += ended / (at_risk * (at_risk - ended))
            low, high = _interval(float(share), spread)
        else:
            low, high = 0.0, high * (1 - TAIL ** (1 / at_risk))
        steps.append(Step(days, at_risk, ended, share, low, high))
    return steps


def _interval(share: float, spread: float) -> tuple[float, float]:
    reach = exp(Z * sqrt(spread) / -log(share))
    return share**reach, share ** (1 / reach)


def half_time(spans: Iterable[Span]) -> HalfTime:
    """The middle value of a Kaplan-Meier curve: the first day after which at most half were left.

    Its interval are the days at which the curve's own interval holds a half (Brookmeyer and Crowley, Biometrics 38,
    1982).
    """
    watched = list(spans)
    steps = curve(watched)

    def first(bound: str) -> int | None:
        return next((step.days for step in steps if getattr(step, bound) <= Fraction(1, 2)), None)

    longest = max((span.days for span in watched), default=0)
    return HalfTime(first("share"), first("low"), first("high"), longest)
