package sdks

import (
	"crypto/sha256"
	"fmt"
	"testing"

	"github.com/interlingua/interlingua/gateway/e2e/launch"
	"github.com/interlingua/interlingua/gateway/e2e/upstream"
)

// config is the gateway's: clients keep the model names of their own vendor, and one key. The retries are left to the SDKs, which
// they are to show.
const config = `
listen: 127.0.0.1:0
grpc_listen: 127.0.0.1:0
keys: [{name: suite, sha256: %x}]
upstreams:
  - {name: up, dialect: %s, base_url: "%s", api_key: "%s", quirks: {%s}}
models:
  - {match: %q, upstream: up, model: %q}
  - {match: "*", upstream: up, model: %q}
retry: {attempts: 1}
log: {level: error}
`

// quirks are what an upstream takes beyond its vendor's own service: the one of Chat Completions reasons aloud.
var quirks = map[string]string{"chat": "reasoning_field: reasoning_content"}

// serve runs the gateway before an upstream, and gives its address.
func serve(t *testing.T, binary launch.Binary, w words, up *upstream.Server, dialect string) string {
	t.Helper()
	g := binary.Serve(t, fmt.Sprintf(config, sha256.Sum256([]byte(w.Key)), dialect, up.BaseURL(), upstream.APIKey, quirks[dialect], w.ModelList, up.Model, up.Model))
	t.Cleanup(func() {
		if said := g.Log.String(); said != "" {
			t.Log(said)
		}
	})
	return g.URL
}
