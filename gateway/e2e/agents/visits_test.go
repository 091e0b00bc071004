package agents

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
)

// visits are what a client asked of the gateway, on a way there that it does not notice.
type visits struct {
	url string

	mu   sync.Mutex
	seen []visit
}

// visit is a request, without its query, and how it was answered.
type visit struct {
	method, path string
	status       int
}

func (v visit) String() string { return fmt.Sprintf("%s %s: %d", v.method, v.path, v.status) }

// watch stands before a gateway until the test ends.
func watch(t testing.TB, gateway string) *visits {
	t.Helper()
	to, err := url.Parse(gateway)
	if err != nil {
		t.Fatal(err)
	}
	v := &visits{}
	proxy := &httputil.ReverseProxy{
		Rewrite:       func(r *httputil.ProxyRequest) { r.SetURL(to) },
		FlushInterval: -1,
		ModifyResponse: func(resp *http.Response) error {
			v.mu.Lock()
			defer v.mu.Unlock()
			v.seen = append(v.seen, visit{resp.Request.Method, resp.Request.URL.Path, resp.StatusCode})
			return nil
		},
	}
	s := httptest.NewServer(proxy)
	t.Cleanup(s.Close)
	v.url = s.URL
	return v
}

// failed lists the visits that were answered with an error, but for those that are expected.
func (v *visits) failed(but ...visit) (problems []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, s := range v.seen {
		if s.status >= http.StatusBadRequest && !slices.Contains(but, s) {
			problems = append(problems, "refused: "+s.String())
		}
	}
	return problems
}

// lacking says which visits never happened; a * in a path stands for anything.
func (v *visits) lacking(want ...visit) (problems []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, w := range want {
		prefix, suffix, open := strings.Cut(w.path, "*")
		if !slices.ContainsFunc(v.seen, func(s visit) bool {
			return s.method == w.method && s.status == w.status && (s.path == w.path || open && strings.HasPrefix(s.path, prefix) && strings.HasSuffix(s.path, suffix))
		}) {
			problems = append(problems, fmt.Sprintf("no %v among %v", w, v.seen))
		}
	}
	return problems
}
