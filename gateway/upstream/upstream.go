// Package upstream calls the services that answer: one client for each, with its transport, credential and quirks.
package upstream

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/telemetry"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Upstream is one service. It is safe for concurrent use.
type Upstream struct {
	// Name stands for it in routes, logs and metrics.
	Name string
	// Adapter speaks its dialect.
	Adapter adapters.Adapter
	// Quirks are what differs from the vendor's own service.
	Quirks canon.Quirks
	// Refuses are the members of requests that it refuses.
	Refuses []string
	// Stateless says that it keeps nothing between calls, although its dialect has words for what is kept.
	Stateless bool
	// Gateway says that it opens envelopes of state itself.
	Gateway bool

	base string
	// at is base in parts; nil where it is no URL, which the first call tells.
	at  *url.URL
	key string
	// every are the headers of every call, header those that are configured.
	every   http.Header
	header  http.Header
	idle    time.Duration
	client  http.RoundTripper
	breaker *breaker
}

// New makes the client of one configured upstream.
func New(c config.Upstream, a adapters.Adapter) (*Upstream, error) {
	t, err := transport(c)
	if err != nil {
		return nil, err
	}
	return newUpstream(c, a, t), nil
}

// NewInProcess makes an upstream that is served by a handler in this process, without a network.
func NewInProcess(c config.Upstream, a adapters.Adapter, h http.Handler) *Upstream {
	return newUpstream(c, a, inProcess{h})
}

func newUpstream(c config.Upstream, a adapters.Adapter, t http.RoundTripper) *Upstream {
	u := &Upstream{
		Name: c.Name, Adapter: a, Quirks: quirks(c.Quirks), Refuses: c.Quirks.Refuses, Stateless: c.Stateless, Gateway: c.Gateway,
		base: strings.TrimRight(c.BaseURL, "/"), key: c.APIKey, header: http.Header{},
		idle: time.Duration(c.Timeouts.Idle), client: t, breaker: newBreaker(),
	}
	u.at, _ = url.Parse(u.base)
	// The transport would otherwise offer compression: it costs more than the bytes it saves on a stream.
	u.every = http.Header{"Content-Type": {"application/json"}, "Accept-Encoding": {"identity"}}
	if codec, ok := a.(adapters.HeaderCodec); ok {
		codec.Authorize(u.every, u.key)
	}
	for k, v := range c.Headers {
		u.header.Set(k, v)
	}
	return u
}

// CloseIdle closes connections that no call uses.
func (u *Upstream) CloseIdle() {
	if c, ok := u.client.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// Do sends a document to a path below the base URL. The error is a *Fault; the body of the answer must be closed. A read
// of the body fails when the upstream is silent for too long. The lease, if any, is on the memory of the document.
func (u *Upstream) Do(ctx context.Context, method string, w adapters.Wire, lease *Lease) (*http.Response, error) {
	ctx, cancel := context.WithCancel(ctx)
	req, err := u.request(ctx, method, w, lease)
	if err != nil {
		cancel()
		return nil, &Fault{Code: pb.ErrorCode_ERROR_CODE_SERVER, Message: "the upstream cannot be addressed", Err: err}
	}
	if !u.breaker.allow() {
		cancel()
		return nil, errOpen
	}
	req, ended := telemetry.Attempt(req, u.Name)
	resp, err := u.client.RoundTrip(req)
	if err != nil {
		f := fault(ctx, err)
		u.breaker.record(nil, f.Code == pb.ErrorCode_ERROR_CODE_CANCELLED)
		cancel()
		if ended != nil {
			ended(0)
		}
		return nil, f
	}
	u.breaker.record(resp, false)
	done := cancel
	if ended != nil {
		done = func() { cancel(); ended(resp.StatusCode) }
	}
	resp.Body = newIdleBody(resp.Body, u.idle, done)
	return resp, nil
}

// request builds the HTTP request: what every call says, then the adapter's headers, then what is configured.
func (u *Upstream) request(ctx context.Context, method string, w adapters.Wire, lease *Lease) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, method, "", nil)
	if err != nil {
		return nil, err
	}
	if req.URL, err = u.address(w.Path); err != nil {
		return nil, err
	}
	req.Host = req.URL.Host
	setBody(req, w, lease)
	for _, headers := range [...]http.Header{u.every, w.Header, u.header} {
		for k, v := range headers {
			req.Header[k] = v
		}
	}
	if w.Body == nil {
		req.Header.Del("Content-Type")
	}
	return req, nil
}

// address gives the URL of a path below the base URL. Most paths are of letters that mean themselves, and need no parsing.
func (u *Upstream) address(path string) (*url.URL, error) {
	if u.at == nil || u.at.RawPath != "" || u.at.RawQuery != "" || strings.ContainsFunc(path, special) {
		return url.Parse(u.base + path)
	}
	at := *u.at
	at.Path += path
	return &at, nil
}

// special reports whether a letter of a path may mean something else than itself.
func special(r rune) bool {
	return r > 0x7f || !canon.WordByte(byte(r)) && r != '/' && r != '.' && r != ':'
}

func quirks(q config.Quirks) canon.Quirks {
	return canon.Quirks{
		MaxTokensField: q.MaxTokensField, NoDeveloperRole: q.NoDeveloperRole, NoStreamUsage: q.NoStreamUsage,
		ReasoningField: q.ReasoningField, HostedTools: q.HostedTools, LeadingSystemOnly: q.LeadingSystemOnly,
		StringContent: q.StringContent, NoCustomTools: q.NoCustomTools, ThinkTags: q.ThinkTags, ThinkOpened: q.ThinkOpened, OpenResponses: q.OpenResponses,
		OpenAPISchemas: q.OpenAPISchemas,
	}
}
