package engine

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/route"
	"github.com/interlingua/interlingua/gateway/upstream"
)

// How long an upstream's list of models is kept, how long that it could not be had, how long its answer is waited for, and
// how many pages are read.
const (
	modelsKept  = 5 * time.Minute
	modelsRetry = 30 * time.Second
	modelsWait  = 5 * time.Second
	modelsPages = 20
)

// Models gives the models that clients may ask for: those that routes name, and under a wildcard those that its upstream
// lists and the route matches. An upstream that does not answer adds none.
func (e *Engine) Models(ctx context.Context) []adapters.Model {
	var out []adapters.Model
	seen := map[string]bool{}
	add := func(m adapters.Model) {
		if !seen[m.ID] {
			seen[m.ID] = true
			out = append(out, m)
		}
	}
	for _, r := range e.Routes.Routes() {
		if !strings.Contains(r.Match, "*") {
			add(adapters.Model{ID: r.Match, Owner: r.Targets[0].Upstream})
			continue
		}
		for _, m := range e.wildcard(ctx, r) {
			add(m)
		}
	}
	return out
}

// wildcard gives what the upstreams of a wildcard route list and the route matches. A route that has its own name for the
// upstream's model takes any name; none of them is listed.
func (e *Engine) wildcard(ctx context.Context, r *route.Route) []adapters.Model {
	var out []adapters.Model
	for _, t := range r.Targets {
		if t.Model != "" {
			continue
		}
		for _, m := range e.listed(ctx, e.Upstreams[t.Upstream]) {
			if canon.Match(r.Match, m.ID) && e.Routes.Find(m.ID) == r {
				out = append(out, m)
			}
		}
	}
	return out
}

// modelCache keeps the lists of upstreams.
type modelCache struct {
	mu    sync.Mutex
	lists map[string]*modelList
}

// of gives the list of an upstream, by its name.
func (c *modelCache) of(name string) *modelList {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.lists[name]
	if l == nil {
		if c.lists == nil {
			c.lists = map[string]*modelList{}
		}
		l = &modelList{}
		c.lists[name] = l
	}
	return l
}

// modelList is the list of one upstream. It is locked while it is asked for: whoever wants it meanwhile waits for that answer.
type modelList struct {
	mu     sync.Mutex
	models []adapters.Model
	until  time.Time
}

// listed gives an upstream's own list, from the cache while it is fresh. Where it cannot be had, the last one that could counts for
// a while, an empty one at first, so that a dead upstream delays one caller only.
func (e *Engine) listed(ctx context.Context, u *upstream.Upstream) []adapters.Model {
	l := e.cache.of(u.Name)
	l.mu.Lock()
	defer l.mu.Unlock()
	now := e.Clock()
	if now.Before(l.until) {
		return l.models
	}
	// The list is for later callers too: one who leaves does not end the call.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), modelsWait)
	defer cancel()
	models, err := e.fetchModels(ctx, u)
	if err != nil {
		l.until = now.Add(modelsRetry)
		// Some pages are better than none.
		if len(models) > len(l.models) {
			l.models = models
		}
		return l.models
	}
	l.models, l.until = models, now.Add(modelsKept)
	return l.models
}

// Reach asks an upstream for its models and gives their number: 0 where it answers but has no list. The error says that it cannot be
// reached, or refuses the credential.
func (e *Engine) Reach(ctx context.Context, name string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, modelsWait)
	defer cancel()
	models, err := e.fetchModels(ctx, e.Upstreams[name])
	return len(models), err
}

// fetchModels reads all pages of an upstream's list, as many as can be had.
func (e *Engine) fetchModels(ctx context.Context, u *upstream.Upstream) ([]adapters.Model, error) {
	lister, ok := u.Adapter.(adapters.ModelLister)
	if !ok {
		return nil, nil
	}
	var out []adapters.Model
	after := ""
	for range modelsPages {
		body, err := e.page(ctx, u, lister.ModelsPath(after))
		if err != nil || body == nil {
			return out, err
		}
		page, next, err := lister.DecodeModels(body)
		if err != nil {
			return out, fmt.Errorf("the list of models cannot be read: %w", err)
		}
		if out = append(out, page...); next == "" {
			return out, nil
		}
		after = next
	}
	return out, nil
}

// page reads one page of a list, nil where the upstream has none.
func (e *Engine) page(ctx context.Context, u *upstream.Upstream, path string) ([]byte, error) {
	resp, err := u.Do(ctx, http.MethodGet, adapters.Wire{Path: path}, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, e.ErrorBytes))
	switch {
	case err != nil:
		return nil, err
	case resp.StatusCode == http.StatusUnauthorized, resp.StatusCode == http.StatusForbidden:
		return nil, fmt.Errorf("the credential is refused (%d)", resp.StatusCode)
	case resp.StatusCode >= http.StatusInternalServerError, resp.StatusCode == http.StatusTooManyRequests,
		resp.StatusCode == http.StatusRequestTimeout:
		return nil, fmt.Errorf("the upstream answers %d", resp.StatusCode)
	case resp.StatusCode != http.StatusOK:
		return nil, nil
	}
	return body, nil
}
