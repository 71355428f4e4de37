#!/usr/bin/env bash
# Would this repository and its running server be accepted as a submission?
#
#   scripts/validate-submission.sh [--full] PING_URL [REPO_DIR]
#
# PING_URL is where the server answers (a Space, or http://127.0.0.1:8000); REPO_DIR is the repository, by default the
# current directory. Three steps: the server answers a reset, the image builds, `openenv validate` passes. With --full two
# more: inference.py finishes in the image within the limits, and the graders of at least three tasks tell good from bad.
# The first failure ends it, with a hint. Needs bash, curl, docker and the `openenv` command (in REPO_DIR/.venv or on PATH).
#
# inference.py uses API_BASE_URL, MODEL_NAME and HF_TOKEN (or API_KEY) when a model is named, else the scripted baseline.
set -uo pipefail

build_seconds=600 inference_seconds=1200
image="${IMAGE:-tieout-env:latest}"

usage() { sed -n '2,11s/^# \{0,1\}//p' "$0"; }
full=no
if [ "${1:-}" = --full ]; then full=yes; shift; fi
case "${1:-}" in
  http://*|https://*) url="${1%/}" ;;
  -h|--help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac
repo="$(cd "${2:-.}" 2>/dev/null && pwd)" || { echo "There is no directory '${2:-.}'. Name the repository as second argument." >&2; exit 2; }
steps=3; [ "$full" = yes ] && steps=5

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
step=0
begin() { step=$((step + 1)); started=$SECONDS; printf '%s/%s  %s\n' "$step" "$steps" "$1"; }
passed() { printf '     passed in %s s: %s\n' "$((SECONDS - started))" "$1"; }
failed() {  # what happened, then hints
  printf '     FAILED: %s\n' "$1"; shift
  printf '     hint: %s\n' "$@"
  exit 1
}
tell() { sed 's/^/     | /' "$1" | tail -n "${2:-15}"; }

begin "The server at $url answers a reset"
status="$(curl --silent --output "$work/reset" --write-out '%{http_code}' --max-time 30 \
  --header 'Content-Type: application/json' --data '{}' "$url/reset")" || status=000
case "$status" in
  200) grep -q '"observation"' "$work/reset" || failed "200, but no observation in the answer" "Is it an OpenEnv server? See $url/docs"
       passed "HTTP 200 with an observation" ;;
  000) failed "nobody answers" "Is the Space running, and is the address right?" "Try: curl -i -X POST -d '{}' $url/reset" ;;
  *) failed "HTTP $status instead of 200" "Read the server's log; $url/health tells whether it is up at all" ;;
esac

begin "The image builds within $build_seconds s"
command -v docker >/dev/null || failed "no docker command" "Install Docker"
if [ -f "$repo/Dockerfile" ]; then file="$repo/Dockerfile"
elif [ -f "$repo/server/Dockerfile" ]; then file="$repo/server/Dockerfile"
else failed "no Dockerfile in $repo or $repo/server" "Give the repository as second argument"; fi
timeout "$build_seconds" docker build --tag "$image" --file "$file" "$repo" >"$work/build" 2>&1
case $? in
  0) passed "$image, $(docker image inspect --format '{{.Size}}' "$image" | awk '{printf "%.0f MB", $1 / 1e6}')" ;;
  124) failed "not finished after $build_seconds s" "A cold cache? Build once by hand: docker build $repo" ;;
  *) tell "$work/build"; failed "the build stopped" "The last lines of the build stand above" ;;
esac

begin "openenv validate passes"
if [ -x "$repo/.venv/bin/openenv" ]; then openenv="$repo/.venv/bin/openenv"
else openenv="$(command -v openenv)" || failed "no openenv command" "make setup, or: pip install openenv"; fi
(cd "$repo" && "$openenv" validate) >"$work/validate" 2>&1 \
  || { tell "$work/validate" 40; failed "openenv validate says no" "Its findings stand above"; }
passed "$(grep -iE 'verdict|result|pass' "$work/validate" | tail -n 1 | sed 's/^ *//')"

if [ "$full" = yes ]; then
  begin "inference.py finishes in the image on 2 CPUs and 8 GB within $inference_seconds s"
  arguments=(--agent rulebot) network=(--network none)
  if [ -n "${MODEL_NAME:-}" ]; then
    arguments=() network=()
    case "${API_BASE_URL:-}" in *//127.0.0.1*|*//localhost*) network=(--network host) ;; esac
  fi
  timeout --kill-after 10 "$inference_seconds" docker run --rm --init --cpus 2 --memory 8g --read-only --tmpfs /tmp "${network[@]}" \
    --env API_BASE_URL --env MODEL_NAME --env HF_TOKEN --env API_KEY \
    "$image" python inference.py "${arguments[@]}" >"$work/inference" 2>&1
  case $? in
    0) grep -q '^\[END\]' "$work/inference" || { tell "$work/inference"; failed "no [END] line was printed" "It must print a line per episode"; }
       tell "$work/inference" 14
       passed "$(grep -c '^\[END\]' "$work/inference") episodes" ;;
    124|137) tell "$work/inference"; failed "not finished after $inference_seconds s" "A slow endpoint? inference.py keeps its own budget" ;;
    *) tell "$work/inference"; failed "it ended with an error" "Its last lines stand above" ;;
  esac

  begin "At least three tasks are enumerated, and their graders tell good from bad"
  docker run --rm --interactive --network host --read-only --tmpfs /tmp "$image" \
    python - "$url" <"$(dirname "$0")/check_graders.py" >"$work/graders" 2>"$work/errors" \
    || { tell "$work/errors"; tell "$work/graders" 30; failed "a grader is constant, out of range, or not reached" "The table stands above"; }
  tell "$work/graders" 20
  passed "scores vary within 0.0-1.0"
fi
printf '\nAll %s steps passed.\n' "$steps"
