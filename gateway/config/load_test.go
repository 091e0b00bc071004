package config

import (
	"strings"
	"testing"
	"time"
)

func nothing(string) (string, bool) { return "", false }

func TestFaults(t *testing.T) {
	const upstream = "upstreams:\n  - {name: a, dialect: chat, base_url: http://h}\n"
	cases := map[string]struct {
		text string
		want []string
	}{
		"unknown key":         {"listen: 127.0.0.1:1\nlissten: x\n", []string{"line 2, column 1", "lissten"}},
		"unknown key below":   {"limits:\n  body_byte: 1\n", []string{"line 2, column 3", "body_byte"}},
		"not YAML":            {"listen: [\n", []string{"line 1"}},
		"wrong type":          {"limits:\n  body_bytes: many\n", []string{"line 2"}},
		"wrong duration":      {"keepalive: soon\n", []string{"line 1, column 12", "soon"}},
		"unset variable":      {"listen: ${NO_SUCH}\n", []string{"line 1, column 9", "NO_SUCH"}},
		"unset variables":     {"listen: ${NO_SUCH}\nseal_keys: [\"${ALSO_NOT}\"]\n", []string{"line 1, column 9: the environment has no NO_SUCH\nline 2, column 13: the environment has no ALSO_NOT"}},
		"dialect":             {"upstreams:\n  - {name: a, dialect: soap, base_url: http://h}\n", []string{"line 2, column 24", "upstreams[0].dialect", `"soap"`}},
		"address":             {"upstreams:\n  - {name: a, dialect: chat, base_url: nowhere}\n", []string{"upstreams[0]", "base_url"}},
		"name taken":          {upstream + "  - {name: a, dialect: chat, base_url: http://h}\n", []string{"upstreams[1]", "taken"}},
		"no such upstream":    {upstream + "models:\n  - {match: m, upstream: b}\n", []string{"models[0]", `"b"`}},
		"several at once":     {upstream + "models:\n  - {upstream: b}\n", []string{"match", `"b"`}},
		"class":               {"losses: {colour: refuse}\n", []string{"colour"}},
		"verdict":             {"losses: {tools: maybe}\n", []string{"line 1, column 17", "losses.tools", "refuse"}},
		"missing dialect":     {"upstreams:\n  - {name: a, base_url: http://h}\n", []string{"line 2, column 5", "upstreams[0].dialect", "is missing"}},
		"open without keys":   {"listen: 0.0.0.0:80\n", []string{"loopback"}},
		"key that is no hash": {"keys:\n  - {name: k, sha256: secret}\n", []string{"keys[0]", "sha256"}},
		"upstreams, no model": {upstream, []string{"models"}},
		"summary":             {upstream + "models:\n  - {match: m, upstream: a, default: {reasoning_summary: loud}}\n", []string{"models[0].default.reasoning_summary", `"loud"`}},
		"log":                 {"log: {level: loud}\n", []string{"log"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := Parse([]byte(c.text), nothing)
			if err == nil {
				t.Fatal("no error")
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("no %q in %v", w, err)
				}
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("a secret is quoted: %v", err)
			}
		})
	}
}

func TestDefaults(t *testing.T) {
	c, err := Parse(nil, nothing)
	if err != nil {
		t.Fatal(err)
	}
	if c.Listen != DefaultListen || c.Retry.Attempts != DefaultAttempts || time.Duration(c.Keepalive) != 10*time.Second {
		t.Errorf("%+v", c)
	}
}

func TestDurations(t *testing.T) {
	c, err := Parse([]byte("keepalive: 1.5s\nheader_wait: \"2m\"\n"), nothing)
	if err != nil {
		t.Fatal(err)
	}
	if time.Duration(c.Keepalive) != 1500*time.Millisecond || time.Duration(c.HeaderWait) != 2*time.Minute {
		t.Errorf("%v %v", c.Keepalive, c.HeaderWait)
	}
}

// TestNoHostedTools tells an upstream that has none from one of which nothing is said.
func TestNoHostedTools(t *testing.T) {
	for text, none := range map[string]bool{"": false, "hosted_tools: []": true} {
		c, err := Parse([]byte("upstreams:\n  - {name: a, dialect: chat, base_url: http://h, quirks: {"+text+"}}\nmodels:\n  - {match: m, upstream: a}\n"), nothing)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Upstreams[0].Quirks.HostedTools; (got != nil) != none {
			t.Errorf("%q: %#v", text, got)
		}
	}
}

func TestFromEnvironment(t *testing.T) {
	c := FromEnvironment(func(name string) (string, bool) { return "k", name == "GEMINI_API_KEY" })
	if err := c.Complete(); err != nil {
		t.Fatal(err)
	}
	if len(c.Upstreams) != 1 || c.Upstreams[0].Dialect != "gemini" || c.Models[len(c.Models)-1].Match != "*" {
		t.Errorf("%+v", c)
	}
	if c := FromEnvironment(nothing); len(c.Upstreams) != 0 {
		t.Errorf("%+v", c)
	}
}
