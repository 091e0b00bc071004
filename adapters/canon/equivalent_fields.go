package canon

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// fields compares the scalar fields and lists of scalars of two messages of one type, either of which may be nil; messages
// in them are compared by the caller. What only b says may be reported at what a says instead, where a message has several
// ways to say one thing.
func (c *comparer) fields(path string, a, b proto.Message) {
	ma, mb := a.ProtoReflect(), b.ProtoReflect()
	first := len(c.diffs)
	var added []string
	list := ma.Descriptor().Fields()
	for i := range list.Len() {
		f := list.Get(i)
		if f.Message() != nil || notCompared[f.FullName()] {
			continue
		}
		at := path + "/" + string(f.Name())
		if f.IsList() {
			c.scalars(at, ma.Get(f).List(), mb.Get(f).List(), isJSON(f))
			continue
		}
		switch inA, inB := says(ma, f), says(mb, f); {
		case isSchema(f) && sameParameters(ma.Get(f).String(), mb.Get(f).String()):
		case inA && inB && !sameValue(f, ma.Get(f), mb.Get(f)):
			c.differ(at, fmt.Sprintf("%.80v became %.80v", ma.Get(f), mb.Get(f)))
		case inA && !inB && impliedBySilence[f.FullName()] && !mb.Has(f):
		case inA && !inB:
			c.differ(at, fmt.Sprintf("%.80v is gone", ma.Get(f)))
		case inB && !inA && !mayAppear[f.FullName()]:
			added = append(added, at)
		}
	}
	var instead []string
	for _, d := range c.diffs[first:] {
		if together[ma.Descriptor().FullName()] {
			instead = append(instead, d.Path)
		}
	}
	for _, at := range added {
		c.differ(at, "is said by the second alone", instead...)
	}
}

// together are the messages whose fields stand for one another: an effort for a budget, a hint for a key.
var together = setOf("ReasoningConfig", "OutputFormat", "Tool", "HostedTool", "Caching")

// says reports whether a message says anything in a field that it would not say by leaving it out.
func says(m protoreflect.Message, f protoreflect.FieldDescriptor) bool {
	if !m.Has(f) {
		return false
	}
	value := m.Get(f).String()
	return value != "" && !slices.Contains(strings.Fields(defaults[f.FullName()]), value)
}

func isJSON(f protoreflect.FieldDescriptor) bool { return strings.HasSuffix(string(f.Name()), "_json") }

func isSchema(f protoreflect.FieldDescriptor) bool {
	return strings.HasSuffix(string(f.Name()), "schema_json")
}

func sameValue(f protoreflect.FieldDescriptor, a, b protoreflect.Value) bool {
	return a.Equal(b) || isJSON(f) && !isSchema(f) && sameJSON(a.String(), b.String())
}

// scalars compares lists in which every element says something by itself: in order, some may be gone.
func (c *comparer) scalars(path string, a, b protoreflect.List, json bool) {
	same := func(x, y protoreflect.Value) bool {
		return x.Equal(y) || json && sameJSON(x.String(), y.String())
	}
	next := 0
	var gone []string
	for i := range a.Len() {
		j := next
		for j < b.Len() && !same(a.Get(i), b.Get(j)) {
			j++
		}
		if j < b.Len() {
			next = j + 1
			continue
		}
		at := Path(i)
		c.differ(path+at, fmt.Sprintf("%.80v is gone", a.Get(i)))
		gone = append(gone, path+at)
	}
	if extra := b.Len() - (a.Len() - len(gone)); extra > 0 {
		c.differ(path, fmt.Sprintf("the second has %d more", extra), gone...)
	}
}
