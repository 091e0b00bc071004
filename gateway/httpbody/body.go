// Package httpbody reads the bodies of HTTP requests.
package httpbody

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Read reads a request's body, decompressed, up to a limit in bytes. Its error is a *canon.Fault.
func Read(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	return read(w, r, limit, func(size int) []byte { return make([]byte, 0, size) })
}

// read reads into memory that room gives.
func read(w http.ResponseWriter, r *http.Request, limit int64, room func(size int) []byte) ([]byte, error) {
	src, err := decompressed(http.MaxBytesReader(w, r.Body, limit), r.Header.Get("Content-Encoding"))
	if err != nil {
		return nil, &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Message: err.Error()}
	}
	defer func() { _ = src.Close() }()
	size := r.ContentLength
	if size < 0 || r.Header.Get("Content-Encoding") != "" {
		size = startBytes
	}
	body, err := readAll(io.LimitReader(src, limit+1), room(int(min(size, trustBytes))+readAhead))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge), int64(len(body)) > limit:
		return nil, &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_TOO_LARGE, Message: "the request body is larger than this server takes"}
	case err != nil:
		return nil, &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Message: "the request body cannot be read", Err: err}
	}
	return body, nil
}

// What is allocated at once for a body whose length is not told, and at most for one whose is.
const (
	startBytes = 4 << 10
	trustBytes = 4 << 20
	// So much more shows the end of a body of the expected size without another allocation.
	readAhead = 512
)

// readAll reads to the end into a buffer that grows as needed; a body whose length is known is so copied once.
func readAll(r io.Reader, buf []byte) ([]byte, error) {
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if errors.Is(err, io.EOF) {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
	}
}

// decompressed undoes a content encoding.
func decompressed(body io.ReadCloser, encoding string) (io.ReadCloser, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
		return body, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(body)
		if err != nil {
			return nil, errors.New("the request body is not gzip")
		}
		return z, nil
	case "zstd":
		z, err := zstd.NewReader(body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
		if err != nil {
			return nil, errors.New("the request body is not zstd")
		}
		return z.IOReadCloser(), nil
	}
	return nil, errors.New("the request's content encoding is not known")
}
