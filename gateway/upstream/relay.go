package upstream

import (
	"net/http"
	"net/http/httputil"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/gateway/telemetry"
)

// clientCredentials are the places of a client's own key, which is not the upstream's.
var clientCredentials = []string{"Authorization", "X-Api-Key", "X-Goog-Api-Key", "Cookie"}

// Transport carries calls to the upstream.
func (u *Upstream) Transport() http.RoundTripper { return u.client }

// Relay addresses an untouched call to the upstream: its base URL, its credential, its configured headers. A version that both
// the base URL and the path have is not repeated, and one that only the base URL of a vendor's SDK lacks stays.
func (u *Upstream) Relay(p *httputil.ProxyRequest) {
	base := u.at
	if base == nil {
		return
	}
	p.Out.URL.Scheme, p.Out.URL.Host, p.Out.Host = base.Scheme, base.Host, ""
	path, raw := p.In.URL.Path, p.In.URL.EscapedPath()
	if i := strings.LastIndexByte(base.Path, '/'); i >= 0 && strings.HasPrefix(path, base.Path[i:]+"/") {
		path, raw = path[len(base.Path[i:]):], raw[len(base.Path[i:]):]
	}
	p.Out.URL.Path, p.Out.URL.RawPath = base.Path+path, base.EscapedPath()+raw
	if q := p.Out.URL.Query(); q.Has("key") {
		q.Del("key")
		p.Out.URL.RawQuery = q.Encode()
	}
	for _, name := range clientCredentials {
		p.Out.Header.Del(name)
	}
	if a, ok := u.Adapter.(adapters.HeaderCodec); ok {
		a.Authorize(p.Out.Header, u.key)
	}
	for k, v := range u.header {
		p.Out.Header[k] = v
	}
	telemetry.Inject(p.Out.Context(), p.Out.Header)
}
