package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// TestMetrics has requests, tokens, losses and finishes counted by key, pair and model, whatever way an answer takes.
func TestMetrics(t *testing.T) {
	for _, tc := range []struct {
		client, upstream string
		stream           bool
		finish           string
	}{
		{"chat", "claude", false, "tool_calls"},
		{"chat", "claude", true, "tool_calls"},
		{"chat", "chat", false, "tool_calls"},
		{"chat", "chat", true, "tool_calls"},
		// Gemini says STOP also where it calls: only who reads the calls knows better.
		{"gemini", "gemini", false, "end"},
	} {
		u := stubtest.New(t, reply(tc.upstream, tc.stream))
		c := to(u, tc.upstream)
		c.Keys = []config.Key{keyed("team", "secret")}
		s := serve(t, c)
		path, body := request(tc.client, tc.stream)
		if tc.client != tc.upstream {
			body = bytes.Replace(body, []byte(`"model"`), []byte(`"seed":1,"model"`), 1)
		}
		if a := s.post(path, body, "X-Api-Key", "secret"); a.StatusCode != http.StatusOK {
			t.Fatalf("%d %s", a.StatusCode, a.Bytes)
		}
		labels := `{client="` + tc.client + `",dialect="` + tc.upstream + `",`
		want := []string{
			"interlingua_requests_total" + labels + `key="team",model="up-1",status="200",upstream="up"} 1`,
			"interlingua_tokens_total" + labels + `direction="output",key="team",model="up-1",upstream="up"} `,
			"interlingua_finishes_total" + labels + `model="up-1",reason="` + tc.finish + `",upstream="up"} 1`,
		}
		if tc.client != tc.upstream {
			want = append(want, `interlingua_losses_total{action="dropped",class="sampling",client="chat",dialect="claude",key="team",leg="request",model="up-1",upstream="up"} 1`)
		}
		text := string(s.do(http.MethodGet, "/metrics", nil).Bytes)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%v: no %s", tc, w)
			}
		}
		if t.Failed() {
			t.Log(text)
		}
	}
}
