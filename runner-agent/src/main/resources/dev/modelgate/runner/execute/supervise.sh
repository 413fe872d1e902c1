#!/bin/sh
# Runs the job of one attempt to its end, with or without the agent that started it.
#
#   supervise.sh ATTEMPT BLOCKS ACCOUNT
#
# ATTEMPT   id of the attempt; every process of the job has it in its environment
# BLOCKS    longest log, in blocks of 512 bytes
# ACCOUNT   the job's own user id, or - where the job runs as whoever runs this
#
# It works in the current folder, which holds job.sh and which the job cannot reach:
#   supervisor  process id, start time and boot of the one supervisor that runs the job
#   job         process id (it is the process group, too) and start time of the job
#   log         what the job wrote to its outputs
#   log-cut     there where it is not whole
#   exit        exit status of the job; written last, when the log is whole
set -u
umask 077
attempt=$1
blocks=$2
account=$3

start_time() {
  IFS= read -r stat <"/proc/$1/stat"
  # The command's name may hold spaces and brackets; what follows the last bracket does not.
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  printf '%s' "${20}"
}

# The name of the output differs for every supervisor, for two of them may get this far.
output=output.$$
IFS= read -r boot </proc/sys/kernel/random/boot_id
printf '%s %s %s\n' "$$" "$(start_time $$)" "$boot" >"claim.$$" || exit 1
mkfifo -m 600 "$output" || exit 1
# Takes its room now: the disk may be full when there is something to say.
printf '%3d\n' 0 >"exit.$$" || exit 1
if [ "$account" != - ]; then
  # A job may open /dev/stdout again by name, which asks who owns what stands behind it.
  chown "$account" "$output" || exit 1
fi

# A link is made by one of them only. From here on the job counts as started.
if ! ln "claim.$$" supervisor 2>/dev/null; then
  rm -f "claim.$$" "$output" "exit.$$"
  exit 0
fi

# The log's limit is the operating system's: cat alone is stopped by it, the job is not.
{
  (ulimit -f "$blocks" && exec cat) || {
    printf '\n[modelgate] The log ends here: it is longer than %s MiB, or the disk is full.' \
      "$((blocks / 2048))"
    printf ' What followed was discarded.\n'
    : >log-cut
    exec cat >/dev/null
  }
} <"$output" >>log &
pump=$!

setsid /bin/sh ./job.sh </dev/null >"$output" 2>&1
status=$?

# The job has ended, so nothing of it may go on: its group, then whatever left the group.
if IFS=' ' read -r group rest <job; then
  kill -s TERM -- "-$group" 2>/dev/null && sleep 0.2
  kill -s KILL -- "-$group" 2>/dev/null
fi
round=0
while [ "$round" -lt 3 ]; do
  round=$((round + 1))
  if [ "$account" != - ]; then
    setpriv --reuid="$account" --regid="$account" --clear-groups /bin/sh -c 'kill -s KILL -- -1' ||
      break
  else
    found=$(grep -ls "MODELGATE_ATTEMPT=$attempt" /proc/[0-9]*/environ)
    [ -n "$found" ] || break
    for file in $found; do
      process=${file#/proc/}
      kill -s KILL "${process%/environ}" 2>/dev/null
    done
  fi
done

# The log is whole when the last writer is gone. A writer that nobody finds is not waited for.
round=0
while kill -0 "$pump" 2>/dev/null; do
  round=$((round + 1))
  if [ "$round" -gt 100 ]; then
    trap '' TERM
    kill -s TERM 0
    break
  fi
  sleep 0.1
done

printf '%3d\n' "$status" 1<>"exit.$$" && mv "exit.$$" exit
rm -f "$output" "claim.$$"
