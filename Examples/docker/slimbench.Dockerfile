# The embedded server of slimbench as an image.
#
# The program is built outside, as README.md says: the context is a folder with the program and
# Swift's libraries side by side, where the program looks for them.

FROM debian:bookworm-slim

RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    ca-certificates fonts-dejavu-core libcurl4 libncursesw6 libpoppler-glib8 libstdc++6 \
    libtesseract5 tesseract-ocr-eng wget \
  && rm -rf /var/lib/apt/lists/*

COPY . /opt/slimbench/
RUN useradd --system --no-create-home --shell /usr/sbin/nologin slimbench \
  && ln -s /opt/slimbench/slimbench /usr/local/bin/slimbench

USER slimbench
EXPOSE 7670
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["wget", "--quiet", "--output-document=/dev/null", "http://127.0.0.1:7670/"]
ENTRYPOINT ["slimbench"]
CMD ["serve", "--host", "0.0.0.0", "--port", "7670"]
