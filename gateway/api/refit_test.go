package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// refitCase is a request that was written for one model and is led to another of its dialect.
type refitCase struct {
	dialect, from, to, body string
	// asked are pointers into what the upstream is asked, and the values there; no text is no value.
	asked map[string]string
	// lost are the places that are reported.
	lost []string
	// untouched says that the bytes pass, but for the model's name.
	untouched bool
	// refused says that the request is refused.
	refused bool
	// table adds to what is known of models, set to what the route sets.
	table []config.Capability
	set   config.Overrides
}

var refitCases = map[string]refitCase{
	"Claude: thinking by itself for a model that takes a budget": {
		dialect: "claude", from: "claude-opus-5-5", to: "claude-sonnet-4-5",
		body: `{"model":"claude-opus-5-5","max_tokens":32000,"thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"high"},"future":{"a":1},` +
			`"metadata":{"user_id":"u"},"system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral"}}],` +
			`"messages":[{"role":"user","content":"a"},{"role":"system","content":"b"},{"role":"assistant","content":"c"},{"role":"user","content":"d"}]}`,
		asked: map[string]string{
			"/thinking": `{"type":"enabled","budget_tokens":16384,"display":"summarized"}`, "/output_config": "", "/future": `{"a":1}`,
			"/system/0/cache_control/type": `"ephemeral"`, "/metadata/user_id": `"u"`, "/max_tokens": "32000", "/model": `"claude-sonnet-4-5"`,
			"/messages/1": `{"role":"user","content":[{"type":"text","text":"<system-reminder>\nb\n</system-reminder>"}]}`, "/messages/2/content": `"c"`,
		},
		lost: []string{"/output_config/effort", "/messages/1/role"},
	},
	"Claude: an effort alone does not have an older model think": {
		dialect: "claude", from: "claude-opus-5-5", to: "claude-haiku-4-5",
		body:  `{"model":"claude-opus-5-5","max_tokens":64000,"output_config":{"effort":"high"},"messages":[{"role":"user","content":"a"}]}`,
		asked: map[string]string{"/thinking": "", "/output_config": ""}, lost: []string{"/output_config/effort"},
	},
	"Claude: an effort that the model does not know": {
		dialect: "claude", from: "claude-opus-5-5", to: "claude-opus-4-6",
		body: `{"model":"claude-opus-5-5","max_tokens":6400,"thinking":{"type":"adaptive"},"output_config":{"effort":"xhigh","format":{"type":"json_schema","schema":{"type":"object"}}},` +
			`"messages":[{"role":"user","content":"a"}]}`,
		asked: map[string]string{"/thinking": `{"type":"adaptive"}`, "/output_config": `{"effort":"high","format":{"type":"json_schema","schema":{"type":"object"}}}`},
		lost:  []string{"/output_config/effort"},
	},
	"Claude: a budget and sampling for a model that takes neither": {
		dialect: "claude", from: "claude-sonnet-4-5", to: "claude-opus-5-5",
		body:  `{"model":"claude-sonnet-4-5","max_tokens":32000,"temperature":0.3,"top_k":4,"stop_sequences":["x"],"thinking":{"type":"enabled","budget_tokens":10000},"messages":[{"role":"user","content":"a"}]}`,
		asked: map[string]string{"/thinking": `{"type":"adaptive"}`, "/output_config/effort": `"medium"`, "/temperature": "", "/top_k": "", "/stop_sequences/0": `"x"`},
		lost:  []string{"/thinking/budget_tokens", "/temperature", "/top_k"},
	},
	"Claude: a model that does not reason": {
		dialect: "claude", from: "claude-sonnet-4-5", to: "claude-3-5-haiku",
		body:  `{"model":"claude-sonnet-4-5","max_tokens":32000,"thinking":{"type":"enabled","budget_tokens":10000},"messages":[{"role":"user","content":"a"}]}`,
		asked: map[string]string{"/thinking": "", "/max_tokens": "8192"}, lost: []string{"/thinking/type", "/thinking/budget_tokens", "/max_tokens"},
	},
	"Claude: a model that always thinks": {
		dialect: "claude", from: "claude-opus-5-5", to: "claude-fable-5",
		body:  `{"model":"claude-opus-5-5","max_tokens":3200,"thinking":{"type":"disabled"},"messages":[{"role":"user","content":"a"}]}`,
		asked: map[string]string{"/thinking": "", "/output_config/effort": `"low"`}, lost: []string{"/thinking/type"},
	},
	"Claude: no schema for the answer": {
		dialect: "claude", from: "claude-opus-4-5", to: "claude-opus-4",
		body:  `{"model":"claude-opus-4-5","max_tokens":3200,"system":"s","output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}},"messages":[{"role":"user","content":"a"}]}`,
		asked: map[string]string{"/output_config": "", "/system/0/text": `"s"`, "/system/1/type": `"text"`}, lost: []string{"/output_config/format/schema", "/output_config/format"},
	},
	"Claude: an answer to go on from": {
		dialect: "claude", from: "claude-opus-4-5", to: "claude-opus-5-5", refused: true,
		body: `{"model":"claude-opus-4-5","max_tokens":3200,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}`,
	},
	"Claude: a call to go on from without its thinking": {
		dialect: "claude", from: "claude-opus-5-5", to: "claude-opus-4-5",
		body: `{"model":"claude-opus-5-5","max_tokens":32000,"thinking":{"type":"adaptive"},"tools":[{"name":"f","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"a"},` +
			`{"role":"assistant","content":[{"type":"tool_use","id":"c","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c","content":"d"}]}]}`,
		asked: map[string]string{"/thinking": ""}, lost: []string{"/thinking/type"},
	},
	"Claude: a newer model of the same kind": {
		dialect: "claude", from: "claude-opus-5", to: "claude-opus-5-5", untouched: true,
		body: `{"model":"claude-opus-5","max_tokens":32000,"temperature":0.3,"thinking":{"type":"adaptive"},"messages":[{"role":"user","content":"a"}]}`,
	},
	"Claude: the same model": {
		dialect: "claude", from: "claude-sonnet-4-5", to: "claude-sonnet-4-5", untouched: true,
		body: `{"model":"claude-sonnet-4-5","max_tokens":32000,"thinking":{"type":"adaptive"},"output_config":{"effort":"max"},"messages":[{"role":"user","content":"a"}]}`,
	},
	"a model of which nothing is known": {
		dialect: "claude", from: "claude-opus-5-5", to: "somebody-elses", untouched: true,
		body: `{"model":"claude-opus-5-5","max_tokens":32000,"thinking":{"type":"adaptive"},"output_config":{"effort":"high"},"messages":[{"role":"user","content":"a"}]}`,
	},
	"a model of which the configuration knows": {
		dialect: "claude", from: "claude-opus-5-5", to: "somebody-elses", table: []config.Capability{{Match: "somebody-*", NoReasoning: true, SystemMessages: true}},
		body:  `{"model":"claude-opus-5-5","max_tokens":32000,"thinking":{"type":"adaptive"},"messages":[{"role":"user","content":"a"}]}`,
		asked: map[string]string{"/thinking": ""}, lost: []string{"/thinking/type"},
	},
	"what a route sets and the model refuses": {
		dialect: "claude", from: "claude-opus-5-5", to: "claude-opus-5-5", set: config.Overrides{Temperature: new(0.5), ReasoningEffort: new("low")},
		body:  `{"model":"claude-opus-5-5","max_tokens":32000,"temperature":0.7,"output_config":{"effort":"high"},"messages":[{"role":"user","content":"a"}]}`,
		asked: map[string]string{"/temperature": "", "/output_config/effort": `"low"`}, lost: []string{"/temperature"},
	},
	"Chat: sampling and the old limit for a model that reasons": {
		dialect: "chat", from: "gpt-4o", to: "gpt-5.5",
		body:  `{"model":"gpt-4o","max_tokens":50,"temperature":0.3,"stop":"x","seed":4,"future":1,"messages":[{"role":"system","content":"a"},{"role":"user","content":"b"}]}`,
		asked: map[string]string{"/max_tokens": "", "/max_completion_tokens": "50", "/temperature": "", "/stop": "", "/seed": "4", "/future": "1", "/messages/0/role": `"system"`},
		lost:  []string{"/temperature", "/stop"},
	},
	"Chat: an effort that the model does not know": {
		dialect: "chat", from: "gpt-5.6", to: "gpt-5.1", body: `{"model":"gpt-5.6","reasoning_effort":"max","messages":[{"role":"user","content":"b"}]}`,
		asked: map[string]string{"/reasoning_effort": `"high"`}, lost: []string{"/reasoning_effort"},
	},
	"Chat: an effort for a model that does not reason": {
		dialect: "chat", from: "gpt-5.6", to: "gpt-4o", body: `{"model":"gpt-5.6","reasoning_effort":"low","max_completion_tokens":7,"messages":[{"role":"user","content":"b"}]}`,
		asked: map[string]string{"/reasoning_effort": "", "/max_completion_tokens": "7"}, lost: []string{"/reasoning_effort"},
	},
	"Chat: cache marks for a model that takes none": {
		dialect: "chat", from: "gpt-5.6", to: "gpt-5.5",
		body:  `{"model":"gpt-5.6","prompt_cache_options":{"mode":"explicit","ttl":"30m"},"prompt_cache_key":"k","messages":[{"role":"user","content":[{"type":"text","text":"b","prompt_cache_breakpoint":{"mode":"explicit"}}]}]}`,
		asked: map[string]string{"/messages/0/content": `[{"type":"text","text":"b"}]`, "/prompt_cache_options": "", "/prompt_cache_key": `"k"`},
		lost:  []string{"/messages/0/content/0/prompt_cache_breakpoint", "/prompt_cache_options/mode", "/prompt_cache_options/ttl"},
	},
	"Chat: a model that takes as much": {
		dialect: "chat", from: "gpt-5.4", to: "gpt-5.5", untouched: true, body: `{"model":"gpt-5.4","temperature":0.3,"messages":[{"role":"user","content":"b"}]}`,
	},
	"Responses: effort, sampling, marks and changes for an older model": {
		dialect: "responses", from: "gpt-5.6", to: "gpt-5.1",
		body: `{"model":"gpt-5.6","store":false,"reasoning":{"effort":"max","summary":"auto"},"include":["reasoning.encrypted_content"],"prompt_cache_options":{"mode":"explicit"},"truncation":"auto",` +
			`"tools":[{"type":"function","name":"f","parameters":{"type":"object"},"strict":false}],"input":[` +
			`{"type":"message","role":"user","content":[{"type":"input_text","text":"a","prompt_cache_breakpoint":{"mode":"explicit"}}]},` +
			`{"type":"additional_tools","role":"developer","tools":[{"type":"custom","name":"g"}]},{"type":"message","role":"user","content":"b"}]}`,
		asked: map[string]string{
			"/reasoning": `{"effort":"high","summary":"auto"}`, "/include": `["reasoning.encrypted_content"]`, "/prompt_cache_options": "", "/truncation": `"auto"`,
			"/tools/1/name": `"g"`, "/input/0/content": `[{"type":"input_text","text":"a"}]`, "/input/1/content": `"b"`, "/input/2": "",
		},
		lost: []string{"/reasoning/effort", "/prompt_cache_options/mode", "/input/0/content/0/prompt_cache_breakpoint", "/input/1"},
	},
	"Responses: a model that does not reason": {
		dialect: "responses", from: "gpt-5.5", to: "gpt-4o",
		body:  `{"model":"gpt-5.5","reasoning":{"effort":"low"},"include":["reasoning.encrypted_content","message.output_text.logprobs"],"input":"a"}`,
		asked: map[string]string{"/reasoning": "", "/include": `["message.output_text.logprobs"]`}, lost: []string{"/reasoning", "/include/0"},
	},
	"Responses: sampling for a model that reasons": {
		dialect: "responses", from: "gpt-4o", to: "gpt-5.5", body: `{"model":"gpt-4o","temperature":0.2,"top_p":1,"input":"a"}`,
		asked: map[string]string{"/temperature": "", "/input": `"a"`}, lost: []string{"/temperature"},
	},
	"Gemini: a level for a model that takes a budget": {
		dialect: "gemini", from: "gemini-3.1-pro-preview", to: "gemini-2.5-pro",
		body:  `{"contents":[{"role":"user","parts":[{"text":"a"}]}],"generationConfig":{"temperature":1,"thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true}},"safetySettings":[]}`,
		asked: map[string]string{"/generationConfig/thinkingConfig": `{"includeThoughts":true,"thinkingBudget":24576}`, "/generationConfig/temperature": "1"},
		lost:  []string{"/generationConfig/thinkingConfig/thinkingLevel"},
	},
	"Gemini: a budget for a model that takes a level": {
		dialect: "gemini", from: "gemini-2.5-flash", to: "gemini-3-flash",
		body: `{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{}}}]},` +
			`{"role":"user","parts":[{"functionResponse":{"name":"f","response":{"a":1}}}]}],"generation_config":{"thinking_config":{"thinking_budget":0}}}`,
		asked: map[string]string{"/generation_config/thinking_config/thinkingLevel": `"MINIMAL"`, "/contents/1/parts/0/thoughtSignature": `"c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I="`},
		lost:  []string{"/generation_config/thinking_config/thinking_budget", "/contents/1/parts/0"},
	},
	"Gemini: media in results, and a smaller limit": {
		dialect: "gemini", from: "gemini-3-pro", to: "gemini-2.0-flash",
		body: `{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"functionCall":{"id":"i","name":"f","args":{}},"thoughtSignature":"c2ln"}]},` +
			`{"role":"user","parts":[{"functionResponse":{"id":"i","name":"f","response":{"a":1},"parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]}}]}],"generationConfig":{"maxOutputTokens":60000}}`,
		asked: map[string]string{
			"/contents/2/parts/0/functionResponse/parts": "", "/contents/2/parts/1/text": `"image result of call i"`, "/contents/2/parts/2/inlineData/data": `"AAAA"`,
			"/generationConfig/maxOutputTokens": "8192",
		},
		lost: []string{"/contents/2/parts/0/functionResponse/parts/0", "/contents/2/parts/0/functionResponse", "/generationConfig/maxOutputTokens"},
	},
	"Gemini: a model that takes as much": {
		dialect: "gemini", from: "gemini-3-flash", to: "gemini-3.1-pro-preview", untouched: true,
		body: `{"contents":[{"role":"user","parts":[{"text":"a"}]}],"generationConfig":{"thinkingConfig":{"thinkingBudget":1}}}`,
	},
}

// TestRefit has a request that is led to another model of its own dialect say nothing that the model refuses, and all else as it
// was; where the model takes as much, or nothing is known of it, not a byte is changed but the name.
func TestRefit(t *testing.T) {
	for name, c := range refitCases {
		t.Run(name, func(t *testing.T) {
			u := stubtest.New(t, reply(c.dialect, false))
			conf := gatewaytest.To(c.dialect, u.URL, c.to)
			conf.Capabilities, conf.Models[0].Set = c.table, c.set
			path := dialects[c.dialect].whole
			if c.dialect == "gemini" {
				path = "/v1beta/models/" + c.from + ":generateContent"
			}
			a := serve(t, conf).post(path, []byte(c.body))
			if c.refused {
				checkError(t, c.dialect, a, http.StatusBadRequest)
				return
			}
			if a.StatusCode != http.StatusOK {
				t.Fatalf("%d %s", a.StatusCode, a.Bytes)
			}
			body := string(u.Asked()[0].Body)
			if c.untouched {
				want := strings.Replace(c.body, `"`+c.from+`"`, `"`+c.to+`"`, 1)
				if body != want || a.Header.Get("Interlingua-Loss") != "" {
					t.Errorf("asked %s\nwant %s\nlost %s", body, want, a.Header.Get("Interlingua-Loss"))
				}
				return
			}
			for at, want := range c.asked {
				if got, _ := jsonx.Lookup(body, at); got != want {
					t.Errorf("%s is %s, want %s in %s", at, got, want, body)
				}
			}
			list, _ := told(t, a.Header)
			got, want := map[string]bool{}, map[string]bool{}
			for _, l := range list {
				got[l.Path] = true
			}
			for _, path := range c.lost {
				want[path] = true
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("losses (-want +got):\n%s", d)
			}
		})
	}
}

// TestRefitCount has a request to count, too, say nothing that the model refuses.
func TestRefitCount(t *testing.T) {
	u := stubtest.New(t, stubtest.Document([]byte(`{"input_tokens":7}`)))
	a := serve(t, gatewaytest.To("claude", u.URL, "claude-sonnet-4-5")).post("/v1/messages/count_tokens",
		[]byte(`{"model":"claude-opus-5-5","thinking":{"type":"adaptive"},"messages":[{"role":"user","content":"a"},{"role":"system","content":"b"}]}`))
	const want = `{"model":"claude-sonnet-4-5","thinking":{"type":"enabled","budget_tokens":8192},` +
		`"messages":[{"role":"user","content":"a"},{"role":"user","content":[{"type":"text","text":"<system-reminder>\nb\n</system-reminder>"}]}]}`
	if got := string(u.Asked()[0].Body); got != want || string(a.Bytes) != `{"input_tokens":7}` {
		t.Errorf("asked %s, told %s", got, a.Bytes)
	}
}
