package api_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// quirkCase is a request to an upstream with a switch, and what the upstream is asked by it and without it.
type quirkCase struct {
	client, upstream string
	// model is the upstream's name of the model; empty is up-1.
	model string
	// path and body are the request's; no path is that of whole answers.
	path, body string
	quirks     config.Quirks
	capability config.Capability
	// asked are pointers into what the upstream is asked, and the values there without the switch and with it. No text is no value.
	asked map[string][2]string
	// lost are the places that are reported with the switch, beside those reported without it.
	lost []string
	// refused says that the switch has the request refused.
	refused bool
}

const (
	askChat      = `{"model":"m","messages":[{"role":"developer","content":"a"},{"role":"user","content":"b"}]`
	askResponses = `{"model":"m","instructions":"a","input":[{"role":"developer","content":"b"},{"role":"user","content":"c"}]`
	askClaude    = `{"model":"m","max_tokens":50,"system":"a","messages":[{"role":"user","content":"b"}]`
	askGemini    = `{"contents":[{"role":"user","parts":[{"text":"b"}]}]`

	customTool  = `,"tools":[{"type":"custom","name":"patch","description":"d"}]}`
	thoughtTurn = `,"messages":[{"role":"user","content":"b"},{"role":"assistant","reasoning_content":"r","content":"c"},{"role":"user","content":"d"}]}`
)

var quirkCases = map[string]quirkCase{
	"max_tokens_field": {
		client: "claude", upstream: "chat", body: askClaude + `}`, quirks: config.Quirks{MaxTokensField: "max_tokens"},
		asked: map[string][2]string{"/max_completion_tokens": {"50", ""}, "/max_tokens": {"", "50"}},
	},
	"max_tokens_field, same dialect": {
		client: "chat", upstream: "chat", body: askChat + `,"max_completion_tokens":50}`, quirks: config.Quirks{MaxTokensField: "max_tokens"},
		asked: map[string][2]string{"/max_completion_tokens": {"50", ""}, "/max_tokens": {"", "50"}},
	},
	"no_developer_role": {
		client: "responses", upstream: "chat", body: askResponses + `}`, quirks: config.Quirks{NoDeveloperRole: true},
		asked: map[string][2]string{"/messages/1/role": {`"developer"`, `"system"`}}, lost: []string{"/input/0/role"},
	},
	"no_developer_role, same dialect": {
		client: "chat", upstream: "chat", body: askChat + `}`, quirks: config.Quirks{NoDeveloperRole: true},
		asked: map[string][2]string{"/messages/0/role": {`"developer"`, `"system"`}}, lost: []string{"/messages/0/role"},
	},
	"no_developer_role of Responses": {
		client: "chat", upstream: "responses", body: askChat + `}`, quirks: config.Quirks{NoDeveloperRole: true},
		asked: map[string][2]string{"/input/0/role": {`"developer"`, `"system"`}}, lost: []string{"/messages/0/role"},
	},
	"no_stream_usage": {
		client: "claude", upstream: "chat", path: "/v1/messages", body: askClaude + `,"stream":true}`, quirks: config.Quirks{NoStreamUsage: true},
		asked: map[string][2]string{"/stream_options/include_usage": {"true", ""}, "/stream": {"true", "true"}},
	},
	"reasoning_field": {
		client: "claude", upstream: "chat",
		body: `{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"b"},{"role":"assistant","content":[{"type":"thinking","thinking":"r","signature":"c2ln"},` +
			`{"type":"text","text":"c"}]},{"role":"user","content":"d"}]}`,
		quirks: config.Quirks{ReasoningField: "reasoning_content"},
		asked:  map[string][2]string{"/messages/1/reasoning_content": {"", `"r"`}},
	},
	"leading_system_only": {
		client: "responses", upstream: "chat", body: askResponses + `}`, quirks: config.Quirks{LeadingSystemOnly: true, NoDeveloperRole: true},
		asked: map[string][2]string{"/messages/1/role": {`"developer"`, `"user"`}}, lost: []string{"/input/0/role"},
	},
	"string_content": {
		client: "chat", upstream: "chat", quirks: config.Quirks{StringContent: true},
		body:  `{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]}`,
		asked: map[string][2]string{"/messages/0/content": {`[{"type":"text","text":"a"},{"type":"text","text":"b"}]`, `"a\n\nb"`}},
		lost:  []string{"/messages/0/content/1"},
	},
	"no_custom_tools": {
		client: "responses", upstream: "chat", body: askResponses + customTool, quirks: config.Quirks{NoCustomTools: true},
		asked: map[string][2]string{"/tools/0/type": {`"custom"`, `"function"`}}, lost: []string{"/tools/0/type"},
	},
	"hosted_tools that it has not": {
		client: "claude", upstream: "responses", quirks: config.Quirks{HostedTools: []string{}},
		body:    askClaude + `,"tools":[{"type":"web_search_20250305","name":"web_search"}]}`,
		asked:   map[string][2]string{"/tools/0/type": {`"web_search"`, ""}},
		refused: true,
	},
	"hosted_tools of Claude": {
		client: "responses", upstream: "claude", model: "claude-opus-4-8", quirks: config.Quirks{HostedTools: []string{"code_execution"}},
		body:    askResponses + `,"tools":[{"type":"web_search"}]}`,
		asked:   map[string][2]string{"/tools/0/name": {`"web_search"`, ""}},
		refused: true,
	},
	"openapi_schemas": {
		client: "chat", upstream: "gemini", quirks: config.Quirks{OpenAPISchemas: true},
		body: askChat + `,"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"a":{"type":"string"}}}}}]}`,
		asked: map[string][2]string{
			"/tools/0/functionDeclarations/0/parameters/type": {"", `"OBJECT"`}, "/tools/0/functionDeclarations/0/parametersJsonSchema/type": {`"object"`, ""},
		},
	},
	"refuses, same dialect": {
		client: "chat", upstream: "chat", quirks: config.Quirks{Refuses: []string{"prompt_cache_key", "store", "parallel_tool_calls", "new_member", "stream_options.include_obfuscation"}},
		body: askChat + `,"prompt_cache_key":"k","store":true,"parallel_tool_calls":false,"new_member":1,"stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false}}`,
		path: "/v1/chat/completions",
		asked: map[string][2]string{
			"/prompt_cache_key": {`"k"`, ""}, "/store": {"true", ""}, "/parallel_tool_calls": {"false", ""}, "/new_member": {"1", ""},
			"/stream_options": {`{"include_usage":true,"include_obfuscation":false}`, `{"include_usage":true}`},
		},
		lost: []string{"/prompt_cache_key", "/store", "/parallel_tool_calls", "/new_member", "/stream_options/include_obfuscation"},
	},
	"refuses, of which nothing is there": {
		client: "chat", upstream: "chat", quirks: config.Quirks{Refuses: []string{"prompt_cache_key", "stream_options.include_usage"}},
		body: askChat + `,"store":true}`, asked: map[string][2]string{"/store": {"true", "true"}},
	},
	"refuses, another dialect": {
		client: "responses", upstream: "chat", quirks: config.Quirks{Refuses: []string{"prompt_cache_key", "prompt_cache_retention", "parallel_tool_calls", "store"}},
		body: askResponses + `,"prompt_cache_key":"k","prompt_cache_retention":"24h","parallel_tool_calls":false,"store":false,` +
			`"tools":[{"type":"function","name":"f","parameters":{"type":"object"},"strict":false}]}`,
		asked: map[string][2]string{
			"/prompt_cache_key": {`"k"`, ""}, "/prompt_cache_retention": {`"24h"`, ""}, "/parallel_tool_calls": {"false", ""}, "/store": {"false", ""},
		},
		lost: []string{"/prompt_cache_key", "/prompt_cache_retention", "/parallel_tool_calls", "/store"},
	},
	"refuses, said by another option": {
		client: "claude", upstream: "chat", quirks: config.Quirks{Refuses: []string{"parallel_tool_calls", "reasoning_effort"}},
		body: askClaude + `,"thinking":{"type":"enabled","budget_tokens":2000},"tools":[{"name":"f","input_schema":{"type":"object"}}],` +
			`"tool_choice":{"type":"auto","disable_parallel_tool_use":true}}`,
		asked: map[string][2]string{"/reasoning_effort": {`"low"`, ""}, "/parallel_tool_calls": {"false", ""}},
		lost:  []string{"/tool_choice/disable_parallel_tool_use", "/thinking/type"},
	},
	"refuses, what only the gateway puts in": {
		client: "claude", upstream: "responses", quirks: config.Quirks{Refuses: []string{"store", "include"}}, body: askClaude + `}`,
		asked: map[string][2]string{"/store": {"false", ""}, "/include": {`["reasoning.encrypted_content"]`, ""}},
	},
	"refuses, inside": {
		client: "chat", upstream: "gemini", quirks: config.Quirks{Refuses: []string{"generationConfig.seed"}}, body: askChat + `,"seed":7,"temperature":0.5}`,
		asked: map[string][2]string{"/generationConfig/seed": {"7", ""}, "/generationConfig/temperature": {"0.5", "0.5"}}, lost: []string{"/seed"},
	},
	"capability: efforts": {
		client: "responses", upstream: "chat", body: askResponses + `,"reasoning":{"effort":"xhigh"}}`,
		capability: config.Capability{Match: "up-*", Efforts: []string{"low", "high"}},
		asked:      map[string][2]string{"/reasoning_effort": {`"xhigh"`, `"high"`}}, lost: []string{"/reasoning/effort"},
	},
	"capability: no_reasoning": {
		client: "responses", upstream: "chat", body: askResponses + `,"reasoning":{"effort":"low"}}`,
		capability: config.Capability{Match: "up-*", NoReasoning: true},
		asked:      map[string][2]string{"/reasoning_effort": {`"low"`, ""}}, lost: []string{"/reasoning/effort"},
	},
	"capability: no_sampling": {
		client: "chat", upstream: "claude", body: askChat + `,"temperature":0.5}`, capability: config.Capability{Match: "*", NoSampling: true},
		asked: map[string][2]string{"/temperature": {"0.5", ""}}, lost: []string{"/temperature"},
	},
	"capability: temp_or_top_p": {
		client: "chat", upstream: "claude", body: askChat + `,"temperature":0.5,"top_p":0.9}`, capability: config.Capability{Match: "*", TempOrTopP: true},
		asked: map[string][2]string{"/top_p": {"0.9", ""}, "/temperature": {"0.5", "0.5"}}, lost: []string{"/top_p"},
	},
	"capability: max_output_tokens": {
		client: "chat", upstream: "claude", body: askChat + `,"max_completion_tokens":9000}`, capability: config.Capability{Match: "*", MaxOutputTokens: 100},
		asked: map[string][2]string{"/max_tokens": {"9000", "100"}}, lost: []string{"/max_completion_tokens"},
	},
	"capability: no_max_tokens": {
		client: "claude", upstream: "chat", model: "gpt-3.5-turbo", body: askClaude + `}`, capability: config.Capability{Match: "gpt-*", NoMaxTokens: true},
		asked: map[string][2]string{"/max_completion_tokens": {"50", "50"}},
	},
	"capability: no_stop": {
		client: "claude", upstream: "chat", body: askClaude + `,"stop_sequences":["x"]}`, capability: config.Capability{Match: "*", NoStop: true},
		asked: map[string][2]string{"/stop/0": {`"x"`, ""}}, lost: []string{"/stop_sequences/0"},
	},
	"capability: budgets": {
		client: "claude", upstream: "gemini", model: "up-1", body: `{"model":"m","max_tokens":9000,"messages":[{"role":"user","content":"b"}],"thinking":{"type":"enabled","budget_tokens":8000}}`,
		capability: config.Capability{Match: "up-*", MinBudget: 100, MaxBudget: 500},
		asked:      map[string][2]string{"/generationConfig/thinkingConfig/thinkingBudget": {"", "500"}},
	},
	"capability: adaptive, no_budget": {
		client: "responses", upstream: "claude", body: askResponses + `,"max_output_tokens":20000,"reasoning":{"effort":"high"}}`,
		capability: config.Capability{Match: "up-*", Adaptive: true, NoBudget: true, Efforts: []string{"low", "high"}},
		asked:      map[string][2]string{"/thinking/type": {`"enabled"`, `"adaptive"`}, "/output_config/effort": {"", `"high"`}},
	},
	"capability: always_reasons": {
		client: "responses", upstream: "claude", body: askResponses + `,"reasoning":{"effort":"none"}}`,
		capability: config.Capability{Match: "up-*", Adaptive: true, AlwaysReasons: true, Efforts: []string{"low", "high"}},
		asked:      map[string][2]string{"/thinking/type": {`"disabled"`, ""}, "/output_config/effort": {"", `"low"`}}, lost: []string{"/reasoning/effort"},
	},
	"capability: system_messages": {
		client: "responses", upstream: "claude", capability: config.Capability{Match: "up-*", SystemMessages: true},
		body:  `{"model":"m","input":[{"role":"user","content":"a"},{"role":"system","content":"b"},{"role":"assistant","content":"c"},{"role":"user","content":"d"}]}`,
		asked: map[string][2]string{"/messages/1/role": {`"assistant"`, `"system"`}},
	},
	"capability: no_prefill": {
		client: "chat", upstream: "claude", capability: config.Capability{Match: "up-*", NoPrefill: true},
		body:    `{"model":"m","messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}`,
		asked:   map[string][2]string{"/messages/1/role": {`"assistant"`, ""}},
		refused: true,
	},
	"capability: no_structured_output": {
		client: "chat", upstream: "claude", capability: config.Capability{Match: "up-*", NoStructuredOutput: true},
		body:  askChat + `,"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"},"strict":true}}}`,
		asked: map[string][2]string{"/output_config/format/type": {`"json_schema"`, ""}, "/tools/0/name": {"", `"json_response"`}},
		lost:  []string{"/response_format"},
	},
	"capability: no_media_results": {
		client: "claude", upstream: "gemini", capability: config.Capability{Match: "up-*", NoMediaResults: true},
		body: `{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"f","input":{}}]},` +
			`{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]}]}]}`,
		asked: map[string][2]string{"/contents/2/parts/0/functionResponse/parts/0/inlineData/data": {`"AAAA"`, ""}},
		lost:  []string{"/messages/2/content/0", "/messages/2/content/0/content/0"},
	},
	"capability: cache marks": {
		client: "claude", upstream: "responses", model: "gpt-5.6", capability: config.Capability{Match: "gpt-*", NoCacheMarks: true},
		body:  `{"model":"m","max_tokens":50,"messages":[{"role":"user","content":[{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}]}]}`,
		asked: map[string][2]string{"/input/0/content/0/prompt_cache_breakpoint/mode": {`"explicit"`, ""}}, lost: []string{"/messages/0/content/0/cache_control"},
	},
	"capability: no_turn_changes": {
		client: "responses", upstream: "claude", capability: config.Capability{Match: "up-*", NoTurnChanges: true},
		body: askResponses + `}`, asked: map[string][2]string{"/system/0/text": {`"a"`, `"a"`}},
	},
}

// TestQuirks has each switch of an upstream, and each column of the table of capabilities, change what the upstream is asked.
func TestQuirks(t *testing.T) {
	for name, c := range quirkCases {
		t.Run(name, func(t *testing.T) {
			before := c.ask(t, config.Quirks{}, nil)
			after := c.ask(t, c.quirks, []config.Capability{c.capability})
			if c.refused {
				checkError(t, c.client, after.answer, http.StatusBadRequest)
				after.body = ""
			}
			for at, want := range c.asked {
				for i, got := range []string{before.at(at), after.at(at)} {
					if got != want[i] {
						t.Errorf("%s is %q, want %q (with the switch: %v)", at, got, want[i], i == 1)
					}
				}
			}
			if !c.refused {
				lost := map[string]bool{}
				for _, path := range c.lost {
					lost[path] = true
				}
				if d := cmp.Diff(lost, beside(after.lost, before.lost)); d != "" {
					t.Errorf("losses (-want +got):\n%s", d)
				}
			}
		})
	}
}

// quirkAsked is what came of a call.
type quirkAsked struct {
	answer answer
	body   string
	lost   map[string]bool
}

func (a quirkAsked) at(pointer string) string {
	raw, _ := jsonx.Lookup(a.body, pointer)
	return raw
}

func (c quirkCase) ask(t *testing.T, q config.Quirks, table []config.Capability) quirkAsked {
	t.Helper()
	path := c.path
	stream := path != ""
	if !stream {
		path = dialects[c.client].whole
	}
	u := stubtest.New(t, reply(c.upstream, stream))
	conf := to(u, c.upstream)
	if c.model != "" {
		conf.Models[0].Model = c.model
	}
	conf.Upstreams[0].Quirks = q
	for _, entry := range table {
		if entry.Match != "" {
			conf.Capabilities = append(conf.Capabilities, entry)
		}
	}
	out := quirkAsked{answer: serve(t, conf).post(path, []byte(c.body)), lost: map[string]bool{}}
	header := out.answer.Header
	if stream {
		header = out.answer.Trailer
	}
	list, _ := told(t, header)
	for _, l := range list {
		out.lost[l.Path] = true
	}
	if asked := u.Asked(); len(asked) > 0 {
		out.body = string(asked[0].Body)
	}
	return out
}

// beside gives the places that are among some and not among others.
func beside(some, others map[string]bool) map[string]bool {
	out := map[string]bool{}
	for path := range some {
		if !others[path] {
			out[path] = true
		}
	}
	return out
}
