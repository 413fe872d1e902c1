"""Prints the medians of a file of results, and the ratios to ours."""
import collections
import statistics
import sys

rows = collections.defaultdict(list)
with open(sys.argv[1]) as results:
    for line in results:
        name, turn, seconds, cpu, rate, _, _, peak = line.strip().split(",")
        if name == "modelgate":
            name = "modelgate, first in its process" if turn == "1" else "modelgate, warm"
        rows[name].append((float(seconds), float(cpu), float(rate), int(peak)))

print("| reader | runs | seconds (min–max) | CPU s | MB/s | peak MB | ours, first, is faster by (wall, CPU) |")
print("| --- | --- | --- | --- | --- | --- | --- |")
first = rows["modelgate, first in its process"]
our_seconds = statistics.median(row[0] for row in first)
our_cpu = statistics.median(row[1] for row in first)
for name, runs in rows.items():
    seconds = statistics.median(row[0] for row in runs)
    cpu = statistics.median(row[1] for row in runs)
    print(
        f"| {name} | {len(runs)} | {seconds:.3f} ({min(r[0] for r in runs):.3f}–{max(r[0] for r in runs):.3f}) "
        f"| {cpu:.2f} | {statistics.median(r[2] for r in runs):,.0f} | {max(r[3] for r in runs) / 1000:,.0f} "
        f"| {seconds / our_seconds:.1f}×, {cpu / our_cpu:.1f}× |"
    )
