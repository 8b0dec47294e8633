# The Python that requirements.lock is made and tested with.
FROM python:3.11-slim-bookworm AS build
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
ENV PIP_NO_CACHE_DIR=1
# PyTorch is most of the image and changes least: a layer of its own, made as `make run` makes it.
COPY Makefile pyproject.toml requirements.lock ./
RUN make torch VENV=/opt/quoth
COPY LICENSE README.md openapi.yaml ./
COPY service service
RUN /opt/quoth/bin/pip install --constraint requirements.lock .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin quoth
COPY --from=build /opt/quoth /opt/quoth
# The root file system may be read-only: what a server writes (heartbeat files) goes to memory. A user id that nobody
# knows needs a HOME, though nothing is there.
ENV PATH=/opt/quoth/bin:$PATH \
    HOME=/nonexistent \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    QUOTH_HOST=0.0.0.0 \
    QUOTH_PORT=8000 \
    TMPDIR=/dev/shm
USER 10001:10001
WORKDIR /
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-c", "\
import http.client, os, sys, time; \
connect = lambda: http.client.HTTPConnection('127.0.0.1', int(os.environ['QUOTH_PORT']), timeout=2); \
ready = lambda c: (c.request('GET', '/readyz'), c.getresponse().status)[1] == 200; \
sys.exit(not (ready(connect()) or time.sleep(1) or ready(connect())))"]
ENTRYPOINT ["quoth"]
CMD ["serve"]
