"""When to try a delivery again."""

from datetime import timedelta

# Ten tries over most of a day; while a server is away tries do not count (services/notifications.py).
MAX_ATTEMPTS = 10
_FIRST = timedelta(seconds=30)
_LONGEST = timedelta(hours=6)
_JITTER = 0.25
# Beyond this the pause is the longest in any case, and 3 ** (attempts - 1) soon no time span any more.
_GROWS_FOR = 8


def pause_before_retry(attempts: int, chance: float) -> timedelta:
    """How long to wait after a failed try: three times longer each time, spread so that not all come back at once.

    Args:
        attempts: tries so far, at least 1.
        chance: drawn evenly from 0 to 1; 0 gives the shortest pause, 1 the longest.
    """
    pause = min(_FIRST * 3 ** (min(attempts, _GROWS_FOR) - 1), _LONGEST)
    return pause * (1 - _JITTER + 2 * _JITTER * chance)
