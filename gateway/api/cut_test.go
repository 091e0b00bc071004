package api_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// outcome reads a streamed answer as a client would. A nil error is a success.
func outcome(client string, a answer) error {
	if a.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", a.StatusCode)
	}
	if a.Err != nil {
		return a.Err
	}
	r := all.ByName(client).NewEventReader(&adapters.Exchange{}, bytes.NewReader(a.Bytes))
	for {
		ev, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e := ev.GetError(); e != nil {
			return fmt.Errorf("%s", e.Code)
		}
	}
}

// valid reports what a client's own rules find wrong with an answer to a call for a stream.
func valid(client string, a answer) []string {
	d := all.ByName(client).Dialect()
	if a.StatusCode != http.StatusOK {
		return validate.Error(d, a.StatusCode, a.Bytes)
	}
	return validate.Stream(d, a.Bytes)
}

// TestCutStream breaks a small stream off at every byte: whatever came before, no client may take the answer for whole.
func TestCutStream(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		t.Parallel()
		body := stubtest.File("small." + upstream + ".sse")
		u := stubtest.New(t, stubtest.Stream(body))
		c := to(u, upstream)
		c.Retry.Attempts = 1
		s := serve(t, c)
		path, req := request(client, true)
		if err := outcome(client, s.post(path, req)); err != nil {
			t.Fatalf("uncut: %v", err)
		}
		step := 1
		if race {
			step = 7
		}
		for n := 0; n < len(bytes.TrimSpace(body)); n += step {
			r := stubtest.Stream(body)
			r.Cut = &n
			u.Reply(r)
			a := s.post(path, req)
			if err := outcome(client, a); err == nil {
				t.Errorf("cut at %d is a success: %s", n, a.Bytes)
			}
			// What passed untouched is the stub's to make valid, and the error that ends it has no part in that.
			if problems := valid(client, a); client != upstream && len(problems) > 0 {
				t.Errorf("cut at %d: %v\n%s", n, problems, a.Bytes)
			}
			if t.Failed() {
				return
			}
		}
	})
}

// finishes are the words in each dialect's small stream that say why the answer ended.
var finishes = map[string]string{"responses": "response.completed", "chat": `"finish_reason":"stop"`, "claude": `"stop_reason":"end_turn"`, "gemini": `"finishReason":"STOP"`}

// TestEndedStream ends a small stream early but in good order, as a proxy between may do: before it says why it ended no client may
// take it for whole.
func TestEndedStream(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		t.Parallel()
		body := stubtest.File("small." + upstream + ".sse")
		finish := bytes.Index(body, []byte(finishes[upstream]))
		u := stubtest.New(t, stubtest.Reply{})
		c := to(u, upstream)
		c.Retry.Attempts = 1
		s := serve(t, c)
		path, req := request(client, true)
		for n := range finish {
			if body[n] != '\n' && n%9 > 0 {
				continue
			}
			u.Reply(stubtest.Stream(body[:n]))
			a := s.post(path, req)
			if outcome(client, a) == nil || a.Err != nil {
				t.Fatalf("ended at %d: %v, %s", n, a.Err, a.Bytes)
			}
			if problems := valid(client, a); client != upstream && len(problems) > 0 {
				t.Fatalf("ended at %d: %v\n%s", n, problems, a.Bytes)
			}
		}
	})
}

// TestCutWhole breaks a whole answer off, or ends it early in good order: no client gets any of it as a success.
func TestCutWhole(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		t.Parallel()
		r := reply(upstream, false)
		whole := bytes.TrimSpace(r.Body)
		u := stubtest.New(t, r)
		c := to(u, upstream)
		c.Retry.Attempts = 1
		s := serve(t, c)
		path, req := request(client, false)
		for n := 0; n < len(whole); n += 11 {
			ended, cut := stubtest.Document(whole[:n]), stubtest.Document(whole)
			cut.Cut = &n
			for name, reply := range map[string]stubtest.Reply{"ended": ended, "cut": cut} {
				u.Reply(reply)
				checkBroken(t, client, s.post(path, req))
				if t.Failed() {
					t.Fatalf("%s at %d", name, n)
				}
			}
		}
	})
}

// checkBroken checks the answer to a client whose upstream's answer cannot be used.
func checkBroken(t *testing.T, client string, a answer) {
	t.Helper()
	if a.StatusCode < http.StatusInternalServerError {
		t.Errorf("status %d", a.StatusCode)
	}
	checkError(t, client, a, a.StatusCode)
	checkCode(t, client, a, http.StatusBadGateway)
}

// TestCutOverride breaks a stream off that is in the client's own dialect, but goes through the model since its route changes
// requests: it must end as one that passes untouched does.
func TestCutOverride(t *testing.T) {
	eachClient(t, func(t *testing.T, client, _ string) {
		t.Parallel()
		body := stubtest.File("small." + client + ".sse")
		u := stubtest.New(t, stubtest.Stream(body))
		c := to(u, client)
		c.Retry.Attempts = 1
		limit := int64(99)
		c.Models[0].Set.MaxOutputTokens = &limit
		s := serve(t, c)
		path, req := request(client, true)
		if a := s.post(path, req); outcome(client, a) != nil || !bytes.Contains(u.Asked()[0].Body, []byte("99")) {
			t.Fatalf("uncut: %s for %s", a.Bytes, u.Asked()[0].Body)
		}
		step := 1
		if race {
			step = 7
		}
		for n := 0; n < len(bytes.TrimSpace(body)) && !t.Failed(); n += step {
			r := stubtest.Stream(body)
			r.Cut = &n
			u.Reply(r)
			a := s.post(path, req)
			if err := outcome(client, a); err == nil {
				t.Errorf("cut at %d is a success: %s", n, a.Bytes)
			}
			if a.Err != nil {
				t.Errorf("cut at %d: the client's connection broke: %v", n, a.Err)
			}
		}
	})
}

// TestBareError breaks a stream off with an error outside of all frames, as some servers do: every client is told that error in a
// frame, with the upstream's own words.
func TestBareError(t *testing.T) {
	const upstream = "gemini"
	body, _, _ := bytes.Cut(stubtest.File("small."+upstream+".sse"), []byte("\n\n"))
	body = append(body, "\n\n{\"error\":{\"code\":503,\"message\":\"Out of breath\",\"status\":\"UNAVAILABLE\"}}\n"...)
	u := stubtest.New(t, stubtest.Stream(body))
	s := serve(t, to(u, upstream))
	for _, client := range all.Names() {
		path, req := request(client, true)
		a := s.post(path, req)
		if err := outcome(client, a); err == nil || !bytes.Contains(a.Bytes, []byte("Out of breath")) || bytes.Contains(a.Bytes, []byte("\n{")) {
			t.Errorf("%s: %v: %s", client, err, a.Bytes)
		}
	}
}

// TestSilentWhole has an upstream fall silent before, behind and inside the headers and body of a whole answer.
func TestSilentWhole(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		t.Parallel()
		for _, h := range []stubtest.Hang{stubtest.HangBeforeHeader, stubtest.HangAfterHeader, stubtest.HangInside} {
			r := reply(upstream, false)
			r.Hang, r.HangAt = h, len(r.Body)/2
			c := to(stubtest.New(t, r), upstream)
			c.Retry.Attempts = 1
			c.Upstreams[0].Timeouts = config.Timeouts{Header: config.Duration(30 * time.Millisecond), Idle: config.Duration(30 * time.Millisecond)}
			path, req := request(client, false)
			checkError(t, client, serve(t, c).post(path, req), http.StatusGatewayTimeout)
		}
	})
}

// TestSilentUpstream has an upstream fall silent at each place: before and after the headers there is still a status for it.
func TestSilentUpstream(t *testing.T) {
	hangs := []struct {
		name   string
		hang   stubtest.Hang
		status int
	}{
		{"before header", stubtest.HangBeforeHeader, http.StatusGatewayTimeout},
		{"after header", stubtest.HangAfterHeader, http.StatusGatewayTimeout},
		{"inside", stubtest.HangInside, http.StatusOK},
	}
	eachPair(t, func(t *testing.T, client, upstream string) {
		t.Parallel()
		for _, h := range hangs {
			r := stubtest.Stream(stubtest.File("answer." + upstream + ".sse"))
			r.Hang, r.HangAt = h.hang, bytes.Index(r.Body, []byte("\n\n"))+2
			c := to(stubtest.New(t, r), upstream)
			c.Upstreams[0].Timeouts = config.Timeouts{Header: config.Duration(30 * time.Millisecond), Idle: config.Duration(30 * time.Millisecond)}
			path, req := request(client, true)
			a := serve(t, c).post(path, req)
			if a.StatusCode != h.status {
				t.Errorf("%s: status %d: %s", h.name, a.StatusCode, a.Bytes)
			}
			if err := outcome(client, a); err == nil {
				t.Errorf("%s: success: %s", h.name, a.Bytes)
			}
			if problems := valid(client, a); client != upstream && len(problems) > 0 {
				t.Errorf("%s: %v\n%s", h.name, problems, a.Bytes)
			}
		}
	})
}

// badAnswer is an answer of an upstream that no client can use, and the status that tells what is wrong.
type badAnswer struct {
	name   string
	reply  stubtest.Reply
	status int
}

// badAnswers are successes that are none, and errors that are not of the dialect.
var badAnswers = []badAnswer{
	{"html under its own type", stubtest.Reply{Header: typed("text/html"), Body: []byte("<html><body>Sign in</body></html>")}, http.StatusBadGateway},
	{"html as json", stubtest.Reply{Header: typed("application/json"), Body: []byte("<html>busy</html>")}, http.StatusBadGateway},
	{"html as events", stubtest.Reply{Header: typed("text/event-stream"), Body: []byte("<html>busy</html>")}, http.StatusBadGateway},
	{"nothing", stubtest.Reply{Header: typed("application/json")}, http.StatusBadGateway},
	{"no events", stubtest.Reply{Header: typed("text/event-stream")}, http.StatusBadGateway},
	{"nothing without type", stubtest.Reply{}, http.StatusBadGateway},
	{"half a document", stubtest.Reply{Header: typed("application/json"), Body: []byte(`{"id":"x","choices":[{"ind`)}, http.StatusBadGateway},
	{"a list", stubtest.Reply{Header: typed("application/json"), Body: []byte(`[1,2]`)}, http.StatusBadGateway},
	{"html error", stubtest.Reply{Status: 502, Header: typed("text/html"), Body: []byte("<html>bad gateway</html>")}, http.StatusBadGateway},
	{"empty error", stubtest.Reply{Status: 500}, http.StatusInternalServerError},
	{"text error", stubtest.Reply{Status: 503, Body: []byte("upstream connect error")}, http.StatusServiceUnavailable},
}

// limited is how each dialect tells of a rate limit.
var limited = map[string]string{
	"responses": `{"error":{"message":"slow down","type":"rate_limit_error","param":"x","code":"rate_limit_exceeded"}}`,
	"chat":      `{"error":{"message":"slow down","type":"rate_limit_error","param":"x","code":"rate_limit_exceeded"}}`,
	"claude":    `{"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}`,
	"gemini":    `{"error":{"code":429,"message":"slow down","status":"RESOURCE_EXHAUSTED"}}`,
}

func typed(t string) http.Header { return http.Header{"Content-Type": {t}} }

func TestBadAnswers(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		t.Parallel()
		u := stubtest.New(t, badAnswers[0].reply)
		c := to(u, upstream)
		c.Retry.Attempts = 1
		s := serve(t, c)
		bad := append(badAnswers[:len(badAnswers):len(badAnswers)],
			badAnswer{"error in a success", stubtest.Document([]byte(limited[upstream])), http.StatusTooManyRequests},
			badAnswer{"error", stubtest.Fails(http.StatusTooManyRequests, limited[upstream]), http.StatusTooManyRequests})
		for _, b := range bad {
			u.Reply(b.reply)
			for _, stream := range []bool{false, true} {
				path, req := request(client, stream)
				a := s.post(path, req)
				if a.StatusCode < 400 {
					t.Errorf("%s, stream %t: status %d: %s", b.name, stream, a.StatusCode, a.Bytes)
				}
				if problems := validate.Error(all.ByName(client).Dialect(), a.StatusCode, a.Bytes); len(problems) > 0 {
					t.Errorf("%s, stream %t: %v\n%s", b.name, stream, problems, a.Bytes)
				}
				if a.Header.Get("Content-Type") != "application/json" {
					t.Errorf("%s: content type %q", b.name, a.Header.Get("Content-Type"))
				}
				if busy := a.StatusCode == 429 || a.StatusCode == 503 || a.StatusCode == 529; busy && a.Header.Get("Retry-After") == "" {
					t.Errorf("%s: %d without Retry-After", b.name, a.StatusCode)
				}
				checkCode(t, client, a, b.status)
			}
		}
	})
}

// checkCode checks that a client's adapter reads the class of error that a status stands for.
func checkCode(t *testing.T, client string, a answer, status int) {
	t.Helper()
	read := func(status int) pb.ErrorCode {
		return all.ByName("chat").DecodeError(&adapters.Exchange{}, status, http.Header{}, nil).Code
	}
	got := all.ByName(client).DecodeError(&adapters.Exchange{}, a.StatusCode, a.Header, a.Bytes).Code
	server := map[pb.ErrorCode]bool{
		pb.ErrorCode_ERROR_CODE_SERVER: true, pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM: true, pb.ErrorCode_ERROR_CODE_OVERLOADED: true,
		pb.ErrorCode_ERROR_CODE_TRUNCATED: true,
	}
	if want := read(status); got != want && (!server[got] || !server[want]) {
		t.Errorf("%s reads %s, want %s: %d %s", client, got, want, a.StatusCode, a.Bytes)
	}
}
