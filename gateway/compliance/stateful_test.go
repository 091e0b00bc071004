package compliance

import (
	"net/http"
	"testing"
)

// notServed is a case that needs what this server does not keep, and how it says so.
type notServed struct {
	name, method, path, body string
	header                   []string
	status                   int
	code                     string
}

// knownToFail are the cases that are not served. Each answer is one on which clients go on by themselves: over HTTP after 426,
// with the whole conversation after previous_response_not_found.
var knownToFail = []notServed{
	{name: "websocket-response", method: http.MethodGet, path: "/v1/responses", header: upgrade, status: http.StatusUpgradeRequired},
	{name: "websocket-sequential-responses", method: http.MethodGet, path: "/responses", header: upgrade, status: http.StatusUpgradeRequired},
	{name: "websocket-continuation", method: http.MethodGet, path: "/v1/responses", header: upgrade, status: http.StatusUpgradeRequired},
	{name: "websocket-reconnect-store-false-recovery", method: http.MethodGet, path: "/v1/responses", header: upgrade, status: http.StatusUpgradeRequired},
	{name: "websocket-previous-response-not-found", method: http.MethodGet, path: "/v1/responses", header: upgrade, status: http.StatusUpgradeRequired},
	{name: "websocket-failed-continuation-evicts-cache", method: http.MethodGet, path: "/v1/responses", header: upgrade, status: http.StatusUpgradeRequired},
	{name: "websocket-compact-new-chain", method: http.MethodGet, path: "/v1/responses", header: upgrade, status: http.StatusUpgradeRequired},
	{
		name: "previous-response-id", method: http.MethodPost, path: "/v1/responses", status: http.StatusBadRequest,
		body: `{"model":"m-1","input":"And now?","previous_response_id":"resp_1"}`, code: "previous_response_not_found",
	},
	{
		name: "function-call-roundtrip", method: http.MethodPost, path: "/v1/responses", status: http.StatusBadRequest,
		body: `{"model":"m-1","previous_response_id":"resp_1","input":[{"type":"function_call_output","call_id":"call_1","output":"x"}]}`,
		code: "previous_response_not_found",
	},
	{name: "compact-response", method: http.MethodPost, path: "/v1/responses/compact", body: `{"model":"m-1","input":"x"}`, status: http.StatusNotFound},
	{name: "compact-missing-model", method: http.MethodPost, path: "/v1/responses/compact", body: `{"input":"x"}`, status: http.StatusNotFound},
}

var upgrade = []string{"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="}

// TestKnownToFail checks that what is not served is refused in the way that is documented. A case that begins to be served
// fails here, so that it moves to those that must hold. An upstream of the same dialect keeps its own state, and gets such
// calls as they are.
func TestKnownToFail(t *testing.T) {
	eachUpstream(t, func(t *testing.T, dialect string, s setting) {
		server := serve(t, upstream{t: t, dialect: dialect}, s.adjust)
		for _, c := range knownToFail {
			if dialect == own && c.status != http.StatusUpgradeRequired {
				continue
			}
			t.Run(c.name, func(t *testing.T) {
				a := server.Do(c.method, c.path, []byte(c.body), append(c.header, s.header...)...)
				if a.StatusCode != c.status {
					t.Fatalf("status %d, want %d: %s", a.StatusCode, c.status, a.Bytes)
				}
				if f := faultOf(t, a.Bytes); c.code != "" && f["code"] != c.code {
					t.Errorf("code %v, want %s", f["code"], c.code)
				}
			})
		}
	})
}
