"""Reads an event file with TensorBoard's own loaders; prints what EventFilesBench prints.

peers.py accumulator FILE   the Python EventAccumulator, keeping every point
peers.py rustboard FILE [FLAG...]   TensorBoard's data server, by its own clock
"""
import os
import re
import resource
import subprocess
import sys
import tempfile
import time


def accumulator(path):
    from tensorboard.backend.event_processing import event_accumulator
    from tensorboard.util import tensor_util

    cpu, began = time.process_time(), time.perf_counter()
    events = event_accumulator.EventAccumulator(
        path, size_guidance={"scalars": 0, "tensors": 0}
    ).Reload()
    points = 0
    for tag in events.Tags()["scalars"]:
        points += len([each.value for each in events.Scalars(tag)])
    for tag in events.Tags()["tensors"]:
        points += len(
            [tensor_util.make_ndarray(each.tensor_proto).item() for each in events.Tensors(tag)]
        )
    seconds, cpu_seconds = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report("accumulator", path, seconds, cpu_seconds, points, peak)


def rustboard(path, flags):
    import tensorboard_data_server

    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(path))) as logdir:
        os.link(path, os.path.join(logdir, os.path.basename(path)))
        server = subprocess.Popen(
            [tensorboard_data_server.server_binary(), "-v", "--reload", "once", "--port", "0"]
            + ["--logdir", logdir]
            + flags,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            for line in server.stderr:
                done = re.search(r"Finished load cycle \(([0-9.]+)(ms|s|µs)\)", line)
                if done:
                    unit = {"s": 1, "ms": 1e-3, "µs": 1e-6}[done.group(2)]
                    with open(f"/proc/{server.pid}/stat") as stat:
                        fields = stat.read().rsplit(")", 1)[1].split()
                    cpu = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
                    with open(f"/proc/{server.pid}/status") as status:
                        peak = int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1))
                    name = " ".join(["rustboard"] + flags)
                    report(name, path, float(done.group(1)) * unit, cpu, -1, peak)
                    return
        finally:
            server.kill()
            server.wait()
    raise SystemExit("Expected rustboard to load the file, but it said nothing of it")


def report(name, path, seconds, cpu_seconds, points, peak):
    megabytes = os.path.getsize(path) / 1e6
    print(f"{name},1,{seconds:.4f},{cpu_seconds:.4f},{megabytes / seconds:.1f},{points},,{peak}")


if __name__ == "__main__":
    if sys.argv[1] == "accumulator":
        accumulator(sys.argv[2])
    else:
        rustboard(sys.argv[2], sys.argv[3:])
