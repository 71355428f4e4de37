#!/usr/bin/env bash
# demo.sh: a server, four agents, one task of each family over the WebSocket; the scores, and where the transcripts lie.
set -euo pipefail
bin=.venv/bin out=outputs/demo
port="$("$bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
url="http://127.0.0.1:$port"

echo "demo: starting the server at $url"
"$bin/server" --host 127.0.0.1 --port "$port" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true' EXIT
"$bin/python" - "$url/health" <<'PYTHON'
import sys, time, urllib.request
for _ in range(300):
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(sys.argv[1], timeout=2)
        break
    except OSError:
        time.sleep(0.1)
else:
    sys.exit("demo: the server is not healthy after 30 s; its messages stand above")
PYTHON

echo "demo: null, plug, rulebot and oracle close three months over the WebSocket"
COLUMNS="${COLUMNS:-120}" "$bin/tieout" evaluate --agent null --agent plug --agent rulebot --agent oracle --split test --level 1 --episodes 1 \
  --url "$url" --workers 2 --json "$out/scores.json" --transcripts "$out"
echo
echo "Every call with its answer: $out/*.jsonl, one file per agent and task. The records: $out/scores.json"
