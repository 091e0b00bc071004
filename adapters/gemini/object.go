package gemini

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// object is a wire object being written, with the names that its own dialect spelled otherwise.
type object struct {
	jsonx.Object
	names string
}

// open begins the wire object at a place of what a canonical message mirrors.
func open(w *jsonx.Writer, exts []*pb.Extension, at string) object {
	if len(exts) == 0 {
		return object{Object: w.Object("")}
	}
	return object{w.Object(canon.Own(exts, own, at)), crumbs(exts, at, namesMark)}
}

// open begins the wire object in member k; not so when it returns false because k is overridden.
func (o object) open(k string, exts []*pb.Extension, at string) (object, bool) {
	if !o.Key(o.name(k)) {
		return object{}, false
	}
	return open(o.Writer(), exts, at), true
}

// name is how to spell a member.
func (o object) name(k string) string {
	if o.names == "" {
		return k
	}
	raw, _ := jsonx.Get(o.names, k)
	if s, ok := jsonx.Unquote(raw); ok {
		return s
	}
	return k
}
