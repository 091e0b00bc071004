package api_test

import (
	"bufio"
	"bytes"
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

func waits(s *server) []time.Duration {
	var out []time.Duration
	for len(s.Waits) > 0 {
		out = append(out, <-s.Waits)
	}
	return out
}

// TestRetries has each fault that may pass tried again, whole and streamed, and the others not.
func TestRetries(t *testing.T) {
	cut, nothing := 10, 0
	faults := map[string]struct {
		reply stubtest.Reply
		again bool
	}{
		"408":          {stubtest.Fails(408, ""), true},
		"409":          {stubtest.Fails(409, ""), true},
		"429":          {stubtest.Fails(429, ""), true},
		"500":          {stubtest.Fails(500, ""), true},
		"502":          {stubtest.Fails(502, "<html>"), true},
		"503":          {stubtest.Fails(503, ""), true},
		"529":          {stubtest.Fails(529, ""), true},
		"cut":          {stubtest.Reply{Cut: &cut, Body: []byte("0123456789abcdef"), Header: typed("application/json")}, true},
		"cut at once":  {stubtest.Reply{Cut: &nothing}, true},
		"stream error": {stubtest.Stream([]byte("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n")), true},
		"400":          {stubtest.Fails(400, ""), false},
		"401":          {stubtest.Fails(401, ""), false},
		"404":          {stubtest.Fails(404, ""), false},
		"413":          {stubtest.Fails(413, ""), false},
		"html":         {stubtest.Reply{Header: typed("text/html"), Body: []byte("<html>")}, false},
	}
	for name, f := range faults {
		for _, stream := range []bool{false, true} {
			t.Run(name+" stream "+strconv.FormatBool(stream), func(t *testing.T) {
				u := stubtest.New(t, f.reply, f.reply, reply("claude", stream))
				s := serve(t, to(u, "claude"))
				path, body := request("chat", stream)
				a := s.post(path, body)
				if ok := a.StatusCode == http.StatusOK; ok != f.again {
					t.Errorf("status %d: %s", a.StatusCode, a.Bytes)
				}
				want := 1
				if f.again {
					want = 3
				}
				if n := len(u.Asked()); n != want {
					t.Errorf("asked %d times, want %d", n, want)
				}
			})
		}
	}
}

// TestSpoiltAnswers has a model whose answer is but a call that cannot be read asked once more, if nothing was said before, and its
// client told if that does not help.
func TestSpoiltAnswers(t *testing.T) {
	const finish = `{"candidates":[{"index":0,"finishReason":"MALFORMED_FUNCTION_CALL"}],"usageMetadata":{"promptTokenCount":5,"totalTokenCount":5},"modelVersion":"m"}`
	const words = `{"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":"Let me"}]}}],"modelVersion":"m"}`
	for name, c := range map[string]struct {
		chunks         []string
		attempts       int
		whole, flowing int
	}{
		"at once":      {[]string{finish}, 3, 2, 2},
		"switched off": {[]string{finish}, 1, 1, 1},
		"behind words": {[]string{words, finish}, 3, 2, 1},
	} {
		for _, stream := range []bool{false, true} {
			spoilt, want := stubtest.Stream([]byte("data: "+strings.Join(c.chunks, "\r\n\r\ndata: ")+"\r\n\r\n")), c.whole
			if stream {
				want = c.flowing
			}
			for _, client := range []string{"responses", "chat", "claude"} {
				t.Run(name+" "+client+" stream "+strconv.FormatBool(stream), func(t *testing.T) {
					u := stubtest.New(t, spoilt, reply("gemini", stream))
					conf := to(u, "gemini")
					conf.Retry.Attempts = c.attempts
					s := serve(t, conf)
					path, body := request(client, stream)
					if a := s.post(path, body); want > 1 && (a.StatusCode != http.StatusOK || !bytes.Contains(a.Bytes, []byte("Oslo"))) {
						t.Errorf("status %d: %s", a.StatusCode, a.Bytes)
					}
					if n := len(u.Asked()); n != want {
						t.Errorf("asked %d times, want %d", n, want)
					}
					u.Reply(spoilt, spoilt)
					if a := s.post(path, body); !bytes.Contains(a.Bytes, []byte("the model wrote a tool call that cannot be read")) {
						t.Errorf("status %d: %s", a.StatusCode, a.Bytes)
					}
					if n := len(u.Asked()); n != 2*want {
						t.Errorf("asked %d times, want %d", n, 2*want)
					}
				})
			}
		}
	}
}

func TestRetryAfter(t *testing.T) {
	limited := stubtest.Fails(429, "")
	limited.Header = http.Header{"Retry-After": {"7"}}
	u := stubtest.New(t, limited, stubtest.Fails(500, ""), reply("claude", false))
	s := serve(t, to(u, "claude"))
	path, body := request("chat", false)
	if a := s.post(path, body); a.StatusCode != http.StatusOK {
		t.Errorf("status %d", a.StatusCode)
	}
	got := waits(s)
	if len(got) != 2 || got[0] != 7*time.Second || got[1] != 500*time.Millisecond {
		t.Errorf("waits %v", got)
	}
	// A wait that is too long is the client's to make.
	limited.Header = http.Header{"Retry-After": {"90"}}
	u.Reply(limited)
	a := s.post(path, body)
	checkError(t, "chat", a, http.StatusTooManyRequests)
	if a.Header.Get("Retry-After") != "90" || len(waits(s)) > 0 {
		t.Errorf("retry-after %q", a.Header.Get("Retry-After"))
	}
}

// TestFallback has upstreams asked in order, those that would lose too much passed over, and the last fault told.
func TestFallback(t *testing.T) {
	first, second := stubtest.New(t, stubtest.Fails(500, "")), stubtest.New(t, reply("gemini", false))
	c := &config.Config{
		Upstreams: []config.Upstream{upstreamAt("a", "claude", first.URL), upstreamAt("b", "gemini", second.URL)},
		Models:    []config.Model{{Match: "*", Upstreams: []config.Target{{Name: "a", Model: "a-1"}, {Name: "b", Model: "b-1"}}}},
	}
	c.Retry.Attempts = 1
	s := serve(t, c)
	path, body := request("chat", false)
	if a := s.post(path, body); a.StatusCode != http.StatusOK {
		t.Fatalf("status %d: %s", a.StatusCode, a.Bytes)
	}
	if len(first.Asked()) != 1 || len(second.Asked()) != 1 || !strings.Contains(second.Asked()[0].URI, "b-1") {
		t.Errorf("asked %d, %v", len(first.Asked()), second.Asked())
	}
	// Claude cannot carry a seed: where that is refused, it is not asked at all.
	c.Models[0].Losses = map[string]string{"sampling": "refuse"}
	s = serve(t, c)
	body = bytes.Replace(body, []byte(`"model"`), []byte(`"seed":1,"model"`), 1)
	if a := s.post(path, body); a.StatusCode != http.StatusOK || len(first.Asked()) != 1 {
		t.Errorf("status %d, first asked %d times: %s", a.StatusCode, len(first.Asked()), a.Bytes)
	}
	second.Reply(stubtest.Fails(503, ""))
	checkError(t, "chat", s.post(path, body), http.StatusServiceUnavailable)
	// What is the request's own fault is so everywhere.
	_, body = request("chat", false)
	first.Reply(stubtest.Fails(400, `{"type":"error","error":{"type":"invalid_request_error","message":"no"}}`))
	n := len(second.Asked())
	c.Models[0].Losses = nil
	checkError(t, "chat", serve(t, c).post(path, body), http.StatusBadRequest, "no")
	if len(second.Asked()) != n {
		t.Error("a bad request fell back")
	}
}

// TestOwnCredential has a fault of the gateway's own credential be the gateway's, not the client's.
func TestOwnCredential(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		u := stubtest.New(t, stubtest.Reply{})
		s := serve(t, to(u, upstream))
		for _, body := range []string{
			`{"error":{"message":"the key sk-upstream is wrong"}}`,
			// Some services call every error by one type.
			`{"type":"error","error":{"type":"api_error","message":"the key sk-upstream is wrong"}}`,
			`{"error":{"type":"invalid_request_error","code":400,"status":"INVALID_ARGUMENT","message":"the key sk-upstream is wrong"}}`,
		} {
			u.Reply(stubtest.Fails(http.StatusUnauthorized, body))
			checkOwnCredential(t, s, client)
		}
		u.Reply(stubtest.Fails(http.StatusForbidden, `{"error":{"message":"the key sk-upstream is wrong"}}`))
		checkOwnCredential(t, s, client)
	})
}

func checkOwnCredential(t *testing.T, s *server, client string) {
	t.Helper()
	for _, stream := range []bool{false, true} {
		path, body := request(client, stream)
		a := s.post(path, body)
		checkError(t, client, a, a.StatusCode, "refused this gateway's credential")
		if a.StatusCode < 500 || bytes.Contains(a.Bytes, []byte("sk-upstream")) {
			t.Errorf("%d: %s", a.StatusCode, a.Bytes)
		}
	}
}

func TestUnreachable(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		c := to(stubtest.New(t, reply(upstream, false)), upstream)
		c.Upstreams[0].BaseURL = "http://127.0.0.1:1"
		s := serve(t, c)
		for _, stream := range []bool{false, true} {
			path, body := request(client, stream)
			a := s.post(path, body)
			checkBroken(t, client, a)
			checkError(t, client, a, a.StatusCode, "cannot be reached")
		}
	})
}

// TestBreaker has an upstream that fails again and again left alone.
func TestBreaker(t *testing.T) {
	u := stubtest.New(t, stubtest.Fails(500, ""))
	c := to(u, "claude")
	c.Retry.Attempts = 1
	s := serve(t, c)
	path, body := request("chat", false)
	for range 30 {
		s.post(path, body)
	}
	if n := len(u.Asked()); n >= 30 {
		t.Errorf("asked %d times", n)
	}
	a := s.post(path, body)
	checkError(t, "chat", a, http.StatusServiceUnavailable)
	if a.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
}

// TestClientLeaves has a client that goes away end the call to the upstream, whatever the upstream is doing.
func TestClientLeaves(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		t.Parallel()
		for _, hang := range []stubtest.Hang{stubtest.HangBeforeHeader, stubtest.HangAfterHeader, stubtest.HangInside} {
			r := stubtest.Stream(stubtest.File("answer." + upstream + ".sse"))
			// Inside is behind the first text: not every dialect says a word before that.
			text := bytes.Index(r.Body, []byte("look"))
			r.Hang, r.HangAt = hang, text+bytes.Index(r.Body[text:], []byte("\n\n"))+2
			u := stubtest.New(t, r)
			s := serve(t, to(u, upstream))
			path, body := request(client, true)
			ctx, leave := context.WithCancel(t.Context())
			req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+path, bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			if hang == stubtest.HangInside {
				resp, err := s.client.Do(req)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := bufio.NewReader(resp.Body).ReadString('\n'); err != nil {
					t.Fatal(err)
				}
				leave()
				_ = resp.Body.Close()
			} else {
				go func() {
					for len(u.Asked()) == 0 {
						time.Sleep(time.Millisecond)
					}
					leave()
				}()
				if resp, err := s.client.Do(req); err == nil {
					t.Errorf("an answer: %d", resp.StatusCode)
					_ = resp.Body.Close()
				}
			}
			<-u.Left()
			leave()
		}
	})
}

// TestKeepAlive has a silent upstream's client get signs of life of its own dialect, before and inside the stream.
func TestKeepAlive(t *testing.T) {
	signs := map[string]map[stubtest.Hang]string{
		"responses": {stubtest.HangBeforeHeader: ": ", stubtest.HangInside: `"type":"keepalive"`},
		"chat":      {stubtest.HangBeforeHeader: ": ", stubtest.HangInside: ": "},
		"claude":    {stubtest.HangBeforeHeader: ": ", stubtest.HangInside: "event: ping"},
	}
	for _, client := range names {
		for hang, sign := range signs[client] {
			t.Run(client+" "+strconv.Itoa(int(hang)), func(t *testing.T) {
				r := stubtest.Stream(stubtest.File("small.gemini.sse"))
				r.Hang, r.HangAt = hang, bytes.Index(r.Body, []byte("\n\n"))+2
				c := to(stubtest.New(t, r), "gemini")
				c.HeaderWait, c.Keepalive = config.Duration(10*time.Millisecond), config.Duration(10*time.Millisecond)
				s := serve(t, c)
				path, body := request(client, true)
				ctx, leave := context.WithCancel(t.Context())
				defer leave()
				req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+path, bytes.NewReader(body))
				if err != nil {
					t.Fatal(err)
				}
				resp, err := s.client.Do(req)
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = resp.Body.Close() }()
				lines := bufio.NewReader(resp.Body)
				for seen := 0; seen < 2; {
					line, err := lines.ReadString('\n')
					if err != nil {
						t.Fatal(err)
					}
					if strings.Contains(line, sign) {
						seen++
					}
				}
			})
		}
	}
}

// TestLateFault has a fault that comes after the headers went out told inside the stream.
func TestLateFault(t *testing.T) {
	eachClient(t, func(t *testing.T, client, upstream string) {
		r := stubtest.Stream(nil)
		r.Hang = stubtest.HangBeforeHeader
		c := to(stubtest.New(t, r), upstream)
		c.HeaderWait, c.Keepalive = config.Duration(time.Millisecond), config.Duration(time.Millisecond)
		c.Upstreams[0].Timeouts.Header = config.Duration(60 * time.Millisecond)
		path, body := request(client, true)
		a := serve(t, c).post(path, body)
		if a.StatusCode != http.StatusOK {
			t.Errorf("status %d", a.StatusCode)
		}
		if err := outcome(client, a); err == nil {
			t.Errorf("success: %s", a.Bytes)
		}
		if problems := valid(client, a); len(problems) > 0 {
			t.Errorf("%v: %s", problems, a.Bytes)
		}
	})
}
