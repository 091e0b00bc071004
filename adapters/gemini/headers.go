package gemini

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Credentials: an API key, or an access token of Google's, which begins with a mark of its own.
const (
	headerKey   = "X-Goog-Api-Key"
	tokenPrefix = "ya29."
)

// headerTimeout tells the server how many seconds it may take.
const headerTimeout = "X-Server-Timeout"

// limitHeaders is how answers tell of themselves. Gemini has no rate limits in headers, and no id of a request but in the
// body: the id of another vendor stands under the usual name.
var limitHeaders = adapters.LimitHeaders{RequestID: "X-Request-Id"}

// Authorize implements adapters.HeaderCodec.
func (adapter) Authorize(h http.Header, key string) {
	switch {
	case key == "":
	case strings.HasPrefix(key, tokenPrefix):
		h.Set("Authorization", "Bearer "+key)
	default:
		h.Set(headerKey, key)
	}
}

// Forward implements adapters.HeaderCodec.
func (adapter) Forward(dst, src http.Header) { adapters.ForwardHeaders(dst, src, headerTimeout) }

// DecodeLimits implements adapters.HeaderCodec.
func (adapter) DecodeLimits(h http.Header, now time.Time) adapters.Limits {
	return limitHeaders.Decode(h, now)
}

// EncodeLimits implements adapters.HeaderCodec.
func (adapter) EncodeLimits(h http.Header, l adapters.Limits, now time.Time) {
	limitHeaders.Encode(h, l, now)
}

// Family implements adapters.Neighbour.
func (adapter) Family() string { return "google" }

// Peek implements adapters.Peeker. Model and method stand in the path; a model in the body repeats it.
func (adapter) Peek(w adapters.Wire) (adapters.Head, error) {
	h, err := adapters.PeekBody(own, w.Body)
	if err != nil {
		return adapters.Head{}, err
	}
	c := parsePath(w.Path)
	h.Model, h.Stream = modelName(h.Model), c.stream
	if c.known {
		h.Model = c.model
	}
	h.Array = c.stream && !wantsEvents(w.Path)
	return h, nil
}

// wantsEvents reports whether a path asks for an event stream instead of a JSON array.
func wantsEvents(path string) bool {
	_, query, _ := strings.Cut(path, "?")
	values, err := url.ParseQuery(query)
	return err == nil && (values.Get("alt") == "sse" || values.Get("$alt") == "sse")
}

// Readdress implements adapters.Peeker.
func (adapter) Readdress(w adapters.Wire, h adapters.Head, model string) adapters.Wire {
	path := formatPath(model, h.Stream)
	if h.Array {
		path, _, _ = strings.Cut(path, "?")
	}
	if model == h.Model {
		return adapters.Wire{Body: w.Body, Path: path}
	}
	return adapters.Wire{Body: w.Body, Change: h.Readdressed(resourceName(model)), Path: path}
}

// Glance implements adapters.Glancer.
func (a adapter) Glance(x *adapters.Exchange, body []byte) (*pb.GenerateResponse, bool) {
	return adapters.GlanceBody(a, x, body, adapters.Glimpse{
		Members: []string{"responseId", "modelVersion", "usageMetadata", "promptFeedback"},
		Entries: "candidates", Of: []string{"index", "finishReason", "finish_reason"},
	})
}

// Skim implements adapters.Skimmer: a chunk that does not end anything is dull. The last one also has the whole usage.
func (adapter) Skim() func(string, []byte) bool {
	return adapters.NewMemberSkim("finishReason", "finish_reason", "promptFeedback", "prompt_feedback", "error").Dull
}
