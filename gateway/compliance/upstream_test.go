package compliance

import (
	"embed"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
)

//go:embed testdata
var testdata embed.FS

// upstreamModel is what the upstreams call the model.
const upstreamModel = "up-1"

// What a request may say for an upstream to do something else than to answer.
const (
	sayLimited = "Tell me that you are busy."
	sayFault   = "Tell me that you are broken."
	sayCut     = "Stop in the middle of the answer."
)

// toolSaid is the result of the tool that a request brings back.
const toolSaid = "18 degrees and sunny"

// faults are an upstream's errors by what asks for them: an HTTP status and a body in each dialect.
var faults = map[string]struct {
	status int
	bodies map[string]string
}{
	sayLimited: {http.StatusTooManyRequests, map[string]string{
		"responses": `{"error":{"message":"slow down","type":"rate_limit_error","param":null,"code":"rate_limit_exceeded"}}`,
		"chat":      `{"error":{"message":"slow down","type":"rate_limit_error","param":null,"code":"rate_limit_exceeded"}}`,
		"claude":    `{"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}`,
		"gemini":    `{"error":{"code":429,"message":"slow down","status":"RESOURCE_EXHAUSTED"}}`,
	}},
	sayFault: {http.StatusInternalServerError, map[string]string{
		"responses": `{"error":{"message":"broken","type":"server_error","param":null,"code":"server_error"}}`,
		"chat":      `{"error":{"message":"broken","type":"server_error","param":null,"code":null}}`,
		"claude":    `{"type":"error","error":{"type":"api_error","message":"broken"}}`,
		"gemini":    `{"error":{"code":500,"message":"broken","status":"INTERNAL"}}`,
	}},
}

// upstream is a model that answers by what a request says, so that any number of cases may run at once. It refuses what its
// vendor would refuse.
type upstream struct {
	t       *testing.T
	dialect string
	// saw takes the requests, where it is not nil.
	saw func(body string)
}

// ServeHTTP implements http.Handler.
func (u upstream) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	body := string(raw)
	if problems := validate.Request(all.ByName(u.dialect).Dialect(), r.URL.RequestURI(), r.Header, raw); len(problems) > 0 {
		u.t.Errorf("the request is not valid: %v\n%s", problems, body)
	}
	if u.saw != nil {
		u.saw(body)
	}
	for said, f := range faults {
		if strings.Contains(body, said) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(f.status)
			_, _ = io.WriteString(w, f.bodies[u.dialect])
			return
		}
	}
	name, kind, suffix := "say", "application/json", ".json"
	if strings.Contains(body, "get_weather") && !strings.Contains(body, toolSaid) {
		name = "call"
	}
	if strings.Contains(body, `"stream":true`) || strings.Contains(r.URL.Path, ":streamGenerateContent") {
		kind, suffix = "text/event-stream", ".sse"
	}
	answer := file(name + "." + u.dialect + suffix)
	w.Header().Set("Content-Type", kind)
	if strings.Contains(body, sayCut) {
		_, _ = w.Write(answer[:len(answer)*2/3])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	_, _ = w.Write(answer)
}

// file gives a file of testdata.
func file(name string) []byte {
	b, err := testdata.ReadFile("testdata/" + name)
	if err != nil {
		panic(err)
	}
	return b
}

// serve starts a gateway before an upstream of a dialect. adjust may change its configuration.
func serve(t *testing.T, u upstream, adjust func(*config.Config)) *gatewaytest.Server {
	t.Helper()
	h := httptest.NewServer(u)
	t.Cleanup(h.Close)
	c := gatewaytest.To(u.dialect, h.URL, upstreamModel)
	c.Retry.Attempts = 1
	if adjust != nil {
		adjust(c)
	}
	return gatewaytest.Serve(t, c)
}
