package claude

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// leftovers gathers what one wire object holds and its canonical message does not say: members without a field, values
// that came as something else than the field holds, and spellings that the encoder would not choose by itself.
type leftovers struct {
	at       string
	unknown  jsonx.Value
	spelling jsonx.Rest
	spelled  bool
}

// spell keeps the exact spelling of a member.
func (l *leftovers) spell(name, raw string) {
	l.spelling.Keep(name, jsonx.Value(raw))
	l.spelled = true
}

// raw keeps a value that its field cannot hold. Unless it is null or empty it means something, which no field says.
func (l *leftovers) raw(name string, v jsonx.Value) {
	switch string(v) {
	case "":
	case "null", "[]", "{}", `""`:
		l.spell(name, string(v))
	default:
		l.strange(name, v)
	}
}

// strange keeps a member that no field says.
func (l *leftovers) strange(name string, v jsonx.Value) {
	rest := jsonx.NewRest(l.unknown)
	rest.Keep(name, v)
	l.unknown = jsonx.Value(rest.String())
}

// none reports whether nothing was gathered.
func (l *leftovers) none() bool { return !l.spelled && len(l.unknown) == 0 }

// text gives the value of a string member that is written only where it is not empty.
func (l *leftovers) text(name string, s *jsonx.String) string {
	l.raw(name, s.Raw)
	if s.Set && s.V == "" {
		l.spell(name, `""`)
	}
	return s.V
}

// full gives the value of a string member that is always written.
func (l *leftovers) full(name string, s *jsonx.String) string {
	l.raw(name, s.Raw)
	if !s.Set && s.Raw == nil {
		l.spell(name, "null")
	}
	return s.V
}

// stray keeps a member that has a field, but none for objects of this type.
func (l *leftovers) stray(name string, s *jsonx.String) {
	raw := s.Raw
	if s.Set {
		raw = jsonx.Value(jsonx.Quote(s.V))
	}
	l.strange(name, raw)
}

// constant notes a member that the encoder always writes with one value, where the source did not: another value means something
// that no field says.
func (l *leftovers) constant(name, value string, s *jsonx.String) {
	switch {
	case s.Raw != nil:
		l.raw(name, s.Raw)
	case !s.Set:
		l.spell(name, "null")
	case s.V != value:
		l.stray(name, s)
	}
}

// keep appends what was gathered to the extensions of the canonical message.
func (l *leftovers) keep(exts []*pb.Extension) []*pb.Extension {
	if len(l.unknown) > 0 {
		exts = canon.KeepUnknown(exts, dialect, l.at, string(l.unknown))
	}
	if l.spelled {
		exts = canon.Keep(exts, dialect, l.at, l.spelling.String(), pb.ExtensionKind_EXTENSION_KIND_SPELLING)
	}
	return exts
}

// own gives the members that this dialect kept for the wire object at a place.
func own(exts []*pb.Extension, at string) string {
	if len(exts) == 0 {
		return ""
	}
	return canon.Own(exts, dialect, at)
}
