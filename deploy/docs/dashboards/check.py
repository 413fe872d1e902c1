#!/usr/bin/env python3
"""Runs every query of the dashboards in this folder through Prometheus.

    check.py http://127.0.0.1:9090

Prometheus has to scrape an installation that has just judged a push. Exit code 0: every query has a series
and a number; 1: some have not, which are named.
"""

import json
import math
import pathlib
import sys
import urllib.error
import urllib.parse
import urllib.request

# What Grafana puts in, wide enough for a push that was a few minutes ago.
VARIABLES = {"$__rate_interval": "10m"}


def series(prometheus, expression):
    """The series of a query, or what Prometheus has against it."""
    for name, value in VARIABLES.items():
        expression = expression.replace(name, value)
    address = f"{prometheus}/api/v1/query?" + urllib.parse.urlencode({"query": expression})
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return json.load(answer)["data"]["result"]
    except urllib.error.HTTPError as refused:
        return json.load(refused)["error"]


def main(prometheus):
    bad = checked = 0
    for file in sorted(pathlib.Path(__file__).parent.glob("*.json")):
        for panel in json.loads(file.read_text())["panels"]:
            for target in panel["targets"]:
                checked += 1
                found = series(prometheus.rstrip("/"), target["expr"])
                if isinstance(found, str):
                    problem = found
                elif not found:
                    problem = "no series"
                elif all(math.isnan(float(one["value"][1])) for one in found):
                    problem = "no number"
                else:
                    continue
                bad += 1
                print(f"{file.name}: {panel['title']}: {problem}: {target['expr']}")
    print(f"{checked} queries, {bad} without an answer")
    return 0 if checked and not bad else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
