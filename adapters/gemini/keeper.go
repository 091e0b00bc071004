package gemini

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Two kinds of breadcrumbs say how a wire object was written without keeping what was written. Each is an extension whose
// at is that of the object with one of these marks behind it.
const (
	// namesMark: mapped members that were not spelled in lowerCamelCase, each with its spelling.
	namesMark = "#names"
	// formsMark: members whose form the model cannot tell: see the forms below.
	formsMark = "#forms"
)

// The forms of a member, as JSON text.
const (
	// formEmpty is an empty list or object that was there.
	formEmpty = `"empty"`
	// formSingle is one object in place of a list of one.
	formSingle = `"single"`
	// formPacked is a part that came in an envelope.
	formPacked = `"packed"`
)

// keeper gathers the extensions of one canonical message.
type keeper struct{ exts []*pb.Extension }

// rest keeps what a wire object held beside its mapped values.
func (k *keeper) rest(at string, l *leftover) {
	k.exts = canon.KeepUnknown(k.exts, own, at, l.unknown.String())
	k.names(at, l)
}

// names keeps how the mapped members were spelled.
func (k *keeper) names(at string, l *leftover) {
	for _, r := range l.renamed {
		k.exts = canon.KeepSpelling(k.exts, own, at+namesMark, r.name, jsonx.Quote(r.spelling))
	}
}

// form keeps the form of a member.
func (k *keeper) form(at, name, form string) {
	k.exts = canon.KeepSpelling(k.exts, own, at+formsMark, name, form)
}

// exact keeps the value of a mapped member that a field says less exactly.
func (k *keeper) exact(at, spelling, raw string) {
	k.exts = canon.KeepSpelling(k.exts, own, at, spelling, raw)
}

// absent keeps that a member was not there which would be written.
func (k *keeper) absent(at, name string) { k.exact(at, name, "null") }

// crumbs finds the breadcrumbs of one kind that were kept for a wire object, as the text of an object; "" for none.
func crumbs(exts []*pb.Extension, at, mark string) string {
	for _, e := range exts {
		if e.Dialect == own && len(e.At) == len(at)+len(mark) && strings.HasPrefix(e.At, at) && strings.HasSuffix(e.At, mark) {
			return e.MembersJson
		}
	}
	return ""
}

// form is the form that was kept for a member, "" for none.
func form(exts []*pb.Extension, at, name string) string {
	f, _ := jsonx.Get(crumbs(exts, at, formsMark), name)
	return f
}

// keeps reports whether anything was kept for the wire object at a place.
func keeps(exts []*pb.Extension, at string) bool {
	for _, e := range exts {
		if e.Dialect == own && strings.HasPrefix(e.At, at) {
			return true
		}
	}
	return false
}
