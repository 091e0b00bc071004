package config

import "time"

// The defaults.
const (
	DefaultListen        = "127.0.0.1:8080"
	DefaultGRPCListen    = "127.0.0.1:9090"
	DefaultBodyBytes     = 64 << 20
	DefaultResponseBytes = 256 << 20
	DefaultAttempts      = 3
)

// Complete fills the defaults and validates. It reports everything that is wrong, not the first fault only.
func (c *Config) Complete() error {
	fill(&c.Listen, DefaultListen)
	fill(&c.GRPCListen, DefaultGRPCListen)
	fill(&c.Limits.BodyBytes, DefaultBodyBytes)
	fill(&c.Limits.ResponseBytes, DefaultResponseBytes)
	fill(&c.Retry.Attempts, DefaultAttempts)
	fill(&c.Retry.MaxWait, Duration(20*time.Second))
	fill(&c.Keepalive, Duration(10*time.Second))
	fill(&c.HeaderWait, Duration(3*time.Second))
	fill(&c.ShutdownGrace, Duration(30*time.Second))
	fill(&c.Log.Level, "info")
	fill(&c.Log.Format, "json")
	for i := range c.Upstreams {
		t := &c.Upstreams[i].Timeouts
		fill(&t.Connect, Duration(10*time.Second))
		fill(&t.Header, Duration(10*time.Minute))
		fill(&t.Idle, Duration(5*time.Minute))
	}
	for i := range c.Models {
		m := &c.Models[i]
		if m.Upstream != "" {
			m.Upstreams = append([]Target{{Name: m.Upstream}}, m.Upstreams...)
			m.Upstream = ""
		}
	}
	return c.validate()
}

func fill[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
