"""Waking the worker."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def wake_worker(task: str, *args: int | str) -> None:
    """Ask the worker to run a task now. With the queue out of reach nothing is lost: beat sweeps the same rows."""
    try:
        current_app.signature(task, args).apply_async(retry=False)
    except OperationalError as error:
        logger.warning("The queue is out of reach (%s): %s waits for the next sweep.", type(error).__name__, task)
