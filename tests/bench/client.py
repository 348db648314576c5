"""One client of the web server: asks for one address after the other over a connection that stays open.

`python -m tests.bench.client PORT PATHS.json` says "ready" when it is warm, begins at a line on its standard input, and
prints `[[seconds, status, body], ...]`. Standard library alone, so that it costs the machine little.
"""

import http.client
import json
import sys
import time
from pathlib import Path

WARM_UP = 50


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[float, int, str]:
    """Seconds from sending to the last byte of the answer, its status, and the answer."""
    start = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    return time.perf_counter() - start, response.status, body.decode()


def main(port: int, file: Path) -> None:
    paths = json.loads(file.read_text())
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for path in paths[:WARM_UP]:
        ask(connection, path)
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps([ask(connection, path) for path in paths]))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
