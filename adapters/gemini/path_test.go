package gemini

import (
	"net/http"
	"testing"

	"github.com/interlingua/interlingua/adapters"
)

func TestParsePath(t *testing.T) {
	for _, tt := range []struct {
		path   string
		model  string
		stream bool
	}{
		{"", "", false},
		{"/v1beta/models/gemini-3.8-flash:generateContent", "gemini-3.8-flash", false},
		{"/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse", "gemini-3.8-flash", true},
		{"/v1/models/gemini-2.5-pro:generateContent", "gemini-2.5-pro", false},
		{"/proxy/team/v1beta/models/gemini-2.5-pro:generateContent?key=k", "gemini-2.5-pro", false},
		{"/v1beta/models/llama3:8b:streamGenerateContent", "llama3:8b", true},
		{"/v1beta/models/vendor%2Fname%3Aq4:generateContent", "vendor/name:q4", false},
		{"/v1beta/tunedModels/mine:generateContent", "tunedModels/mine", false},
		{"/v1/publishers/google/models/gemini-2.5-pro:generateContent", "gemini-2.5-pro", false},
		{"/v1beta1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:streamGenerateContent", "gemini-2.5-pro", true},
		{"/v1beta1/projects/p/locations/l/endpoints/7:generateContent", "projects/p/locations/l/endpoints/7", false},
		{"models/gemini-2.5-pro:generateContent", "gemini-2.5-pro", false},
	} {
		if c := parsePath(tt.path); c.model != tt.model || c.stream != tt.stream {
			t.Errorf("%s: %+v", tt.path, c)
		}
	}
}

// A path that was written says what it was written for.
func TestFormatPath(t *testing.T) {
	for _, model := range []string{"gemini-2.5-pro", "tunedModels/mine", "llama3:8b", "odd name?", "projects/p/locations/l/endpoints/7"} {
		for _, stream := range []bool{false, true} {
			if c := parsePath(formatPath(model, stream)); c != (callee{model, stream, true}) {
				t.Errorf("%s: %+v", formatPath(model, stream), c)
			}
		}
	}
}

func TestPeek(t *testing.T) {
	a := New().(adapters.Peeker)
	const body = `{"contents":[{"parts":[{"text":"hi"}]}]}`
	for _, tt := range []struct {
		path, body, model string
		stream, array     bool
		readdressed       string
	}{
		{
			"/x/v1beta/models/m:generateContent", body, "m", false, false,
			"/v1beta/models/other:generateContent",
		},
		{
			"/v1beta/models/m:streamGenerateContent?key=k&alt=sse", body, "m", true, false,
			"/v1beta/models/other:streamGenerateContent?alt=sse",
		},
		{
			"/v1beta/models/m:streamGenerateContent?key=k", body, "m", true, true,
			"/v1beta/models/other:streamGenerateContent",
		},
		{
			"", `{"model":"models/m","contents":[]}`, "m", false, false,
			"/v1beta/models/other:generateContent",
		},
	} {
		w := adapters.Wire{Body: []byte(tt.body), Path: tt.path}
		h, err := a.Peek(w)
		if err != nil || h.Model != tt.model || h.Stream != tt.stream || h.Array != tt.array {
			t.Errorf("%s: %+v %v", tt.path, h, err)
		}
		if got := a.Readdress(w, h, "other"); got.Path != tt.readdressed {
			t.Errorf("%s: readdressed to %s", tt.path, got.Path)
		}
		if got := a.Readdress(w, h, tt.model); string(got.Change.Apply(got.Body)) != tt.body {
			t.Errorf("%s: changed for the same model: %s", tt.path, got.Body)
		}
	}
	got := a.Readdress(adapters.Wire{Body: []byte(`{"model":"models/m","contents":[]}`)}, adapters.Head{Model: "m", Start: 9, End: 19}, "other")
	if changed := got.Change.Apply(got.Body); string(changed) != `{"model":"models/other","contents":[]}` {
		t.Errorf("%s", changed)
	}
	if _, err := a.Peek(adapters.Wire{Body: []byte(`{"contents":`)}); err == nil {
		t.Error("a body that is cut off")
	}
}

func TestAuthorize(t *testing.T) {
	a := New().(adapters.HeaderCodec)
	for key, want := range map[string]http.Header{
		"":         {},
		"AIzaX":    {"X-Goog-Api-Key": {"AIzaX"}},
		"ya29.tok": {"Authorization": {"Bearer ya29.tok"}},
	} {
		h := http.Header{}
		a.Authorize(h, key)
		if len(h) != len(want) {
			t.Errorf("%s: %v", key, h)
		}
		for name := range want {
			if h.Get(name) != want.Get(name) {
				t.Errorf("%s: %v", key, h)
			}
		}
	}
}
