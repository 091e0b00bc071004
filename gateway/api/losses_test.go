package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/gateway/stubtest"
)

// toldLoss is an entry of the header Interlingua-Loss.
type toldLoss struct{ Path, Class, Action, Leg string }

// told reads the report of losses in headers or trailers.
func told(t *testing.T, h http.Header) (list []toldLoss, count int) {
	t.Helper()
	text := h.Get("Interlingua-Loss")
	if text == "" {
		return nil, 0
	}
	for i := 0; i < len(text); i++ {
		if text[i] < ' ' || text[i] > '~' {
			t.Fatalf("not ASCII: %q", text)
		}
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	count, err := strconv.Atoi(h.Get("Interlingua-Loss-Count"))
	if err != nil {
		t.Fatal(err)
	}
	return list, count
}

// lossy is a request of Claude's with losses of each gravity towards Chat, one of them in a name that is not ASCII.
const lossy = `{"model":"m","max_tokens":9,"top_k":5,"wünscheSMILE":1,"thinking":{"type":"enabled","budget_tokens":2000},` +
	`"messages":[{"role":"user","content":[{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}]},` +
	`{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"c2lnbmF0dXJl"},{"type":"text","text":"y"}]},` +
	`{"role":"user","content":"z"}]%s}`

// ranks is the order of the report, gravest first.
var ranks = map[string]int{"dropped": 0, "withheld": 1, "approximated": 2, "synthesized": 3}

// TestLossReport has the report be whole, in order, in the header of a whole answer and before and after a stream.
func TestLossReport(t *testing.T) {
	u := stubtest.New(t, reply("chat", false))
	s := serve(t, to(u, "chat"))
	whole := s.post("/v1/messages", fmt.Appendf(nil, strings.ReplaceAll(lossy, `SMILE`, "😀"), ""))
	list, count := told(t, whole.Header)
	if whole.StatusCode != http.StatusOK || count != len(list) || count < 5 {
		t.Fatalf("%d: %d of %d losses: %s", whole.StatusCode, len(list), count, whole.Header.Get("Interlingua-Loss"))
	}
	last := 0
	for _, l := range list {
		if ranks[l.Action] < last {
			t.Errorf("%v comes behind a lighter one", l)
		}
		last = ranks[l.Action]
	}
	for _, want := range []toldLoss{
		{"/top_k", "sampling", "dropped", "request"},
		{"/wünsche😀", "metadata", "dropped", "request"},
		{"/thinking/budget_tokens", "reasoning", "approximated", "request"},
		{"/messages/0/content/0/cache_control", "caching", "dropped", "request"},
		{"/messages/1/content/0/signature", "reasoning", "withheld", "request"},
	} {
		if !contains(list, want) {
			t.Errorf("no %v in %v", want, list)
		}
	}

	// A stream's header tells of the request, its trailer of the answer too.
	claude := stubtest.New(t, stubtest.Stream([]byte(strings.Replace(string(stubtest.File("small.claude.sse")), `"end_turn"`, `"pause_turn"`, 1))))
	s = serve(t, to(claude, "claude"))
	stream := s.post("/v1/chat/completions", []byte(`{"model":"m","seed":1,"stream":true,"messages":[{"role":"user","content":"x"}]}`))
	head, _ := told(t, stream.Header)
	tail, count := told(t, stream.Trailer)
	if count != len(tail) || len(head) == 0 || len(tail) <= len(head) {
		t.Errorf("header %v, trailer %v: %s", head, tail, stream.Bytes)
	}
	legs := map[string]int{}
	for _, l := range tail {
		legs[l.Leg]++
	}
	for _, l := range head {
		if l.Leg != "request" || !contains(tail, l) {
			t.Errorf("%v is not in the trailer, or not of the request", l)
		}
	}
	if legs["response"] == 0 {
		t.Errorf("trailer %v", tail)
	}
}

func contains(list []toldLoss, want toldLoss) bool {
	for _, l := range list {
		if l == want {
			return true
		}
	}
	return false
}

// TestLossReportIsBounded has very many losses cut to whole entries below the limit, and counted all the same.
func TestLossReportIsBounded(t *testing.T) {
	var more strings.Builder
	for i := range 500 {
		fmt.Fprintf(&more, `,"a_member_that_nobody_knows_%d":1`, i)
	}
	s := serve(t, to(stubtest.New(t, reply("chat", false)), "chat"))
	a := s.post("/v1/messages", fmt.Appendf(nil, strings.ReplaceAll(lossy, `SMILE`, ""), more.String()))
	list, count := told(t, a.Header)
	if size := len(a.Header.Get("Interlingua-Loss")); size > 4096 || size < 3800 {
		t.Errorf("%d bytes", size)
	}
	if count < 505 || len(list) >= count || len(list) < 20 {
		t.Errorf("%d of %d losses", len(list), count)
	}
	// Behind a stream there is less room: a client in Go, or a relay, takes trailers of 4 KB with their names. However long the entries are.
	s = serve(t, to(stubtest.New(t, reply("chat", true)), "chat"))
	for pad := 0; pad < 100; pad += 10 {
		members := `,"stream":true,"` + strings.Repeat("x", 1+pad) + `":1` + more.String()
		a = s.post("/v1/messages", fmt.Appendf(nil, strings.ReplaceAll(lossy, `SMILE`, ""), members))
		list, count = told(t, a.Trailer)
		if count < 505 || len(list) >= count || len(list) < 20 {
			t.Errorf("%d of %d losses behind the stream", len(list), count)
		}
		var trailer bytes.Buffer
		if err := a.Trailer.Write(&trailer); err != nil || trailer.Len() > 4096-len("\r\n") {
			t.Errorf("a trailer of %d bytes, %v", trailer.Len(), err)
		}
	}
}
