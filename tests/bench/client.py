"""One client of the web server: asks for one address after the other over a connection that stays open.

`python -m tests.bench.client PORT WORK.json` says "ready" when it is warm, begins at a line on its standard input, and
prints `[[seconds, status, body], ...]`. Standard library alone, so that it costs the machine little.

WORK.json holds `paths`; `headers` that each request carries; and `again`, whether each address is asked for as by a
browser that has it: with the ETag of the answer before.
"""

import http.client
import json
import sys
import time
from pathlib import Path

WARM_UP = 50

Headers = dict[str, str]


def ask(connection: http.client.HTTPConnection, path: str, headers: Headers) -> tuple[float, int, str, str]:
    """Seconds from sending to the last byte of the answer, its status, the answer if it is plain, and its ETag."""
    start = time.perf_counter()
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    seconds = time.perf_counter() - start
    plain = "" if response.getheader("Content-Encoding") else body.decode()
    return seconds, response.status, plain, response.getheader("ETag", "")


def main(port: int, file: Path) -> None:
    work = json.loads(file.read_text())
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    known: dict[str, Headers] = {}
    for path in work["paths"][:WARM_UP]:
        *_answer, etag = ask(connection, path, work["headers"])
        known[path] = {"If-None-Match": etag} if work["again"] else {}
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps([ask(connection, path, work["headers"] | known.get(path, {}))[:3] for path in work["paths"]]))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
