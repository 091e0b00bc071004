package pains

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// spelling is another way in which an upstream may write the same stream.
type spelling struct {
	name  string
	write func(stream string) stubtest.Reply
}

// spellings are such as upstreams and the proxies before them were seen to write.
var spellings = []spelling{
	{"utf8_cut", func(s string) stubtest.Reply { r := stubtest.Stream([]byte(s)); r.Chunk = 1; return r }},
	{"events_cut", func(s string) stubtest.Reply { r := stubtest.Stream([]byte(s)); r.Chunk = 13; return r }},
	{"no_space", func(s string) stubtest.Reply {
		return stubtest.Stream([]byte(strings.ReplaceAll(s, "data: ", "data:")))
	}},
	{"crlf", func(s string) stubtest.Reply { return stubtest.Stream([]byte(strings.ReplaceAll(s, "\n", "\r\n"))) }},
	{"byte_order_mark", func(s string) stubtest.Reply { return stubtest.Stream([]byte("\ufeff" + s)) }},
	{"comments", func(s string) stubtest.Reply {
		return stubtest.Stream([]byte(": hello\n\n" + strings.ReplaceAll(s, "\n\n", "\n\n: alive\n\n")))
	}},
	{"several_lines", func(s string) stubtest.Reply {
		return stubtest.Stream([]byte(strings.ReplaceAll(s, `,"`, ",\ndata: \"")))
	}},
	{"untyped", func(s string) stubtest.Reply { r := stubtest.Stream([]byte(s)); r.Header = nil; return r }},
	{"retry_and_id", func(s string) stubtest.Reply { return stubtest.Stream([]byte("retry: 1000\nid: 1\n" + s)) }},
}

// TestSpellings has every way to write a stream read alike, from every upstream.
func TestSpellings(t *testing.T) {
	for i, upstream := range all.Names() {
		client := all.Names()[(i+1)%len(all.Names())]
		stream := string(stubtest.File("answer." + upstream + ".sse"))
		u := stubtest.New(t, stubtest.Stream([]byte(stream)))
		c := gatewaytest.To(upstream, u.URL, "up-1")
		c.Retry.Attempts = 1
		s := gatewaytest.Serve(t, c)
		c1 := oneCase{keys: map[string]string{"client": client, "upstream": upstream}}
		body := []byte(firsts[client])
		if client != "gemini" {
			body = append(body[:len(body)-1], `,"stream":true}`...)
		}
		want := s.Post(paths[client][1], body)
		c1.received(t, want, true)
		for _, sp := range spellings {
			t.Run(upstream+"/"+sp.name, func(t *testing.T) {
				u.Reply(sp.write(stream))
				got := s.Post(paths[client][1], body)
				if d := cmp.Diff(string(want.Bytes), string(got.Bytes)); d != "" || got.StatusCode != want.StatusCode {
					t.Errorf("status %d (-plain +%s):\n%s", got.StatusCode, sp.name, d)
				}
			})
		}
	}
}

// TestTrap67LongEvents has one event of some megabytes pass, as pictures and opaque state come.
func TestTrap67LongEvents(t *testing.T) {
	long := strings.Repeat("lång ", 500_000)
	for i, upstream := range all.Names() {
		client := all.Names()[(i+1)%len(all.Names())]
		stream := bytes.ReplaceAll(stubtest.File("small."+upstream+".sse"), []byte("é"), []byte(long))
		u := stubtest.New(t, stubtest.Stream(stream))
		a := gatewaytest.Serve(t, gatewaytest.To(upstream, u.URL, "up-1")).Post(paths[client][1], streaming(client))
		if a.Err != nil || !bytes.Contains(a.Bytes, []byte(long)) {
			t.Errorf("%s at %s: status %d, %d bytes, %v", client, upstream, a.StatusCode, len(a.Bytes), a.Err)
		}
	}
}

// streaming is a client's question that asks for a stream.
func streaming(client string) []byte { return streamed(client, questions[client]) }

// streamed gives a request of a client as one for a stream.
func streamed(client, q string) []byte {
	if client == "gemini" {
		return []byte(q)
	}
	return []byte(q[:len(q)-1] + `,"stream":true}`)
}
