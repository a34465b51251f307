# shellcheck shell=bash
# Shared by every script in this folder; sourced, never run.
#
# Goes to the top of the project, so that scripts work from any directory, makes a Swift that is
# installed in its usual place reachable, and gives three helpers: `say`, `die`, and servers that
# are always stopped (`start_in_background`, `wait_for_url`).

set -euo pipefail

project_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$project_root"

# Swift's tarball is commonly unpacked here without anybody touching PATH.
if ! command -v swift >/dev/null 2>&1 && [ -x /opt/swift/usr/bin/swift ]; then
  PATH="$PATH:/opt/swift/usr/bin"
  export PATH
fi

say() { printf '%s\n' "$*"; }

die() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# Everything started by start_in_background, stopped again by stop_background.
background_pids=()

# start_in_background LOG COMMAND...: runs COMMAND with its output in LOG; its pid is in $started.
start_in_background() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null &
  started=$!
  background_pids+=("$started")
}

# Ends what was started here, by pid: politely, then after five seconds for good.
stop_background() {
  local pid
  for pid in "${background_pids[@]}"; do
    kill -TERM "$pid" 2>/dev/null || true
  done
  local deadline=$((SECONDS + 5))
  for pid in "${background_pids[@]}"; do
    while kill -0 "$pid" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.1; done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  background_pids=()
}

# wait_for_url URL PID LOG: returns once URL answers 200; fails as soon as PID is gone, or after 60 s.
wait_for_url() {
  local url=$1 pid=$2 log=$3 deadline=$((SECONDS + 60))
  until curl --fail --silent --max-time 2 --output /dev/null "$url"; do
    if ! kill -0 "$pid" 2>/dev/null; then
      tail -n 20 "$log" >&2
      die "the server for $url ended before it was ready; its last lines are above"
    fi
    if [ "$SECONDS" -ge "$deadline" ]; then
      tail -n 20 "$log" >&2
      die "the server for $url was not ready after 60 seconds; its last lines are above"
    fi
    sleep 0.2
  done
}

# require_free_port PORT: fails, with advice, when somebody already listens there.
require_free_port() {
  if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
    die "port $1 is in use; stop the server that listens there (ss -ltnp 'sport = :$1' names it)"
  fi
}
