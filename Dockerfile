# The headless server, for compose.yaml. What it needs at run time is read off what was built.
FROM debian:trixie-slim AS build
WORKDIR /src
COPY cmake/debian-packages.txt cmake/
RUN apt-get update \
    && sed '/# root-only$/d; s/#.*//' cmake/debian-packages.txt | DEBIAN_FRONTEND=noninteractive xargs apt-get install -y --no-install-recommends
COPY . .
RUN cmake -S . -B /build -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF \
    && cmake --build /build --target containerized-agentd cactl ca-agent \
    && mkdir -p /out/program \
    && cp /build/bin/containerized-agentd /build/bin/cactl /build/bin/containerized-agent-runner /out/program/ \
    && strip /out/program/* \
    && { ldd /build/bin/containerized-agentd /build/bin/cactl | awk '$3 ~ /^\// { print $3 }' | sort -u \
        | xargs -n1 realpath | xargs dpkg -S | cut -d: -f1 | sort -u; echo libqt6sql6-sqlite; } > /out/packages

FROM debian:trixie-slim
COPY --from=build /out/packages /tmp/packages
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive xargs apt-get install -y --no-install-recommends ca-certificates < /tmp/packages \
    && rm -rf /var/lib/apt/lists/* /tmp/packages
COPY --from=build /out/program /usr/local/lib/containerized-agent
RUN ln -s /usr/local/lib/containerized-agent/cactl /usr/local/bin/cactl
# The engine mounts the agent into every job's container, and finds files by the host's paths: so the programs go where
# the path is the same inside and outside, the data folder.
ENTRYPOINT ["/bin/sh", "-c", "mkdir -p \"$AGENT_OUTPUT_DIR/program\" && cp -fu /usr/local/lib/containerized-agent/* \"$AGENT_OUTPUT_DIR/program/\" && exec \"$AGENT_OUTPUT_DIR/program/containerized-agentd\" \"$@\"", "containerized-agentd"]
