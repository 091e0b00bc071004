package schema

import (
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// lowerer writes one schema within rules.
type lowerer struct {
	parser
	rules  *Rules
	report func(pointer, detail string)
	// source is the whole schema as it came.
	source string
	// circles are the references that close a circle, once they were asked for.
	circles map[edge]bool
	// budget is how many bytes references may still put in place.
	budget int
}

// lower brings a schema and all in it within the rules.
func (l *lowerer) lower(n *node, root bool) {
	if !n.object {
		l.literal(n, root)
		if !n.object {
			return
		}
	}
	for again := true; again; {
		l.references(n, root)
		l.mergeAllOf(n, root)
		if root && l.rules.PlainRoot {
			l.plainRoot(n)
		}
		l.oneOf(n)
		again = l.nullUnion(n)
	}
	l.constant(n)
	if root && l.rules.RootObject {
		l.rootObject(n)
	}
	l.types(n)
	l.enum(n)
	l.bounds(n)
	if l.rules.FullyTyped {
		l.complete(n)
	}
	if l.rules.ArrayItems && n.names("array") && !n.has("items") {
		n.set("items", "{}")
	}
	l.keywords(n)
	if l.rules.ForceClosedObjects {
		l.closeObject(n)
	}
	if l.rules.UpperTypes {
		l.upperTypes(n)
	}
	l.kids(n)
	l.describe(n)
}

// literal turns true, false and what is no schema into one with keywords where the rules want that.
func (l *lowerer) literal(n *node, root bool) {
	if !l.rules.FullyTyped && (!root || !l.rules.RootObject) {
		return
	}
	switch jsonx.KindOf(n.raw) {
	case 't':
		n.object, n.dirty = true, true
	case 'f':
		n.object = true
		n.note("no value is valid")
		l.tell(n.at, "a schema that takes no value cannot be said")
	}
}

// kids lowers the schemas that keywords hold.
func (l *lowerer) kids(n *node) {
	for i := range n.kws {
		k := &n.kws[i]
		for _, kid := range k.kids {
			l.lower(kid, false)
			k.dirty = k.dirty || kid.dirty
		}
		n.dirty = n.dirty || k.dirty
	}
}

// keywords takes out what the target does not take.
func (l *lowerer) keywords(n *node) {
	if l.rules.Keywords == nil {
		return
	}
	for _, k := range n.kws {
		if !slices.Contains(l.rules.Keywords, k.name) && !isFallback(k) {
			l.lose(n, k, "the target does not take the keyword")
		}
	}
	n.kws = slices.DeleteFunc(n.kws, func(k keyword) bool {
		out := !slices.Contains(l.rules.Keywords, k.name)
		n.dirty = n.dirty || out
		return out
	})
}

// isFallback reports whether a keyword says what holds without it.
func isFallback(k keyword) bool {
	w := words[k.name]
	return w.fallback != "" && w.fallback == k.raw || w.fallback == "true" && jsonx.KindOf(k.raw) == '{' && jsonx.Empty(k.raw)
}

// lose reports that a keyword is left out or changed, and notes what it said.
func (l *lowerer) lose(n *node, k keyword, detail string) {
	l.tell(k.place(), detail)
	n.dirty = true
	if mute(k.name) {
		return
	}
	value := jsonx.Compact(k.raw)
	if s, ok := jsonx.Unquote(value); ok {
		value = s
	}
	if value != "" && len(value) <= maxNote {
		n.note(k.called() + ": " + value)
	}
}

// maxNote is the longest value, in bytes, that a description repeats.
const maxNote = 1000

// note adds a line to what the description shall say.
func (n *node) note(line string) {
	n.dirty = true
	if !slices.Contains(n.notes, line) {
		n.notes = append(n.notes, line)
	}
}

// tell reports a change at a place of the source.
func (l *lowerer) tell(at *place, detail string) {
	if l.report != nil {
		l.report(at.pointer(), detail)
	}
}

// describe adds the notes to the description.
func (l *lowerer) describe(n *node) {
	if len(n.notes) == 0 || l.rules.Keywords != nil && !slices.Contains(l.rules.Keywords, "description") {
		return
	}
	lines := n.notes
	if d := n.text("description"); d != "" {
		lines = append([]string{d}, lines...)
	}
	n.set("description", jsonx.Quote(strings.Join(lines, "\n")))
}
