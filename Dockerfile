# What builds it stays behind in the first stage; the second has Python, the bot, and nothing to install with.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv --without-pip /opt/onrecord
COPY .ci/pins.py .ci/pins.py
COPY pyproject.toml constraints.txt ./
RUN python .ci/pins.py run postgres > run.txt \
    && python -m pip --python /opt/onrecord/bin/python install --no-cache-dir --no-deps --require-hashes \
        --only-binary=:all: -r run.txt \
    && python .ci/pins.py build > build.txt \
    && python -m pip install --no-cache-dir --no-deps --require-hashes --only-binary=:all: -r build.txt
COPY README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
RUN python -m pip wheel --no-cache-dir --no-deps --no-index --no-build-isolation --wheel-dir dist . \
    && python -m pip --python /opt/onrecord/bin/python install --no-cache-dir --no-deps --no-index dist/*.whl \
    && python -m pip --python /opt/onrecord/bin/python check

FROM python:3.11-slim-bookworm
RUN python -m pip uninstall --yes pip setuptools wheel \
    && groupadd --gid 10001 onrecord \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data onrecord \
    && install --directory --owner=10001 --group=10001 /data /var/cache/onrecord
COPY --from=build /opt/onrecord /opt/onrecord
ENV PATH=/opt/onrecord/bin:$PATH DATA_DIR=/data XDG_CACHE_HOME=/var/cache/onrecord
WORKDIR /opt/onrecord
USER 10001:10001
# A first answer proves that the image works, and leaves the pack's index behind, so that every start is a quick one.
RUN ["python", "-m", "bot", "ask", "Who controls Soledar?"]
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
