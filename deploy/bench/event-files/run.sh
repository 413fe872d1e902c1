#!/bin/sh
# Reads the same event files with Modelgate's reader and with TensorBoard's two, one after the other.
# run.sh [ROUNDS] [EVENTS]; needs a JDK 25, Python 3 with venv, and ./mvnw -pl runner-agent -am package before.
set -eu

rounds=${1:-5}
events=${2:-5000000}
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../../.." && pwd -P)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=${BENCH_DIR:-$here/target}
mkdir -p "$work"

if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" -q install tensorboard==2.21.0 tensorboard-data-server==0.7.2
fi
python=$work/venv/bin/python
classes=$work/classes:$root/runner-agent/target/classes
"${java}c" -nowarn -d "$work/classes" -cp "$root/runner-agent/target/classes" "$here/EventFilesBench.java"

ours() { # FILE TIMES
  "$java" -Xmx256m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -cp "$classes" EventFilesBench read "$1" "$2"
}

for form in simple tensor; do
  file=$work/$form-$events.tfevents
  [ -f "$file" ] || "$java" -cp "$classes" EventFilesBench write "$file" "$form" "$events"
  cat "$file" >/dev/null
  results=$work/$form.csv
  : >"$results"
  echo "# $form, $events points, $(wc -c <"$file") bytes, load before: $(cut -d' ' -f1-3 /proc/loadavg)"
  round=1
  while [ "$round" -le "$rounds" ]; do
    ours "$file" 3 >>"$results"
    "$python" "$here/peers.py" rustboard "$file" --checksum >>"$results"
    "$python" "$here/peers.py" rustboard "$file" >>"$results"
    "$python" "$here/peers.py" rustboard "$file" --checksum --samples-per-plugin scalars=all >>"$results"
    round=$((round + 1))
  done
  # Slow: one round of the Python loader, on the same file.
  "$python" "$here/peers.py" accumulator "$file" >>"$results"
  "$python" "$here/summary.py" "$results"
  echo "# load after: $(cut -d' ' -f1-3 /proc/loadavg)"
done
