package rpc_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/canonjson"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const base = "/interlingua/v1beta1/"

// call posts a message and reads the answer as another.
func (s *server) call(path string, in, out proto.Message) {
	s.t.Helper()
	body, err := canonjson.Marshal(in)
	if err != nil {
		s.t.Fatal(err)
	}
	resp, text := s.post(base+path, body)
	if resp.StatusCode != http.StatusOK {
		s.t.Fatalf("%s: %d %s", path, resp.StatusCode, text)
	}
	if err := canonjson.Unmarshal(text, out); err != nil {
		s.t.Fatal(err)
	}
}

func TestHTTPGenerate(t *testing.T) {
	s, u := stub(t, "claude", answerOf("claude", false))
	want, err := s.Generation.Generate(testContext(t), weather())
	if err != nil {
		t.Fatal(err)
	}
	got := &pb.GenerateResponse{}
	s.call("generate", weather(), got)
	if diff := cmp.Diff(want, got, protocmp.Transform()); diff != "" {
		t.Errorf("(-grpc +http)\n%s", diff)
	}
	// The user's JSON is readable and exact, in both directions.
	body := `{"model":"m-1","messages":[{"role":"ROLE_USER","parts":[{"text":{"text":"x"}}]}],` +
		`"tools":[{"name":"t","schema_json":{"z":1.0,"a":{"type":"object","maximum":12345678901234567890}}}]}`
	resp, text := s.post(base+"generate", []byte(body))
	if !strings.Contains(string(text), `"arguments_json":{"city":`) {
		t.Errorf("%d %s", resp.StatusCode, text)
	}
	asked := u.Asked()
	if sent := string(asked[len(asked)-1].Body); !strings.Contains(sent, `{"z":1.0,"a":{"type":"object","maximum":12345678901234567890}`) {
		t.Errorf("sent %s", sent)
	}
}

func TestHTTPStreams(t *testing.T) {
	s, _ := stub(t, "gemini", answerOf("gemini", true))
	want, err := gather(t, s, weather())
	if err != nil {
		t.Fatal(err)
	}
	body, err := canonjson.Marshal(weather())
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		accept, contentType, prefix string
		split                       string
		wrapped                     bool
	}{
		{"*/*", "application/x-ndjson", "", "\n", true},
		{"text/event-stream", "text/event-stream", "data: ", "\n\n", false},
		{"application/json;q=0.5, text/event-stream", "text/event-stream", "data: ", "\n\n", false},
	} {
		resp, text := s.post(base+"stream-generate", body, "Accept", tc.accept)
		if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != tc.contentType {
			t.Fatalf("%d %s", resp.StatusCode, resp.Header)
		}
		acc := canon.NewAccumulator()
		for _, frame := range strings.Split(strings.TrimSuffix(string(text), tc.split), tc.split) {
			doc, ok := strings.CutPrefix(frame, tc.prefix)
			if tc.wrapped && ok {
				doc, ok = jsonx.Get(doc, "result")
			}
			var msg pb.StreamGenerateResponse
			if err := canonjson.Unmarshal([]byte(doc), &msg); !ok || err != nil {
				t.Fatalf("%q: %v", frame, err)
			}
			if err := acc.Add(msg.Event); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(want.GenerateResponse, acc.Response(), protocmp.Transform()); diff != "" {
			t.Errorf("%s (-grpc +http)\n%s", tc.accept, diff)
		}
	}
}

// A stream that fails ends in an error, in either form; one that never began has the status of its fault.
func TestHTTPStreamFails(t *testing.T) {
	cut := answerOf("chat", true)
	at := len(cut.Body) / 2
	cut.Cut = &at
	s, u := stub(t, "chat", cut)
	body, err := canonjson.Marshal(weather())
	if err != nil {
		t.Fatal(err)
	}
	_, text := s.post(base+"stream-generate", body)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, `{"error":{"code":15`) || !strings.Contains(last, "TRUNCATED") {
		t.Errorf("last line: %s", last)
	}
	_, text = s.post(base+"stream-generate", body, "Accept", "text/event-stream")
	if i := strings.LastIndex(string(text), "event: error\ndata: {\"code\":15"); i < 0 {
		t.Errorf("events: %s", text)
	}
	u.Reply(stubtest.Fails(429, `{"error":{"message":"slow down"}}`))
	resp, text := s.post(base+"stream-generate", body)
	if resp.StatusCode != 429 || resp.Header.Get("Retry-After") != "2" || !strings.Contains(string(text), "RATE_LIMIT") {
		t.Errorf("%d %s %s", resp.StatusCode, resp.Header, text)
	}
}

// An event stream whose upstream is silent gives signs of life, and never inside an event.
func TestHTTPKeepAlive(t *testing.T) {
	reply := answerOf("chat", true)
	reply.Chunk, reply.Pause = len(reply.Body)/2, 200*time.Millisecond
	c := to(stubtest.New(t, reply), "chat")
	c.Keepalive = config.Duration(20 * time.Millisecond)
	s := serve(t, c, zap.NewNop())
	body, err := canonjson.Marshal(weather())
	if err != nil {
		t.Fatal(err)
	}
	_, text := s.post(base+"stream-generate", body, "Accept", "text/event-stream")
	beats := 0
	for _, frame := range strings.Split(strings.TrimSuffix(string(text), "\n\n"), "\n\n") {
		switch {
		case frame == ": keep-alive":
			beats++
		case !strings.HasPrefix(frame, `data: {"`) || !strings.HasSuffix(frame, "}"):
			t.Errorf("frame: %q", frame)
		}
	}
	if beats == 0 {
		t.Errorf("no sign of life in %s", text)
	}
}

// An event stream whose upstream is silent from the start gets its headers and signs of life, and a late fault as its last event.
func TestHTTPSilentStart(t *testing.T) {
	reply := answerOf("chat", true)
	reply.Hang = stubtest.HangBeforeHeader
	c := to(stubtest.New(t, reply), "chat")
	c.HeaderWait, c.Keepalive = config.Duration(20*time.Millisecond), config.Duration(20*time.Millisecond)
	c.Upstreams[0].Timeouts.Header = config.Duration(200 * time.Millisecond)
	c.Retry.Attempts = 1
	s := serve(t, c, zap.NewNop())
	body, err := canonjson.Marshal(weather())
	if err != nil {
		t.Fatal(err)
	}
	resp, text := s.post(base+"stream-generate", body, "Accept", "text/event-stream", "X-Request-Id", "mine")
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "text/event-stream" || resp.Header.Get("X-Request-Id") != "mine" {
		t.Errorf("%d %s", resp.StatusCode, resp.Header)
	}
	beats := strings.Count(string(text), ": keep-alive\n\n")
	if rest := strings.ReplaceAll(string(text), ": keep-alive\n\n", ""); beats < 2 || !strings.HasPrefix(rest, "event: error\ndata: {") ||
		!strings.Contains(rest, "TIMEOUT") || strings.Count(rest, "\n\n") != 1 {
		t.Errorf("%d signs of life in %s", beats, text)
	}
	// What is no stream keeps the status of its fault.
	resp, _ = s.post(base+"generate", body, "Accept", "text/event-stream")
	if resp.StatusCode != 504 {
		t.Errorf("whole: %d", resp.StatusCode)
	}
}

// Bodies may come compressed, and large whole answers go so to who takes them.
func TestHTTPCompression(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	doc := `{"model":"m","messages":[{"role":"user","content":"` + strings.Repeat("words ", 2000) + `"}]}`
	body := `{"from":"DIALECT_CHAT","to":"DIALECT_CLAUDE","kind":"DOCUMENT_KIND_REQUEST","document":{"body_json":` + doc + `}}`
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write([]byte(body))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_, plain := s.post(base+"translate", []byte(body), "Accept-Encoding", "identity")
	resp, text := s.post(base+"translate", zipped.Bytes(), "Content-Encoding", "gzip", "Accept-Encoding", "gzip")
	if resp.StatusCode != 200 || resp.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("%d %s %.200s", resp.StatusCode, resp.Header, text)
	}
	r, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(got, plain) {
		t.Errorf("%v: %.200s", err, got)
	}
	resp, text = s.post(base+"translate", []byte(body), "Content-Encoding", "gzip")
	if resp.StatusCode != 400 || !strings.Contains(string(text), "not gzip") {
		t.Errorf("%d %s", resp.StatusCode, text)
	}
}

func TestHTTPCountTokens(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	var got pb.CountTokensResponse
	s.call("count-tokens", weather(), &got)
	if got.InputTokens != 42 || !got.Estimated {
		t.Errorf("%v", &got)
	}
}

func TestHTTPListModels(t *testing.T) {
	u := stubtest.New(t, stubtest.Reply{})
	c := to(u, "chat")
	c.Models[0].Match = "only"
	s := serve(t, c, logTo(t.Output()))
	resp, body := s.do(http.MethodGet, base+"models", nil)
	if want := `{"models":[{"id":"only","owner":"up"}]}`; resp.StatusCode != http.StatusOK || string(body) != want {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

func TestHTTPTranslate(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	_, request := frontRequest("claude", false)
	var got pb.TranslateResponse
	s.call("translate", &pb.TranslateRequest{
		Kind: pb.DocumentKind_DOCUMENT_KIND_REQUEST, From: pb.Dialect_DIALECT_CLAUDE, To: pb.Dialect_DIALECT_GEMINI,
		Document: &pb.Document{Content: &pb.Document_BodyJson{BodyJson: string(request)}},
	}, &got)
	j := &translate.Job{
		Kind: translate.KindRequest, From: all.ByName("claude"), To: all.ByName("gemini"), Body: request,
	}
	want := j.Run()
	if got.Document.GetBodyJson() != string(want.Body) || got.Document.Path != want.Path {
		t.Errorf("got %v, want %s", got.Document, want.Body)
	}
	if diff := cmp.Diff(want.Losses, got.Losses, protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
	// A stream is a document too, and an error answer.
	s.call("translate", &pb.TranslateRequest{
		Kind: pb.DocumentKind_DOCUMENT_KIND_STREAM, From: pb.Dialect_DIALECT_CHAT, To: pb.Dialect_DIALECT_CLAUDE,
		Document: &pb.Document{Content: &pb.Document_Body{Body: stubtest.File("answer.chat.sse")}},
	}, &got)
	if !strings.Contains(string(got.Document.GetBody()), "event: message_stop") {
		t.Errorf("%s", got.Document.GetBody())
	}
	s.call("translate", &pb.TranslateRequest{
		Kind: pb.DocumentKind_DOCUMENT_KIND_ERROR, From: pb.Dialect_DIALECT_CHAT, To: pb.Dialect_DIALECT_CLAUDE,
		Document: &pb.Document{Status: 429, Content: &pb.Document_BodyJson{BodyJson: `{"error":{"message":"slow down"}}`}},
	}, &got)
	if got.Document.Status != 429 || !strings.Contains(got.Document.GetBodyJson(), "rate_limit_error") {
		t.Errorf("%v", got.Document)
	}
}

// What is decoded and encoded again in its own dialect is the same document.
func TestHTTPDecodeEncode(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	for _, a := range all.All() {
		name := all.Name(a.Dialect())
		_, request := frontRequest(name, false)
		for kind, body := range map[pb.DocumentKind][]byte{
			pb.DocumentKind_DOCUMENT_KIND_REQUEST:  request,
			pb.DocumentKind_DOCUMENT_KIND_RESPONSE: stubtest.File("answer." + name + ".json"),
		} {
			var decoded pb.DecodeResponse
			s.call("decode", &pb.DecodeRequest{
				Kind: kind, From: a.Dialect(), Model: "m-1", Document: &pb.Document{Content: &pb.Document_BodyJson{BodyJson: string(body)}},
			}, &decoded)
			again := &pb.EncodeRequest{To: a.Dialect()}
			if r := decoded.GetRequest(); r != nil {
				again.Canonical = &pb.EncodeRequest_Request{Request: r}
			} else {
				again.Canonical = &pb.EncodeRequest_Response{Response: decoded.GetResponse()}
			}
			var encoded pb.EncodeResponse
			s.call("encode", again, &encoded)
			want := body
			if name != "gemini" && kind == pb.DocumentKind_DOCUMENT_KIND_REQUEST {
				want = []byte(jsonx.Merge(string(body), `{"model":"m-1"}`))
			}
			if diff := jsonx.DiffNormal(want, []byte(encoded.Document.GetBodyJson())); len(diff) > 0 || len(encoded.Losses) > 0 {
				t.Errorf("%s %s: %v %v", name, kind, diff, encoded.Losses)
			}
		}
	}
}

func TestHTTPEncodeStream(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	answer, err := all.ByName("claude").DecodeResponse(&adapters.Exchange{}, answerWire("claude"))
	if err != nil {
		t.Fatal(err)
	}
	var got pb.EncodeResponse
	s.call("encode", &pb.EncodeRequest{
		To: pb.Dialect_DIALECT_RESPONSES, AsStream: true, Canonical: &pb.EncodeRequest_Response{Response: answer},
	}, &got)
	if !strings.Contains(string(got.Document.GetBody()), "event: response.completed") {
		t.Errorf("%s", got.Document.GetBody())
	}
}

func TestHTTPExplain(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	_, request := frontRequest("claude", false)
	request = []byte(jsonx.Merge(string(request), `{"top_k":5}`))
	var got pb.ExplainResponse
	s.call("explain", &pb.ExplainRequest{
		Kind: pb.DocumentKind_DOCUMENT_KIND_REQUEST, From: pb.Dialect_DIALECT_CLAUDE,
		Document: &pb.Document{Content: &pb.Document_BodyJson{BodyJson: string(request)}},
	}, &got)
	if got.GetRequest().GetSampling().GetTopK() != 5 || len(got.Targets) != len(all.All())-1 {
		t.Fatalf("%v", &got)
	}
	for _, o := range got.Targets {
		lost := slices.ContainsFunc(o.Losses, func(l *pb.Loss) bool { return l.Path == "/top_k" })
		if lost != (o.Dialect == pb.Dialect_DIALECT_RESPONSES || o.Dialect == pb.Dialect_DIALECT_CHAT) {
			t.Errorf("%s: %v", o.Dialect, o.Losses)
		}
	}
}

// A body that is no such message is refused with the path of the field, and what it says is not repeated.
func TestHTTPMalformed(t *testing.T) {
	s, u := stub(t, "claude", answerOf("claude", false))
	for body, field := range map[string]string{
		`{"tools":[{"schema_json":{"type":"object"},"kind":"secret"}]}`: "tools[0].kind",
		`{"messages":[{"parts":[{"text":{"text":["secret"]}}]}]}`:       "messages[0].parts[0].text.text",
		`{"secret":1`: "",
	} {
		for _, path := range []string{"generate", "stream-generate"} {
			resp, text := s.post(base+path, []byte(body))
			told := string(text)
			if resp.StatusCode != http.StatusBadRequest || strings.Contains(told, "secret") || !strings.Contains(told, `"reason":"INVALID_REQUEST"`) {
				t.Errorf("%s %s: %d %s", path, body, resp.StatusCode, told)
			}
			if len(resp.Header.Values("X-Request-Id")) != 1 {
				t.Errorf("%s %s: ids %v", path, body, resp.Header.Values("X-Request-Id"))
			}
			if field != "" && !strings.Contains(told, `"field":"`+field+`"`) {
				t.Errorf("%s %s: the field is not named: %s", path, body, told)
			}
		}
	}
	if n := len(u.Asked()); n > 0 {
		t.Errorf("the upstream was asked %d times", n)
	}
}
