package api_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// What every test server draws and reads from its clock.
const testSeed = gatewaytest.Seed

var testNow = gatewaytest.Now()

// server is a gateway that serves on loopback for one test.
type server struct {
	*gatewaytest.Server
	client *http.Client
}

// serve starts a gateway with a configuration.
func serve(t testing.TB, c *config.Config) *server {
	t.Helper()
	s := gatewaytest.Serve(t, c)
	return &server{s, s.Client}
}

// to is a configuration with one upstream for all models, which it calls up-1.
func to(u *stubtest.Server, dialect string) *config.Config {
	return gatewaytest.To(dialect, u.URL, "up-1")
}

// upstreamAt is an upstream on loopback, its base URL as the dialect's vendor writes it.
func upstreamAt(name, dialect, url string) config.Upstream {
	return gatewaytest.UpstreamAt(name, dialect, url)
}

// dialect is how a test's client calls in one dialect.
type dialect struct {
	base         string
	whole, flow  string
	streamMember bool
}

var dialects = map[string]dialect{
	"responses": {"/v1", "/v1/responses", "/v1/responses", true},
	"chat":      {"/v1", "/v1/chat/completions", "/v1/chat/completions", true},
	"claude":    {"", "/v1/messages", "/v1/messages", true},
	"gemini":    {"", "/v1beta/models/m-1:generateContent", "/v1beta/models/m-1:streamGenerateContent?alt=sse", false},
}

var names = all.Names()

// request gives the path and the body of a dialect's request in testdata.
func request(name string, stream bool) (path string, body []byte) {
	d := dialects[name]
	body = bytes.TrimSpace(stubtest.File("request." + name + ".json"))
	if !stream {
		return d.whole, body
	}
	if d.streamMember {
		body = append(body[:len(body)-1:len(body)-1], `,"stream":true}`...)
	}
	return d.flow, body
}

// reply gives a dialect's answer in testdata.
func reply(name string, stream bool) stubtest.Reply {
	if stream {
		return stubtest.Stream(stubtest.File("answer." + name + ".sse"))
	}
	return stubtest.Document(stubtest.File("answer." + name + ".json"))
}

// answer is what a client got.
type answer = gatewaytest.Answer

// post sends a request and reads the answer to its end.
func (s *server) post(path string, body []byte, header ...string) answer {
	return s.Post(path, body, header...)
}

func (s *server) do(method, path string, body []byte, header ...string) answer {
	return s.Do(method, path, body, header...)
}
