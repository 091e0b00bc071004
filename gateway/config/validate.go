package config

import (
	"encoding/hex"
	"errors"
	"fmt"
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

// levels and formats are what a log can have.
var (
	levels  = []string{"debug", "info", "warn", "error"}
	formats = []string{"json", "console"}
)

// faults gathers what is wrong, so that one run tells of all of it.
type faults []error

func (f *faults) add(format string, args ...any) { *f = append(*f, fmt.Errorf(format, args...)) }

func (c *Config) validate() error {
	var f faults
	names := c.validUpstreams(&f)
	c.validModels(&f, names)
	for i, k := range c.Keys {
		at := fmt.Sprintf("keys[%d]", i)
		if k.Name == "" {
			f.add("%s: name is missing", at)
		}
		if sum, err := hex.DecodeString(k.SHA256); err != nil || len(sum) != 32 {
			f.add("%s: sha256 must be 64 hex digits", at)
		}
		f.policy(at, k.Losses)
	}
	for i, r := range c.Relay {
		if !names[r.Upstream] || r.Path == "" {
			f.add("relay[%d]: needs a path and the name of an upstream", i)
		}
	}
	if !slices.Contains(levels, c.Log.Level) || !slices.Contains(formats, c.Log.Format) {
		f.add("log: level must be one of %v, format one of %v", levels, formats)
	}
	f.policy("losses", c.Losses)
	if len(c.Keys) == 0 && (!loopback(c.Listen) || c.GRPCListen != Off && !loopback(c.GRPCListen)) {
		f.add("listen: without keys only loopback addresses are served")
	}
	return errors.Join(f...)
}

// validUpstreams checks the upstreams and gives their names.
func (c *Config) validUpstreams(f *faults) map[string]bool {
	names := map[string]bool{}
	for i, u := range c.Upstreams {
		at := fmt.Sprintf("upstreams[%d]", i)
		switch {
		case u.Name == "":
			f.add("%s: name is missing", at)
		case names[u.Name]:
			f.add("%s: the name %s is taken", at, u.Name)
		}
		names[u.Name] = true
		if !slices.Contains(Dialects, u.Dialect) {
			f.add("%s: dialect must be one of %v", at, Dialects)
		}
		if b, err := url.Parse(u.BaseURL); err != nil || b.Host == "" || (b.Scheme != "http" && b.Scheme != "https") {
			f.add("%s: base_url must be an http or https address", at)
		}
	}
	return names
}

// validModels checks the routes.
func (c *Config) validModels(f *faults, names map[string]bool) {
	if len(c.Upstreams) > 0 && len(c.Models) == 0 {
		f.add("models: none leads to an upstream")
	}
	for i, m := range c.Models {
		at := fmt.Sprintf("models[%d]", i)
		if m.Match == "" {
			f.add("%s: match is missing", at)
		}
		if len(m.Upstreams) == 0 {
			f.add("%s: no upstream", at)
		}
		for _, t := range m.Upstreams {
			if !names[t.Name] {
				f.add("%s: there is no upstream %q", at, t.Name)
			}
		}
		f.policy(at, m.Losses)
	}
}

// policy checks a policy by class of loss.
func (f *faults) policy(at string, losses map[string]string) {
	for class, verdict := range losses {
		if class != "all" && !slices.Contains(LossClasses, class) {
			f.add("%s: there is no class of loss %q", at, class)
		}
		if !slices.Contains(verdicts, verdict) {
			f.add("%s: %s must be one of %v", at, class, verdicts)
		}
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
