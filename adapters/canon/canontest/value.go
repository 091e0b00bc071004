package canontest

import (
	"pgregory.net/rapid"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Texts that have troubled translators, and plain ones.
var texts = []string{
	"", " ", "\n\n", "hello", "two words", "straße", "日本語", "🧑‍🚀 emoji", "\"quoted\" <&> \\", "line\nline", "tail ", "\u0000",
	"(empty)", "{\"a\":1}",
}

var objects = []string{
	`{}`, `{"a":1}`, `{"b":{"c":[1,2.50,1e3]},"a":null}`, `{"n":12345678901234567890,"s":"ü"}`, `{ "spaced" : [ ] }`,
}

// Dialects are those that a document may come from.
var Dialects = []pb.Dialect{
	pb.Dialect_DIALECT_RESPONSES, pb.Dialect_DIALECT_CHAT, pb.Dialect_DIALECT_CLAUDE, pb.Dialect_DIALECT_GEMINI,
}

// Text gives a text.
func Text() *rapid.Generator[string] { return rapid.SampledFrom(texts) }

// Object gives the text of a JSON object.
func Object() *rapid.Generator[string] { return rapid.SampledFrom(objects) }

// Word gives a short name, never empty.
func Word() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"alpha", "beta", "get_weather", "run-it", "x", "functions.y:0", "ünïcode"})
}

// drawer draws the values of one document.
type drawer struct{ *rapid.T }

func (d drawer) bool() bool     { return rapid.Bool().Draw(d.T, "bool") }
func (d drawer) n(most int) int { return rapid.IntRange(0, most).Draw(d.T, "n") }
func (d drawer) text() string   { return Text().Draw(d.T, "text") }
func (d drawer) object() string { return Object().Draw(d.T, "object") }
func (d drawer) word() string   { return Word().Draw(d.T, "word") }

// maybe gives a word, often none.
func (d drawer) maybe() string {
	if d.bool() {
		return ""
	}
	return d.word()
}

func (d drawer) words(most int) []string {
	var out []string
	for range d.n(most) {
		out = append(out, d.word())
	}
	return out
}

func (d drawer) of(words ...string) string { return rapid.SampledFrom(words).Draw(d.T, "of") }

func (d drawer) dialect() pb.Dialect { return rapid.SampledFrom(Dialects).Draw(d.T, "dialect") }

// opt gives a pointer to a drawn value, or nil.
func opt[V any](d drawer, draw func() V) *V {
	if d.bool() {
		return nil
	}
	v := draw()
	return &v
}

func (d drawer) int64() int64     { return rapid.Int64Range(0, 100000).Draw(d.T, "int64") }
func (d drawer) int32() int32     { return rapid.Int32Range(0, 100).Draw(d.T, "int32") }
func (d drawer) float64() float64 { return float64(d.n(20)) / 10 }

// enum gives a value of an enum from low to high.
func enum[E ~int32](d drawer, low, high E) E {
	return E(rapid.Int32Range(int32(low), int32(high)).Draw(d.T, "enum"))
}

func (d drawer) extensions() []*pb.Extension {
	type key struct {
		dialect pb.Dialect
		at      string
		kind    pb.ExtensionKind
	}
	seen := map[key]bool{}
	var out []*pb.Extension
	for range max(0, d.n(4)-2) {
		e := &pb.Extension{
			Dialect: d.dialect(), At: d.of("", "/source", "/function"),
			MembersJson: d.of(`{"x":1}`, `{"y":[null],"z":"~/"}`, `{"x":{"y":2}}`),
			Kind:        enum(d, pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED, pb.ExtensionKind_EXTENSION_KIND_TRANSPORT),
		}
		if k := (key{e.Dialect, e.At, e.Kind}); !seen[k] {
			seen[k] = true
			out = append(out, e)
		}
	}
	return out
}

func (d drawer) form() pb.ContentForm {
	return enum(d, pb.ContentForm_CONTENT_FORM_UNSPECIFIED, pb.ContentForm_CONTENT_FORM_OBJECT)
}

func (d drawer) cacheHint() *pb.CacheHint {
	if d.n(3) > 0 {
		return nil
	}
	return &pb.CacheHint{TtlSeconds: opt(d, func() int32 { return 300 })}
}
