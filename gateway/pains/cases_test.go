package pains

import (
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// TestCases runs every file of testdata.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			c := readCase(t, file)
			c.compare(t, c.run(t))
		})
	}
	if *update {
		t.Fatal("what the cases expect was rewritten: read the diff, then run without -update")
	}
}

// quirks are the switches of an upstream that cases use.
var quirks = map[string]func(*config.Quirks, string){
	"think_tags":          func(q *config.Quirks, v string) { q.ThinkTags = v == "true" },
	"think_opened":        func(q *config.Quirks, v string) { q.ThinkOpened = v == "true" },
	"no_custom_tools":     func(q *config.Quirks, v string) { q.NoCustomTools = v == "true" },
	"hosted_tools":        func(q *config.Quirks, v string) { q.HostedTools = strings.Fields(v) },
	"reasoning_field":     func(q *config.Quirks, v string) { q.ReasoningField = v },
	"max_tokens_field":    func(q *config.Quirks, v string) { q.MaxTokensField = v },
	"no_developer_role":   func(q *config.Quirks, v string) { q.NoDeveloperRole = v == "true" },
	"leading_system_only": func(q *config.Quirks, v string) { q.LeadingSystemOnly = v == "true" },
	"string_content":      func(q *config.Quirks, v string) { q.StringContent = v == "true" },
}

// run makes the calls of the case, and gives what comes out.
func (c *oneCase) run(t *testing.T) []txtar.File {
	t.Helper()
	u := stubtest.New(t, c.answer(t, 1))
	model := c.keys["model"]
	if model == "" {
		model = "up-1"
	}
	cfg := gatewaytest.To(c.keys["upstream"], u.URL, model)
	cfg.Retry.Attempts = 1
	cfg.SealKeys = []string{"seal"}
	for key, value := range c.keys {
		if name, ok := strings.CutPrefix(key, "quirk "); ok {
			quirks[name](&cfg.Upstreams[0].Quirks, value)
		}
	}
	s := gatewaytest.Serve(t, cfg)
	var out []txtar.File
	for call := 1; call <= c.calls(); call++ {
		u.Reply(c.answer(t, call))
		for _, f := range c.call(t, s, u, call) {
			f.Name = numbered(f.Name, call)
			out = append(out, f)
		}
	}
	return out
}

// answer gives what the upstream says to a call.
func (c *oneCase) answer(t *testing.T, call int) stubtest.Reply {
	t.Helper()
	body, stream := c.section("answer.sse", call)
	if !stream {
		var ok bool
		if body, ok = c.section("answer.json", call); !ok {
			stream = c.keys["stream"] == "true"
			name := "small." + c.keys["upstream"] + ".sse"
			if !stream {
				name = "answer." + c.keys["upstream"] + ".json"
			}
			body = stubtest.File(name)
		}
	}
	r := stubtest.Document(body)
	if stream {
		r = stubtest.Stream(body)
	}
	if c.keys["untyped"] == "true" {
		r.Header = nil
	}
	if status := c.keys["status"]; status != "" {
		var err error
		if r.Status, err = strconv.Atoi(status); err != nil {
			t.Fatal(err)
		}
	}
	if c.keys["cut"] == "true" {
		n := len(r.Body)
		r.Cut = &n
	}
	return r
}

// streams tells whether the client asks for a stream in a call.
func (c *oneCase) streams(call int) bool {
	if s, ok := c.keys["stream"]; ok {
		return s == "true"
	}
	_, ok := c.section("answer.sse", call)
	return ok
}

// questions are the requests of clients that ask nothing special; %s takes more members.
var questions = map[string]string{
	"responses": `{"model":"m-1","store":false,"input":"Hello"}`,
	"chat":      `{"model":"m-1","messages":[{"role":"user","content":"Hello"}],"stream_options":{"include_usage":true}}`,
	"claude":    `{"model":"m-1","max_tokens":1000,"messages":[{"role":"user","content":"Hello"}]}`,
	"gemini":    `{"contents":[{"role":"user","parts":[{"text":"Hello"}]}]}`,
}

// paths are where clients call, for a document and for a stream.
var paths = map[string][2]string{
	"responses": {"/v1/responses", "/v1/responses"},
	"chat":      {"/v1/chat/completions", "/v1/chat/completions"},
	"claude":    {"/v1/messages", "/v1/messages"},
	"gemini":    {"/v1beta/models/m-1:generateContent", "/v1beta/models/m-1:streamGenerateContent?alt=sse"},
}

// call makes one call, and gives what comes out of it. What came out must be valid, whatever it is.
func (c *oneCase) call(t *testing.T, s *gatewaytest.Server, u *stubtest.Server, call int) []txtar.File {
	t.Helper()
	client, upstream := c.keys["client"], c.keys["upstream"]
	stream := c.streams(call)
	body, ok := c.section("request.json", call)
	if !ok {
		body = []byte(questions[client])
	}
	body = bytes.TrimSpace(body)
	path := paths[client][0]
	if stream {
		path = paths[client][1]
		if client != "gemini" {
			body = append(body[:len(body)-1:len(body)-1], `,"stream":true}`...)
		}
	}
	before := len(u.Asked())
	a := s.Post(path, body, c.headers()...)
	if a.Err != nil {
		t.Errorf("the answer broke off: %v", a.Err)
	}
	var out []txtar.File
	if asked := u.Asked()[before:]; len(asked) > 0 {
		check(t, "the upstream is asked", validate.Request(all.ByName(upstream).Dialect(), asked[0].URI, asked[0].Header, asked[0].Body), asked[0].Body)
		text := asked[0].URI + "\n" + jsonx.Indent(string(asked[0].Body)) + "\n"
		out = append(out, txtar.File{Name: "asked.json", Data: []byte(text)})
	}
	if a.StatusCode != http.StatusOK {
		out = append(out, txtar.File{Name: "status.txt", Data: []byte(strconv.Itoa(a.StatusCode) + "\n")})
	}
	out = append(out, c.received(t, a, stream)...)
	return append(out, txtar.File{Name: "losses.txt", Data: losses(a)})
}

// received gives what the client got.
func (c *oneCase) received(t *testing.T, a gatewaytest.Answer, stream bool) []txtar.File {
	t.Helper()
	d := all.ByName(c.keys["client"]).Dialect()
	if stream && a.StatusCode == http.StatusOK {
		if c.keys["client"] != c.keys["upstream"] {
			check(t, "the client gets", validate.Stream(d, a.Bytes), a.Bytes)
		}
		return []txtar.File{{Name: "client.sse", Data: a.Bytes}}
	}
	problems := validate.Error(d, a.StatusCode, a.Bytes)
	if a.StatusCode == http.StatusOK {
		problems = validate.Response(d, a.Bytes)
	}
	if c.keys["client"] != c.keys["upstream"] || a.StatusCode != http.StatusOK {
		check(t, "the client gets", problems, a.Bytes)
	}
	return []txtar.File{{Name: "client.json", Data: []byte(jsonx.Indent(string(a.Bytes)) + "\n")}}
}

func check(t *testing.T, what string, problems []string, doc []byte) {
	t.Helper()
	if len(problems) > 0 {
		t.Errorf("%s what is not valid: %v\n%s", what, problems, doc)
	}
}

// losses gives the report of an answer, a line each.
func losses(a gatewaytest.Answer) []byte {
	report := a.Header.Get("Interlingua-Loss")
	if t := a.Trailer.Get("Interlingua-Loss"); t != "" {
		report = t
	}
	var b bytes.Buffer
	for l := range jsonx.Elements(report) {
		word := func(name string) string {
			raw, _ := jsonx.Get(l, name)
			s, _ := jsonx.Unquote(raw)
			return s
		}
		fmt.Fprintf(&b, "%s %s %s\n", word("path"), word("class"), word("action"))
	}
	return b.Bytes()
}
