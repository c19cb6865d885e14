# The application as an image: assets and wheel are made in one stage and installed in a slim one.

ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS wheel
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
COPY requirements-build.txt ./
RUN pip install --require-hashes --only-binary :all: -r requirements-build.txt
COPY package.json package-lock.json .npmrc ./
COPY scripts/__init__.py scripts/fetch_assets.py scripts/hatch_build.py scripts/
RUN python -m scripts.fetch_assets
COPY . .
RUN python -m hatchling build --target wheel

FROM ${PYTHON_IMAGE} AS libraries
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/king-salmon
COPY requirements.txt ./
RUN /opt/king-salmon/bin/pip install --require-hashes --only-binary :all: -r requirements.txt
COPY --from=wheel /build/dist/*.whl /wheels/
RUN /opt/king-salmon/bin/pip install --no-deps --no-index /wheels/*.whl

FROM ${PYTHON_IMAGE}
ENV PATH=/opt/king-salmon/bin:$PATH PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --home-dir /var/lib/king-salmon --create-home king-salmon
COPY --from=libraries /opt/king-salmon /opt/king-salmon
USER king-salmon
WORKDIR /var/lib/king-salmon
VOLUME /var/lib/king-salmon
EXPOSE 8000
CMD ["kingsalmon", "serve"]
