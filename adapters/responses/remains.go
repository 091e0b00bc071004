package responses

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// remains gathers what one wire object says beside the canonical fields, until it is put on a canonical message.
type remains struct {
	unknown, spelling, transport jsonx.Rest
}

// beside begins with the members that a wire struct has no field for.
func beside(extra jsonx.Value) remains { return remains{unknown: jsonx.NewRest(extra)} }

// Raw values that are kept as spelling: null says that the wire object lacked a member.
var (
	null        = jsonx.Value("null")
	emptyObject = jsonx.Value("{}")
	emptyList   = jsonx.Value("[]")
	emptyText   = jsonx.Value(`""`)
)

// spell keeps the raw form of a member whose meaning a field holds too.
func (r *remains) spell(name string, raw jsonx.Value) { r.spelling.Keep(name, raw) }

// spellText keeps the form of a string whose meaning a field holds too. What is no string has none that a field could hold.
func (r *remains) spellText(name string, s jsonx.String) {
	if s.Raw != nil {
		r.keep(name, s.Raw)
		return
	}
	r.spell(name, spelling(s))
}

// word keeps a word in place of which the encoder would write another, or none. One that is not among those that are known means
// something that no field says.
func (r *remains) word(name string, s jsonx.String, known ...string) {
	if s.V != "" && !slices.Contains(known, s.V) {
		r.keep(name, spelling(s))
		return
	}
	r.spellText(name, s)
}

// absent keeps that the wire object lacked a member that the encoder would otherwise write.
func (r *remains) absent(name string) { r.spelling.Keep(name, null) }

// keep keeps a member that no field holds. A null one says nothing.
func (r *remains) keep(name string, raw jsonx.Value) {
	if raw.Kind() != 'n' {
		r.unknown.Keep(name, raw)
	}
}

// str gives a string. An empty one, which a field cannot tell from none, is kept as spelling.
func (r *remains) str(name string, s jsonx.String) string {
	r.keepKind(name, s.Raw)
	if s.Set && s.V == "" {
		r.spell(name, emptyText)
	}
	return s.V
}

// required gives a string that the encoder always writes: that the wire object lacked it is kept.
func (r *remains) required(name string, s jsonx.String) string {
	if r.keepKind(name, s.Raw); !s.Set && s.Raw == nil {
		r.absent(name)
	}
	return s.V
}

func (r *remains) strPtr(name string, s jsonx.String) *string {
	r.keepKind(name, s.Raw)
	return s.Ptr()
}

func (r *remains) boolPtr(name string, b jsonx.Bool) *bool {
	r.keepKind(name, b.Raw)
	return b.Ptr()
}

func (r *remains) intPtr(name string, n jsonx.Int) *int64 {
	r.keepKind(name, n.Raw)
	return n.Ptr()
}

func (r *remains) int32Ptr(name string, n jsonx.Int32) *int32 {
	r.keepKind(name, n.Raw)
	return n.Ptr()
}

func (r *remains) floatPtr(name string, f jsonx.Float) *float64 {
	if f.Set {
		r.spell(name, f.Raw)
	} else {
		r.keepKind(name, f.Raw)
	}
	return f.Ptr()
}

// keepKind keeps a value of another kind than the field has: then nothing else says it.
func (r *remains) keepKind(name string, raw jsonx.Value) { r.unknown.Keep(name, raw) }

// none reports whether nothing was gathered.
func (r *remains) none() bool {
	return r.unknown.String() == "" && r.spelling.String() == "" && r.transport.String() == ""
}

// put appends all that was gathered as extensions of the wire object at a place.
func (r *remains) put(exts []*pb.Extension, at string) []*pb.Extension {
	exts = canon.KeepUnknown(exts, dialect, at, r.unknown.String())
	exts = canon.Keep(exts, dialect, at, r.spelling.String(), pb.ExtensionKind_EXTENSION_KIND_SPELLING)
	return canon.KeepTransport(exts, dialect, at, r.transport.String())
}

// own gives the members that were kept for the wire object at a place.
func own(exts []*pb.Extension, at string) string { return canon.Own(exts, dialect, at) }
