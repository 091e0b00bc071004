package schema

import (
	"net/url"
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// maxInlined is how many bytes of definitions references may put in place, together: definitions that name each other
// twice grow without bound otherwise.
const maxInlined = 1 << 18

// maxChain is how many references may lead from one to the next.
const maxChain = 32

// references resolves the $ref of a schema as the rules want it.
func (l *lowerer) references(n *node, root bool) {
	if l.rules.InlineRefs {
		n.remove("$defs", "definitions")
	}
	for k := n.get("$ref"); k != nil; k = n.get("$ref") {
		switch {
		case l.rules.InlineRefs, root && l.rules.RootObject:
			l.inline(n, *k, root)
		case l.rules.NoRecursion && l.closesCircle(k):
			l.cut(n, *k, "a reference that leads back to itself became a plain object")
			return
		default:
			return
		}
	}
}

// inline puts what a $ref names in its place; what stands beside it applies as well.
func (l *lowerer) inline(n *node, ref keyword, root bool) {
	pointer, local := refPointer(ref.raw)
	target, ok := jsonx.Lookup(l.source, pointer)
	switch {
	case !local || !ok:
		n.remove("$ref")
		l.lose(n, ref, "the reference cannot be resolved")
		return
	case n.within.has(pointer):
		l.cut(n, ref, "a reference that leads back to itself became a plain object")
		return
	case len(target) > l.budget, n.within.length == maxChain:
		l.cut(n, ref, "a reference became a plain object: the schema grows too large")
		return
	}
	l.budget -= len(target)
	n.remove("$ref")
	found := l.parse(target, refPlace(pointer), &chain{pointer: pointer, up: n.within, length: n.within.length + 1})
	l.references(found, root)
	l.merge(n, found)
}

// cut puts a plain object in the place of a $ref.
func (l *lowerer) cut(n *node, ref keyword, detail string) {
	l.tell(ref.place(), detail)
	n.remove("$ref")
	n.set("type", `"object"`)
}

// refPointer gives the JSON Pointer of a reference inside the document; false for any other reference.
func refPointer(raw string) (string, bool) {
	ref, ok := jsonx.Unquote(raw)
	if !ok || !strings.HasPrefix(ref, "#") {
		return "", false
	}
	pointer, err := url.PathUnescape(ref[1:])
	return pointer, err == nil && (pointer == "" || pointer[0] == '/')
}

// refPlace is the place that a pointer names.
func refPlace(pointer string) *place {
	if pointer == "" {
		return nil
	}
	return &place{whole: pointer}
}

// edge is a reference between two places, by pointer.
type edge struct{ from, to string }

// closesCircle reports whether a $ref is one of those that close a circle.
func (l *lowerer) closesCircle(ref *keyword) bool {
	to, local := refPointer(ref.raw)
	if !local {
		return false
	}
	if l.circles == nil {
		l.circles = findCircles(l.source)
	}
	at := ref.at.pointer()
	for e := range l.circles {
		if e.to == to && inside(at, e.from) {
			return true
		}
	}
	return false
}

// inside reports whether a pointer names something in what another names, or that itself.
func inside(pointer, outer string) bool {
	return strings.HasPrefix(pointer, outer) && (len(pointer) == len(outer) || pointer[len(outer)] == '/')
}

// findCircles finds the references that close a circle, when all are followed from the root in order.
func findCircles(schema string) map[edge]bool {
	f := circleFinder{targets: map[string][]string{"": nil}, active: map[string]bool{}, done: map[string]bool{}, circles: map[edge]bool{}}
	var refs []edge
	Walk(schema, func(at, keyword, value string) bool {
		if to, local := refPointer(value); keyword == "$ref" && local {
			refs = append(refs, edge{at, to})
			f.targets[to] = nil
		}
		return true
	})
	for from := range f.targets {
		for _, r := range refs {
			if inside(r.from, from) {
				f.targets[from] = append(f.targets[from], r.to)
			}
		}
	}
	f.visit("")
	return f.circles
}

// circleFinder walks references depth first.
type circleFinder struct {
	// targets are the references in what a pointer names, in order.
	targets map[string][]string
	active  map[string]bool
	done    map[string]bool
	circles map[edge]bool
}

func (f *circleFinder) visit(from string) {
	f.active[from] = true
	for _, to := range f.targets[from] {
		switch {
		case f.active[to]:
			f.circles[edge{from, to}] = true
		case !f.done[to]:
			f.visit(to)
		}
	}
	f.active[from] = false
	f.done[from] = true
}
