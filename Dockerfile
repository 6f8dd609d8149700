# A worker, or any other command of picie, in a container. Nothing is compiled here: first bash eng/publish.sh, then docker build .
# It holds no secret: the database comes by PICIE_DATABASE, its password by PGPASSWORD (docker-compose.yml).
FROM debian:12-slim

# The runtime asks for OpenSSL when it hashes, and for the certificates when it downloads. All else comes with the folder.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libssl3 libstdc++6 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 picie \
    && install -d -o picie -g picie /picie /picie/home /picie/artifacts

COPY artifacts/picie /opt/picie

ENV PATH=/opt/picie:$PATH PICIE_HOME=/picie/home
USER picie
WORKDIR /picie
ENTRYPOINT ["picie"]
CMD ["--help"]
