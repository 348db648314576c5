"""Compile the catalogues of `locale/`: without that, Django knows no address and no word of their languages."""

import os
import subprocess
from pathlib import Path

from launch import checkout
from launch.messages import RefusedError


def compile_stale() -> list[Path]:
    """Compile each catalogue that changed since. Returns what was compiled.

    Raises:
        RefusedError: a catalogue is broken, or a translation's placeholders are not those of its sentence.
    """
    return [source for source in sorted((checkout.ROOT / "locale").rglob("*.po")) if _compile(source)]


def _compile(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    # Put in place in one move: a server that starts meanwhile reads the old one or the new one.
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    command = ["msgfmt", "--check-format", "-o", os.fspath(fresh), os.fspath(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        fresh.unlink(missing_ok=True)
        raise RefusedError(f"{source.relative_to(checkout.ROOT)} cannot be compiled:\n{done.stderr.strip()}")
    fresh.replace(target)
    return True
