package gatewaytest

import "github.com/interlingua/interlingua/gateway/config"

// bases are what a vendor's own SDK adds to the address of a service, by dialect.
var bases = map[string]string{"responses": "/v1", "chat": "/v1"}

// UpstreamAt is an upstream at an address without a path, its base URL as the dialect's vendor writes it.
func UpstreamAt(name, dialect, url string) config.Upstream {
	return config.Upstream{Name: name, Dialect: dialect, BaseURL: url + bases[dialect], APIKey: "upstream-key"}
}

// To is a configuration with one upstream, up, for all models. It keeps their names where model is empty.
func To(dialect, url, model string) *config.Config {
	return &config.Config{
		Upstreams: []config.Upstream{UpstreamAt("up", dialect, url)},
		Models:    []config.Model{{Match: "*", Upstream: "up", Model: model}},
	}
}
