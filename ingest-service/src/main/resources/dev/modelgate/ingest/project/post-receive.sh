#!/bin/sh
# Tells Modelgate which branches and tags a push moved.
#
# Belongs into the hooks folder of a bare repository as post-receive (mode 0755), with the hook's
# secret in the file modelgate-secret beside it (mode 0600, owned by whom pushes run as).
# It waits 5 seconds at most and never fails a push. What it cannot send is kept in the folder
# modelgate-spool beside it and sent first next time. It needs openssl and curl.

url=@URL@
repository=@REPOSITORY@

LC_ALL=C
export LC_ALL
umask 077

most_of_a_push=4194304  # bytes of messages that one push may leave
most_of_all=16777216    # bytes of messages that wait; beyond that the oldest go
deadline=$(($(date +%s) + 4)) # whole seconds: 4 of them are never more than 5

case $0 in
  */*) folder=${0%/*} ;;
  *) folder=. ;;
esac
secret=$folder/modelgate-secret
spool=$folder/modelgate-spool
lock=$spool/lock

say() {
  printf 'modelgate: %s\n' "$1" >&2
}

# Prints a line for every branch and tag that moved, of what git says on standard input; the rest of
# the refs, Modelgate's own notes among them, is nobody's business. A ref has neither control characters
# nor backslashes, git sees to that, so only its quotes need care. Fails if there were too many.
messages() {
  push=$push repository=$repository pusher=$pusher pushed_at=$pushed_at most=$most_of_a_push awk '
    $3 ~ "^refs/(heads|tags)/" && bytes < ENVIRON["most"] + 0 {
      parts = split($3, part, "\"")
      ref = part[1]
      for (i = 2; i <= parts; i++) ref = ref "\\\"" part[i]
      moved++
      line = "{\"id\":\"" ENVIRON["push"] "-" moved "\""
      line = line ",\"repository\":\"" ENVIRON["repository"] "\",\"ref\":\"" ref "\""
      line = line ",\"before\":\"" $1 "\",\"after\":\"" $2 "\""
      line = line ",\"pusher\":\"" ENVIRON["pusher"] "\",\"pushedAt\":\"" ENVIRON["pushed_at"] "\"}"
      print line
      bytes += length(line) + 1
    }
    END { exit (bytes >= ENVIRON["most"] + 0) }'
}

# Prints the signature of $1: HMAC-SHA256 as RFC 2104 spells it out, because openssl would take the
# key as an argument, which everyone on the machine can read. The secret has 64 digits, one block
# of SHA-256; tr turns each into itself XOR 0x36 (inner) or XOR 0x5c (outer).
sign() {
  printed=$({
    tr -cd 0-9a-f <"$secret" | tr 0-9a-f 'lmnohijkde=>?89:'
    {
      tr -cd 0-9a-f <"$secret" | tr 0-9a-f '\006\007\004\005\002\003\000\001\016\017WTURSP'
      printf '%s' "$1"
    } | openssl dgst -sha256 -binary
  } | openssl dgst -sha256)
  printf '%s' "${printed##* }"
}

# Sends $1 and leaves what the server said as a number in $code.
send() {
  left=$((deadline - $(date +%s)))
  code=000
  [ "$left" -gt 0 ] || return 0
  signature=$(sign "$1")
  code=$(printf '%s' "$1" | curl -q --silent --proto '=http,https' --max-time "$left" \
    --output /dev/null --write-out '%{http_code}' --header 'Content-Type: application/json' \
    --header "X-Modelgate-Signature: sha256=$signature" --header 'Expect:' --data-binary @- "$url")
}

# Sends the messages of the file $1 in order. Fails where one could not be sent; it and those after
# it are still in the file then.
send_file() {
  sent=0
  stuck=
  while IFS= read -r message; do
    send "$message"
    case $code in
      2??) ;;
      400 | 403 | 413) say "Expected $url to take a message, but it answered $code for good; the message is dropped" ;;
      *)
        stuck=1
        break
        ;;
    esac
    sent=$((sent + 1))
  done <"$1"
  if [ -z "$stuck" ]; then
    rm -f "$1"
    return 0
  fi
  # The remainder takes the file's place at once: killed between, a message is sent twice at worst,
  # which the server knows.
  [ "$sent" -eq 0 ] || { tail -n "+$((sent + 1))" "$1" >"$1.rest" && mv -f "$1.rest" "$1"; }
  return 1
}

# Lets the oldest messages go while too many bytes wait.
bound() {
  # As arguments of one command, so many files may be too many.
  waiting=$(find "$spool" -name '*.push' -exec cat {} + 2>/dev/null | wc -c)
  [ $((waiting)) -gt "$most_of_all" ] || return 0
  say "Expected at most 16 MiB of unsent messages, but there are more; the oldest are dropped"
  for file in "$spool"/*.push; do
    [ $((waiting)) -gt "$most_of_all" ] || break
    waiting=$((waiting - $(cat "$file" 2>/dev/null | wc -c)))
    rm -f "$file"
  done
}

# One push at a time sends, so that the order is kept. A lock older than a minute is a killed hook's.
take_lock() {
  until mkdir "$lock" 2>/dev/null; do
    if [ -n "$(find "$lock" -prune -mmin +1 2>/dev/null)" ] && mv "$lock" "$lock.$$" 2>/dev/null; then
      rmdir "$lock.$$"
      continue
    fi
    [ "$(date +%s)" -lt "$deadline" ] || return 1
    sleep 0.1 2>/dev/null || sleep 1
  done
  trap 'rmdir "$lock" 2>/dev/null' EXIT
  trap 'exit 0' HUP INT PIPE TERM
}

if ! { mkdir -p "$spool" && [ -w "$spool" ]; } 2>/dev/null; then
  say "Expected to write into $spool, but could not; this push is not announced"
  cat >/dev/null
  exit 0
fi

# The time of the push, to the millisecond where date knows it.
stamp=$(date -u +%Y-%m-%dT%H:%M:%S.%N)
fraction=${stamp#*.}
case $fraction in
  '' | *[!0-9]*) pushed_at=${stamp%%.*}Z ;;
  *) pushed_at=${stamp%%.*}.${fraction%"${fraction#???}"}Z ;;
esac
push=$(openssl rand -hex 16 2>/dev/null)
push=${push:-$stamp-$$}
pusher=$(printf '%s' "${GL_USERNAME:-${REMOTE_USER:-${LOGNAME:-$(id -un)}}}" | tr -cd 'A-Za-z0-9._@+-')

new=$spool/$stamp-$$
messages >"$new.new" ||
  say "Expected at most 4 MiB of moved refs in one push, but there were more; the rest is not announced"
if [ -s "$new.new" ]; then
  mv -f "$new.new" "$new.push"
else
  rm -f "$new.new"
fi
bound

set -- "$spool"/*.push
[ -f "$1" ] || exit 0

digits=$(tr -cd 0-9a-f 2>/dev/null <"$secret" | wc -c)
if [ $((digits)) -ne 64 ]; then
  say "Expected the hook's secret, 64 digits, in $secret, but could not read it; the push is announced once it is there"
elif ! command -v openssl >/dev/null || ! command -v curl >/dev/null; then
  say "Expected the commands openssl and curl, but one is missing; the push is announced once both are there"
elif take_lock; then
  for file in "$spool"/*.push; do
    if [ -f "$file" ] && ! send_file "$file"; then
      [ "$code" = 000 ] && answer="nothing answers" || answer="it answered $code"
      say "Expected $url to take this push, but $answer; it is kept and sent with the next push, or by: $(cd "$folder" && pwd)/post-receive </dev/null"
      break
    fi
  done
else
  say "Expected to announce this push within 5 seconds, but others were first; it is sent with the next push"
fi
exit 0
