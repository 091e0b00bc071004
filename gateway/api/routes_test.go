package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// optionPlaces are where each dialect says an output limit, a temperature and top_p.
var optionPlaces = map[string][3]string{
	"responses": {"/max_output_tokens", "/temperature", "/top_p"},
	"chat":      {"/max_completion_tokens", "/temperature", "/top_p"},
	"claude":    {"/max_tokens", "/temperature", "/top_p"},
	"gemini":    {"/generationConfig/maxOutputTokens", "/generationConfig/temperature", "/generationConfig/topP"},
}

// warmed gives a dialect's request, which has an output limit of 400, with a temperature of 0.5.
func warmed(client string) (path string, body []byte) {
	path, body = request(client, false)
	if client == "gemini" {
		return path, bytes.Replace(body, []byte(`"maxOutputTokens"`), []byte(`"temperature":0.5,"maxOutputTokens"`), 1)
	}
	return path, append(body[:len(body)-1:len(body)-1], `,"temperature":0.5}`...)
}

// TestOverrides has a route fill what a request leaves open, and set what it says, for all pairs.
func TestOverrides(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		places := optionPlaces[upstream]
		for name, c := range map[string]struct {
			def, set config.Overrides
			want     [3]string
		}{
			"default": {config.Overrides{MaxOutputTokens: new(int64(7)), TopP: new(0.25)}, config.Overrides{}, [3]string{"400", "0.5", "0.25"}},
			"set":     {config.Overrides{}, config.Overrides{MaxOutputTokens: new(int64(70)), Temperature: new(0.75)}, [3]string{"70", "0.75", ""}},
			"both": {
				config.Overrides{MaxOutputTokens: new(int64(7)), TopP: new(0.25)},
				config.Overrides{MaxOutputTokens: new(int64(80)), TopP: new(1.0)},
				[3]string{"80", "0.5", "1"},
			},
			"neither": {config.Overrides{}, config.Overrides{}, [3]string{"400", "0.5", ""}},
		} {
			u := stubtest.New(t, reply(upstream, false))
			conf := to(u, upstream)
			conf.Models[0].Default, conf.Models[0].Set = c.def, c.set
			path, body := warmed(client)
			if a := serve(t, conf).post(path, body); a.StatusCode != http.StatusOK {
				t.Fatalf("%s: %d %s", name, a.StatusCode, a.Bytes)
			}
			asked := string(u.Asked()[0].Body)
			for i, at := range places {
				if got, _ := jsonx.Lookup(asked, at); got != c.want[i] {
					t.Errorf("%s: %s is %s, want %s in %s", name, at, got, c.want[i], asked)
				}
			}
			if got := jsonx.Only(asked, "model"); upstream != "gemini" && got != `{"model":"up-1"}` {
				t.Errorf("%s: %s", name, got)
			}
		}
	})
}

// TestEffortOverrides has a route say how much is reasoned and how the call is served, in the words of each upstream.
func TestEffortOverrides(t *testing.T) {
	for upstream, want := range map[string]map[string]string{
		"responses": {"/reasoning/effort": `"low"`, "/service_tier": `"flex"`},
		"chat":      {"/reasoning_effort": `"low"`, "/service_tier": `"flex"`},
		"claude":    {"/output_config/effort": `"low"`},
		"gemini":    {"/generationConfig/thinkingConfig/thinkingLevel": `"LOW"`, "/serviceTier": `"flex"`},
	} {
		for _, client := range names {
			u := stubtest.New(t, reply(upstream, false))
			conf := to(u, upstream)
			conf.Models[0].Set = config.Overrides{ReasoningEffort: new("low"), ServiceTier: new("flex")}
			if upstream == "claude" {
				conf.Models[0].Model = "claude-opus-5-5"
			}
			path, body := request(client, false)
			a := serve(t, conf).post(path, body)
			if a.StatusCode != http.StatusOK {
				t.Fatalf("%d %s", a.StatusCode, a.Bytes)
			}
			asked := string(u.Asked()[0].Body)
			for at, value := range want {
				if got, _ := jsonx.Lookup(asked, at); got != value {
					t.Errorf("%s to %s: %s is %s, want %s in %s", client, upstream, at, got, value, asked)
				}
			}
		}
	}
}

// TestRouting has the first route that matches lead a model, under the name that the target or the route has for it.
func TestRouting(t *testing.T) {
	u := stubtest.New(t, reply("chat", false))
	s := serve(t, &config.Config{
		Upstreams: []config.Upstream{upstreamAt("up", "chat", u.URL)},
		Models: []config.Model{
			{Match: "exact", Upstream: "up", Model: "one"},
			{Match: "exact*", Upstream: "up"},
			{Match: "a/*:free", Upstream: "up", Model: "two"},
			{Match: "*-mini-*", Upstreams: []config.Target{{Name: "up", Model: "three"}}, Model: "four"},
			{Match: "exact-never", Upstream: "up", Model: "five"},
		},
	})
	for name, want := range map[string]string{
		"exact": "one", "exactly": "exactly", "exact-never": "exact-never", "a/b/c:free": "two", "x-mini-y": "three",
		"a/b": "", "mini": "", "Exact": "",
	} {
		before := len(u.Asked())
		a := s.post("/v1/chat/completions", []byte(`{"model":"`+name+`","messages":[{"role":"user","content":"x"}]}`))
		if want == "" {
			checkError(t, "chat", a, http.StatusNotFound, name)
			if len(u.Asked()) != before {
				t.Errorf("%s reached an upstream", name)
			}
			continue
		}
		asked := u.Asked()
		if got, _ := jsonx.Get(string(asked[len(asked)-1].Body), "model"); strings.Trim(got, `"`) != want {
			t.Errorf("%s leads to %s, want %s", name, got, want)
		}
	}
}
