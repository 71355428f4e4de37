#!/usr/bin/env bash
# image-test.sh IMAGE: build the image, start it as a stranger's host would (no rights, read-only root, 2 CPUs, 8 GB) and
# put it through validate-submission.sh --full and openenv's own checks. Leaves no container behind.
set -euo pipefail
image="$1"
export IMAGE="$image"
here="$(dirname "$0")"
bin="$PWD/.venv/bin"
say() { printf '\nimage-test: %s\n' "$*"; }
die() { printf 'image-test: FAILED: %s\n' "$*" >&2; exit 1; }

docker info >/dev/null 2>&1 || die "no Docker engine answers. Start one, then run make image-test again."
say "building $image"
docker build --quiet --tag "$image" . >/dev/null

say "nothing under the GPL, no build tools, nobody's files but the image's own"
docker run --rm --interactive --network none "$image" python - <"$here/check_image.py"

container="$(docker run --detach --read-only --tmpfs /tmp --user 65532:65532 --cap-drop ALL \
  --security-opt no-new-privileges --pids-limit 256 --cpus 2 --memory 8g --publish 127.0.0.1::8000 "$image")"
trap 'docker rm --force "$container" >/dev/null' EXIT
url="http://$(docker port "$container" 8000/tcp | head -n 1)"
say "waiting for $url"
began=$(date +%s%N)
until curl --silent --fail --max-time 1 "$url/health" >/dev/null; do
  [ $(($(date +%s%N) - began)) -lt 10000000000 ] || { docker logs "$container" 2>&1 | tail -20; die "not healthy within 10 s"; }
  sleep 0.1
done
say "healthy after $((($(date +%s%N) - began) / 1000000)) ms, $(docker stats --no-stream --format '{{.MemUsage}}' "$container")"

"$here/validate-submission.sh" --full "$url" .

say "openenv's check of a live server"
"$bin/openenv" validate --url "$url"
docker logs "$container" 2>&1 | grep -iE 'traceback|error' && die "the server's log holds errors"
[ -z "$(docker diff "$container")" ] || { docker diff "$container"; die "the container wrote outside /tmp"; }

say "the health check that the image declares"
for _ in $(seq 20); do
  [ "$(docker inspect --format '{{.State.Health.Status}}' "$container")" = healthy ] && break
  sleep 1
done
[ "$(docker inspect --format '{{.State.Health.Status}}' "$container")" = healthy ] || die "HEALTHCHECK does not succeed"
say "the judge's tests of containers"
(cd judge && "$bin/python" -m pytest -m docker)
say "passed"
