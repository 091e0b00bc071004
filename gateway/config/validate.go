package config

import (
	"encoding/hex"
	"fmt"
	"maps"
	"net"
	"net/url"
	"slices"
)

// Dialects are the names of the wire dialects, in the configuration and on the command line.
var Dialects = []string{"responses", "chat", "claude", "gemini"}

// LossClasses are the names of the classes of loss.
var LossClasses = []string{
	"content", "tools", "reasoning", "sampling", "format", "caching", "citations", "usage", "finish", "state", "metadata",
}

// verdicts are what a policy may say of a class.
var verdicts = []string{"refuse", "report", "default"}

// summaries are what a route may say of how reasoning is shown.
var summaries = []string{"auto", "concise", "detailed", "none"}

// levels and formats are what a log can have.
var (
	levels  = []string{"debug", "info", "warn", "error"}
	formats = []string{"json", "console"}
)

func (c *Config) validate() error {
	var f Faults
	names := c.validUpstreams(&f)
	c.validModels(&f, names)
	for i, k := range c.Keys {
		at := fmt.Sprintf("keys[%d]", i)
		if k.Name == "" {
			f.add(at, "name is missing")
		}
		if sum, err := hex.DecodeString(k.SHA256); err != nil || len(sum) != 32 {
			f.add(at+".sha256", "must be 64 hex digits")
		}
		f.policy(at+".losses", k.Losses)
	}
	for i, r := range c.Relay {
		if !names[r.Upstream] || r.Path == "" {
			f.add(fmt.Sprintf("relay[%d]", i), "needs a path and the name of an upstream")
		}
	}
	f.word("log.level", c.Log.Level, levels)
	f.word("log.format", c.Log.Format, formats)
	f.policy("losses", c.Losses)
	const open = "without keys only loopback addresses are served"
	if len(c.Keys) == 0 && !loopback(c.Listen) {
		f.add("listen", open)
	}
	if len(c.Keys) == 0 && c.GRPCListen != Off && !loopback(c.GRPCListen) {
		f.add("grpc_listen", open)
	}
	if len(f) == 0 {
		return nil
	}
	return f
}

// validUpstreams checks the upstreams and gives their names.
func (c *Config) validUpstreams(f *Faults) map[string]bool {
	names := map[string]bool{}
	for i, u := range c.Upstreams {
		at := fmt.Sprintf("upstreams[%d]", i)
		switch {
		case u.Name == "":
			f.add(at, "name is missing")
		case names[u.Name]:
			f.add(at+".name", "the name %s is taken", u.Name)
		}
		names[u.Name] = true
		f.word(at+".dialect", u.Dialect, Dialects)
		if b, err := url.Parse(u.BaseURL); err != nil || b.Host == "" || (b.Scheme != "http" && b.Scheme != "https") {
			f.add(at+".base_url", "must be an http or https address")
		}
	}
	return names
}

// validModels checks the routes.
func (c *Config) validModels(f *Faults, names map[string]bool) {
	if len(c.Upstreams) > 0 && len(c.Models) == 0 {
		f.add("models", "none leads to an upstream")
	}
	for i, m := range c.Models {
		at := fmt.Sprintf("models[%d]", i)
		if m.Match == "" {
			f.add(at, "match is missing")
		}
		if len(m.Upstreams) == 0 {
			f.add(at, "no upstream")
		}
		for _, t := range m.Upstreams {
			if !names[t.Name] {
				f.add(at, "there is no upstream %q", t.Name)
			}
		}
		f.overrides(at+".default", m.Default)
		f.overrides(at+".set", m.Set)
		f.policy(at+".losses", m.Losses)
	}
}

// overrides checks the options of a route.
func (f *Faults) overrides(at string, o Overrides) {
	if o.ReasoningSummary != nil {
		f.word(at+".reasoning_summary", *o.ReasoningSummary, summaries)
	}
}

// policy checks a policy by class of loss.
func (f *Faults) policy(at string, losses map[string]string) {
	for _, class := range slices.Sorted(maps.Keys(losses)) {
		verdict := losses[class]
		if class != "all" && !slices.Contains(LossClasses, class) {
			f.add(at, "there is no class of loss %q", class)
		}
		f.word(at+"."+class, verdict, verdicts)
	}
}

// loopback reports whether an address can be reached from this machine only.
func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
