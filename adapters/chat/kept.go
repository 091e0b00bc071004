package chat

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// own is the dialect of this package.
const own = pb.Dialect_DIALECT_CHAT

// kept gathers the members of one wire object that no field of the model holds, or that a field does not hold exactly.
// The zero value is empty.
type kept struct{ unknown, spelling, transport jsonx.Rest }

// keep begins with the content of a fallback field.
func keep(extra jsonx.Value) kept { return kept{unknown: jsonx.NewRest(extra)} }

// spell keeps the raw spelling of a member whose meaning a field holds too.
func (k *kept) spell(name, raw string) { k.spelling.Keep(name, jsonx.Value(raw)) }

// word keeps a word in place of which the encoder would write another, or none. One that is not among those that are known means
// something that no field says.
func (k *kept) word(name string, s *jsonx.String, known ...string) {
	switch {
	case s.Raw != nil:
		k.unknown.Keep(name, s.Raw)
	case s.V != "" && !slices.Contains(known, s.V):
		k.unknown.Keep(name, jsonx.Value(jsonx.Quote(s.V)))
	default:
		k.spell(name, typeOrNull(s))
	}
}

// lacks says that the wire object spelled a value in another way than by this member: the encoder takes the next way. It
// does nothing where the member is there as something that is kept.
func (k *kept) lacks(name string) {
	if _, ok := jsonx.Get(k.unknown.String(), name); !ok {
		k.spell(name, "null")
	}
}

// empty reports whether nothing was gathered.
func (k *kept) empty() bool {
	return k.unknown.String() == "" && k.spelling.String() == "" && k.transport.String() == ""
}

// raw keeps what a lenient scalar could not hold: as a mere spelling where the scalar has a value all the same.
func (k *kept) raw(name string, raw jsonx.Value, set bool) {
	switch {
	case raw == nil:
	case set:
		k.spelling.Keep(name, raw)
	default:
		k.unknown.Keep(name, raw)
	}
}

func (k *kept) str(name string, s *jsonx.String) string {
	k.raw(name, s.Raw, false)
	return s.V
}

func (k *kept) strPtr(name string, s *jsonx.String) *string {
	k.raw(name, s.Raw, false)
	return s.Ptr()
}

// strSpelled is for strings whose empty value the encoder leaves out.
func (k *kept) strSpelled(name string, s *jsonx.String) string {
	if s.Set && s.V == "" {
		k.spell(name, `""`)
	}
	return k.str(name, s)
}

func (k *kept) boolPtr(name string, b *jsonx.Bool) *bool {
	k.raw(name, b.Raw, false)
	return b.Ptr()
}

func (k *kept) intPtr(name string, n *jsonx.Int) *int64 {
	k.raw(name, n.Raw, n.Set)
	return n.Ptr()
}

func (k *kept) int32Ptr(name string, n *jsonx.Int32) *int32 {
	k.raw(name, n.Raw, n.Set)
	return n.Ptr()
}

func (k *kept) floatPtr(name string, f *jsonx.Float) *float64 {
	k.raw(name, f.Raw, f.Set)
	return f.Ptr()
}

// learn takes over the members that nobody knows of what another fragment of the same object kept. Of two members of one name the
// later one stays.
func (k *kept) learn(other string) {
	for name, value := range jsonx.Members(other) {
		if value != "null" {
			k.unknown = jsonx.NewRest(jsonx.Value(jsonx.Merge(k.unknown.String(), jsonx.Wrap(name, value))))
		}
	}
}

// into appends what was gathered as extensions for the wire object at a place.
func (k *kept) into(exts []*pb.Extension, at string) []*pb.Extension {
	exts = canon.KeepUnknown(exts, own, at, k.unknown.String())
	exts = canon.Keep(exts, own, at, k.spelling.String(), pb.ExtensionKind_EXTENSION_KIND_SPELLING)
	return canon.KeepTransport(exts, own, at, k.transport.String())
}

// ours gives the members that this dialect kept for the wire object at a place, as the text of one object.
func ours(exts []*pb.Extension, at string) string {
	if len(exts) == 0 {
		return ""
	}
	return canon.Own(exts, own, at)
}

// lacked reports whether kept members say that the wire object lacked a member which would otherwise be written.
func lacked(members, name string) bool {
	if members == "" {
		return false
	}
	raw, ok := jsonx.Get(members, name)
	return ok && raw == "null"
}
