package schema

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// parser reads schemas into trees. It makes nodes, keywords and places many at a time.
type parser struct {
	nodes  []node
	kws    []keyword
	places []place
}

// parse reads a schema and all in it.
func (p *parser) parse(raw string, at *place, within *chain) *node {
	n := p.node()
	n.raw, n.at, n.within, n.object = raw, at, within, jsonx.KindOf(raw) == '{'
	if !n.object {
		return n
	}
	count := 0
	for range jsonx.Members(raw) {
		count++
	}
	n.kws = p.keywords(count)
	for name, value := range jsonx.Members(raw) {
		n.kws = append(n.kws, p.keyword(name, value, at, within))
	}
	return n
}

func (p *parser) keyword(name, value string, at *place, within *chain) keyword {
	k := keyword{name: name, raw: value, at: at}
	holds, kind := words[name].holds, jsonx.KindOf(value)
	switch {
	case holds == holdsNone:
	case holds == holdsMap && kind == '{':
		k.holds = holdsMap
		here := p.child(at, name)
		for key, raw := range jsonx.Members(value) {
			k.names = append(k.names, key)
			k.kids = append(k.kids, p.parse(raw, p.child(here, key), within))
		}
	case holds != holdsMap && kind == '[':
		k.holds = holdsList
		here := p.child(at, name)
		for raw := range jsonx.Elements(value) {
			k.kids = append(k.kids, p.parse(raw, p.child(here, strconv.Itoa(len(k.kids))), within))
		}
	case holds == holdsOne && (kind == '{' || name == "items"):
		k.holds = holdsOne
		k.kids = []*node{p.parse(value, p.child(at, name), within)}
	}
	return k
}

// chunk is how many things the parser makes at a time.
const chunk = 32

func (p *parser) node() *node {
	if len(p.nodes) == 0 {
		p.nodes = make([]node, chunk)
	}
	n := &p.nodes[0]
	p.nodes = p.nodes[1:]
	return n
}

// keywords makes room for some keywords, and for one more, which lowering often adds.
func (p *parser) keywords(count int) []keyword {
	count += 2
	if len(p.kws) < count {
		p.kws = make([]keyword, max(count, 4*chunk))
	}
	kws := p.kws[:0:count]
	p.kws = p.kws[count:]
	return kws
}

func (p *parser) child(at *place, token string) *place {
	if len(p.places) == 0 {
		p.places = make([]place, chunk)
	}
	c := &p.places[0]
	p.places = p.places[1:]
	c.up, c.token = at, token
	return c
}
