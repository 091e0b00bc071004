package api_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/interlingua/interlingua/gateway/stubtest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestCrash has a panic in one call reach its client as an error of the server's, in the client's own words, and no other call.
func TestCrash(t *testing.T) {
	const secret = "what went wrong inside"
	for _, tc := range []struct{ client, path, want string }{
		{"claude", "/v1/messages/count_tokens", `"type":"api_error"`},
		{"responses", "/v1/responses/input_tokens", `"type":"server_error"`},
		{"gemini", "/v1beta/models/m-1:countTokens", `"status":"INTERNAL"`},
	} {
		s := serve(t, to(stubtest.New(t, stubtest.Fails(http.StatusNotFound, "no such endpoint")), "chat"))
		s.Estimate = func(*pb.GenerateRequest) (int64, error) { panic(secret) }
		_, body := request(tc.client, false)
		a := s.post(tc.path, body)
		if a.StatusCode != http.StatusInternalServerError || !strings.Contains(string(a.Bytes), tc.want) || bytes.Contains(a.Bytes, []byte(secret)) {
			t.Errorf("%s: %d %s", tc.path, a.StatusCode, a.Bytes)
		}
		if a := s.do(http.MethodGet, "/healthz", nil); a.StatusCode != http.StatusOK {
			t.Errorf("after it: %d", a.StatusCode)
		}
	}
}

// TestCrashInStream has a panic cut a stream that has begun: it does not end well.
func TestCrashInStream(t *testing.T) {
	s := serve(t, to(stubtest.New(t, reply("chat", true)), "chat"))
	var calls atomic.Int32
	s.Clock = func() time.Time {
		if calls.Add(1) == 2 { // the headers are out then
			panic("at the first byte")
		}
		return testNow
	}
	path, body := request("claude", true)
	resp, err := s.client.Do(s.Request(http.MethodPost, path, body))
	if err == nil {
		defer func() { _ = resp.Body.Close() }()
		_, err = io.ReadAll(resp.Body)
	}
	if err == nil {
		t.Error("the stream ended as if it were whole")
	}
	if a := s.post(path, body); a.Err != nil || a.StatusCode != http.StatusOK {
		t.Errorf("after it: %d, %v", a.StatusCode, a.Err)
	}
}
