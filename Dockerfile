# The environment server, and inference.py beside it. Classic builder; no BuildKit feature is used.
# For a pinned base give a digest: docker build --build-arg BASE=python:3.11-slim@sha256:...
ARG BASE=python:3.11-slim

FROM ${BASE} AS build
WORKDIR /build
COPY requirements.lock ./
# Unchecked bytecode: nothing is written at run time (the root may be read-only) and no source file is looked at twice.
RUN python -m venv /opt/tieout \
 && /opt/tieout/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check --no-compile \
      --no-deps --require-hashes -r requirements.lock \
 && /opt/tieout/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/tieout/lib
COPY pyproject.toml setup.py README.md LICENSE openenv.yaml ./
COPY src src
RUN /opt/tieout/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check --no-compile \
      --no-deps --no-build-isolation . \
 && /opt/tieout/bin/python -m pip uninstall --quiet --yes setuptools pip \
 && /opt/tieout/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/tieout/lib/python3.*/site-packages/tieout

FROM ${BASE}
LABEL org.opencontainers.image.title="tieout" \
      org.opencontainers.image.description="Month-end close on a real double-entry ledger: an OpenEnv environment" \
      org.opencontainers.image.licenses="BSD-3-Clause" \
      org.opencontainers.image.version="0.1.0"
COPY --from=build /opt/tieout /opt/tieout
WORKDIR /app
COPY openenv.yaml README.md LICENSE CHANGELOG.md pyproject.toml inference.py __init__.py client.py models.py ./
COPY server server
ENV PATH=/opt/tieout/bin:/usr/local/bin:/usr/bin:/bin \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=2).read()"]
CMD ["server", "--host", "0.0.0.0", "--port", "8000"]
