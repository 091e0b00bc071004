package stubtest

import (
	"embed"
	"net/http"
)

//go:embed testdata
var testdata embed.FS

// File gives a file of testdata. It panics where there is none: it is for tests only.
func File(name string) []byte {
	b, err := testdata.ReadFile("testdata/" + name)
	if err != nil {
		panic(err)
	}
	return b
}

// Document is a whole answer under the type of one.
func Document(body []byte) Reply {
	return Reply{Header: http.Header{"Content-Type": {"application/json"}}, Body: body}
}

// Stream is a streamed answer under the type of one.
func Stream(body []byte) Reply {
	return Reply{Header: http.Header{"Content-Type": {"text/event-stream"}}, Body: body}
}

// Fails is an error answer.
func Fails(status int, body string) Reply {
	return Reply{Status: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(body)}
}
