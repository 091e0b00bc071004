package pains

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// history is a conversation of a Gemini client, whose calls have no ids, up to a number of turns.
func history(turns int) []byte {
	var b strings.Builder
	b.WriteString(`{"contents":[{"role":"user","parts":[{"text":"Go"}]}`)
	for i := range turns {
		fmt.Fprintf(&b, `,{"role":"model","parts":[{"functionCall":{"name":"get_weather","args":{"city":"Oslo"}}},{"functionCall":{"name":"get_weather","args":{"city":"%d"}}}]},`+
			`{"role":"user","parts":[{"functionResponse":{"name":"get_weather","response":{"output":"1"}}},{"functionResponse":{"name":"get_weather","response":{"output":"2"}}}]}`, i)
	}
	b.WriteString(`]}`)
	return []byte(b.String())
}

// TestStableBytes has a conversation sent on in the same bytes each time, and the next turn of it begin with them: ids that are
// made are made again, and prompt caches hit.
func TestStableBytes(t *testing.T) {
	places := map[string]string{"responses": "input", "chat": "messages", "claude": "messages"}
	for upstream, member := range places {
		t.Run(upstream, func(t *testing.T) {
			u := stubtest.New(t, stubtest.Document(stubtest.File("answer."+upstream+".json")))
			s := gatewaytest.Serve(t, gatewaytest.To(upstream, u.URL, "up-1"))
			var before string
			for turns := range 4 {
				var bodies [2][]byte
				for i := range bodies {
					if a := s.Post(paths["gemini"][0], history(turns)); a.StatusCode != http.StatusOK {
						t.Fatalf("%d %s", a.StatusCode, a.Bytes)
					}
					asked := u.Asked()
					bodies[i] = asked[len(asked)-1].Body
				}
				if !bytes.Equal(bodies[0], bodies[1]) {
					t.Fatalf("the second time it is\n%s\nafter\n%s", bodies[1], bodies[0])
				}
				var doc map[string]json.RawMessage
				if err := json.Unmarshal(bodies[0], &doc); err != nil {
					t.Fatal(err)
				}
				now := strings.TrimSuffix(string(doc[member]), "]")
				if !strings.HasPrefix(now, before) {
					t.Errorf("the next turn does not begin with the one before:\n%s\n%s", now, before)
				}
				before = now
			}
		})
	}
}

// TestToolOrder has many tools sent on in the order in which they came, each time.
func TestToolOrder(t *testing.T) {
	var tools []string
	for i := range 40 {
		tools = append(tools, fmt.Sprintf(`{"name":"tool_%d","description":"T","input_schema":{"type":"object","properties":{"z%d":{"type":"string"},"a":{"type":"integer"},"m":{"type":"boolean"}},"required":["z%d","a"]}}`, i*7%40, i, i))
	}
	body := []byte(`{"model":"m-1","max_tokens":9,"system":"Be brief.","messages":[{"role":"user","content":"Hi"}],"tools":[` + strings.Join(tools, ",") + `]}`)
	for _, upstream := range []string{"responses", "chat", "gemini"} {
		u := stubtest.New(t, stubtest.Document(stubtest.File("answer."+upstream+".json")))
		s := gatewaytest.Serve(t, gatewaytest.To(upstream, u.URL, "up-1"))
		for range 5 {
			s.Post("/v1/messages", body)
		}
		asked := u.Asked()
		at := 0
		for i := range 40 {
			next := bytes.Index(asked[0].Body, fmt.Appendf(nil, `"tool_%d"`, i*7%40))
			if next < at {
				t.Errorf("%s: tool_%d is out of order", upstream, i*7%40)
			}
			at = next
		}
		for _, a := range asked[1:] {
			if !bytes.Equal(a.Body, asked[0].Body) {
				t.Errorf("%s: not the same each time", upstream)
			}
		}
	}
}

// TestLeavingIsNoFault has many clients leave before the answer, each with its call to the upstream: none is tried again, and the
// upstream is still taken for well.
func TestLeavingIsNoFault(t *testing.T) {
	r := stubtest.Document(stubtest.File("answer.claude.json"))
	r.Hang = stubtest.HangBeforeHeader
	u := stubtest.New(t, r)
	s := gatewaytest.Serve(t, gatewaytest.To("claude", u.URL, "up-1"))
	const clients = 25
	for i := range clients {
		ctx, leave := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			defer close(done)
			req := s.Request(http.MethodPost, "/v1/chat/completions", []byte(questions["chat"])).WithContext(ctx)
			if resp, err := http.DefaultClient.Do(req); err == nil {
				_ = resp.Body.Close()
				t.Errorf("an answer: %d", resp.StatusCode)
			}
		}()
		for len(u.Asked()) <= i {
			if t.Context().Err() != nil {
				t.Fatal("the upstream was not asked")
			}
		}
		leave()
		<-done
		<-u.Left()
	}
	u.Reply(stubtest.Document(stubtest.File("answer.claude.json")))
	if a := s.Post("/v1/chat/completions", []byte(questions["chat"])); a.StatusCode != http.StatusOK {
		t.Errorf("afterwards: %d %s", a.StatusCode, a.Bytes)
	}
	if n := len(u.Asked()); n != clients+1 {
		t.Errorf("the upstream was asked %d times", n)
	}
}

// TestStateAtOnce has a request for what is not kept answered without asking anybody.
func TestStateAtOnce(t *testing.T) {
	for _, upstream := range []string{"chat", "claude", "gemini"} {
		u := stubtest.New(t, stubtest.Reply{Hang: stubtest.HangBeforeHeader})
		s := gatewaytest.Serve(t, gatewaytest.To(upstream, u.URL, "up-1"))
		a := s.Post("/v1/responses", []byte(`{"model":"m-1","input":"x","previous_response_id":"resp_9"}`))
		if a.StatusCode != http.StatusBadRequest || !bytes.Contains(a.Bytes, []byte(`"previous_response_not_found"`)) {
			t.Errorf("%s: %d %s", upstream, a.StatusCode, a.Bytes)
		}
		if n := len(u.Asked()); n != 0 {
			t.Errorf("%s was asked", upstream)
		}
	}
}

// TestOneError has a client of each dialect told of a fault of each upstream once, in its own words: the text says what happened, and
// is not hidden behind one of the gateway's own.
func TestOneError(t *testing.T) {
	bodies := map[string]string{
		"responses": `{"error":{"message":"the very words","type":"invalid_request_error","param":null,"code":null}}`,
		"chat":      `{"error":{"message":"the very words","type":"invalid_request_error","param":null,"code":null}}`,
		"claude":    `{"type":"error","error":{"type":"invalid_request_error","message":"the very words"}}`,
		"gemini":    `{"error":{"code":400,"message":"the very words","status":"INVALID_ARGUMENT"}}`,
	}
	for upstream, body := range bodies {
		u := stubtest.New(t, stubtest.Fails(http.StatusBadRequest, body))
		s := gatewaytest.Serve(t, gatewaytest.To(upstream, u.URL, "up-1"))
		for _, client := range all.Names() {
			c := oneCase{keys: map[string]string{"client": client, "upstream": upstream}}
			for i, q := range [][]byte{[]byte(questions[client]), streaming(client)} {
				a := s.Post(paths[client][i], q)
				c.received(t, a, i == 1)
				if a.StatusCode != http.StatusBadRequest || bytes.Count(a.Bytes, []byte("the very words")) != 1 {
					t.Errorf("%s at %s: %d %s", client, upstream, a.StatusCode, a.Bytes)
				}
			}
		}
	}
}
