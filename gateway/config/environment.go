package config

// vendor is an upstream that its key in the environment switches on.
type vendor struct {
	variable string
	upstream Upstream
	matches  []string
}

// vendors are the services that are known without a configuration, by the addresses that their own SDKs use.
var vendors = []vendor{
	{"OPENAI_API_KEY", Upstream{Name: "openai", Dialect: "responses", BaseURL: "https://api.openai.com/v1"}, []string{"gpt-*", "o1*", "o3*", "o4*", "chatgpt-*", "codex-*"}},
	{"ANTHROPIC_API_KEY", Upstream{Name: "anthropic", Dialect: "claude", BaseURL: "https://api.anthropic.com"}, []string{"claude-*"}},
	{"GEMINI_API_KEY", Upstream{Name: "gemini", Dialect: "gemini", BaseURL: "https://generativelanguage.googleapis.com"}, []string{"gemini-*", "gemma-*"}},
}

// FromEnvironment makes a configuration of the vendors' usual variables: an upstream for each key that is set, the models
// that bear its vendor's names, and any other model at the first of them. It must still be completed.
func FromEnvironment(getenv func(string) (string, bool)) *Config {
	c := &Config{}
	for _, v := range vendors {
		key, ok := getenv(v.variable)
		if !ok || key == "" {
			continue
		}
		u := v.upstream
		u.APIKey = key
		c.Upstreams = append(c.Upstreams, u)
		for _, m := range v.matches {
			c.Models = append(c.Models, Model{Match: m, Upstream: u.Name})
		}
	}
	if len(c.Upstreams) > 0 {
		c.Models = append(c.Models, Model{Match: "*", Upstream: c.Upstreams[0].Name})
	}
	return c
}
