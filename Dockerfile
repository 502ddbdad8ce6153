# The upline command for use with a Neo4j server of its own (docker-compose.yml).
# The image is named by its tag: to build the same one every time, put the digest behind it that
# `docker buildx imagetools inspect python:3.11-slim` says (python:3.11-slim@sha256:...).
FROM python:3.11-slim

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

# The locked dependencies first: this layer stays when only Upline's own code changes.
COPY requirements.lock .
RUN pip install --require-hashes -r requirements.lock

COPY pyproject.toml README.md ./
COPY api api
COPY cli cli
COPY cypher cypher
COPY dashboard dashboard
COPY etl etl
COPY graph graph
COPY plans plans
COPY server server
COPY sql sql
COPY web web
# Without isolation, nothing is fetched here: setuptools is among what was installed by its hash above.
RUN pip install --no-deps --no-build-isolation . \
    && useradd --create-home --uid 10001 upline && install -d -o upline /home/upline/data

USER upline
ENV UPLINE_HOME=/home/upline/data
ENTRYPOINT ["upline"]
CMD ["--help"]
