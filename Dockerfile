# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags="-s -w" -o /interlingua ./cmd/interlingua

# Certificates, no shell, no root.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /interlingua /interlingua
USER nonroot:nonroot
EXPOSE 8080 9090
# An address that the container's port can be mapped to is not loopback: it takes a configuration with keys.
ENTRYPOINT ["/interlingua"]
CMD ["serve"]
