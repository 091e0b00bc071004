package gemini

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// partialArgs builds the arguments of a call that come value by value, each under a JSON path like $.where.city or
// $.list[0]. The zero value is ready.
type partialArgs struct {
	root argNode
	// odd are the pieces that say more than a value at a path, or no such value.
	odd []string
	// beside is what the parts that went on with the call said beside it.
	beside keeper
}

// argNode is one value: an object or list with children, a text that may still grow, or a finished value.
type argNode struct {
	names    []string // of an object's children
	children []*argNode
	list     bool
	text     []byte
	isText   bool
	raw      string
}

// add takes a list of partial arguments. Those that say more than a value at a path, or no such value, are odd too.
func (a *partialArgs) add(list string) {
	for item := range jsonx.Elements(list) {
		if !a.piece(item) {
			a.odd = append(a.odd, strings.Clone(item))
		}
	}
	if list != "" && jsonx.KindOf(list) != '[' {
		a.odd = append(a.odd, strings.Clone(list))
	}
}

// piece takes one partial argument; false where it says something else too.
func (a *partialArgs) piece(item string) (plain bool) {
	raw, _ := jsonx.Get(item, "jsonPath")
	path, plain := jsonx.Unquote(raw)
	if !plain {
		return false
	}
	n := a.root.find(path)
	for name, value := range jsonx.Members(item) {
		switch name {
		case "jsonPath":
		case "stringValue":
			s, ok := jsonx.Unquote(value)
			n.isText, n.text = true, append(n.text, s...)
			plain = plain && ok
		case "numberValue", "boolValue":
			n.raw = value
		case "nullValue":
			n.raw = "null"
		case "willContinue":
			// Whether the text goes on is seen.
		default:
			plain = false
		}
	}
	return plain
}

// json writes the arguments gathered so far; "" where there are none.
func (a *partialArgs) json() string {
	if a.root.children == nil {
		return ""
	}
	w := jsonx.NewWriter(nil)
	a.root.write(w)
	return string(w.Bytes())
}

// find gives the node at a path, which it makes where there is none.
func (n *argNode) find(path string) *argNode {
	path = strings.TrimPrefix(path, "$")
	for path != "" {
		switch path[0] {
		case '.':
			end := strings.IndexAny(path[1:], ".[") + 1
			if end == 0 {
				end = len(path)
			}
			n = n.member(path[1:end])
			path = path[end:]
		case '[':
			inside, rest, ok := strings.Cut(path[1:], "]")
			if !ok {
				return n
			}
			n, path = n.element(inside), rest
		default:
			return n.member(path)
		}
	}
	return n
}

// maxPartialList is the longest list that a position may make.
const maxPartialList = 1 << 12

// element gives the child in brackets: a position, or a name in quotes.
func (n *argNode) element(inside string) *argNode {
	i, err := strconv.Atoi(inside)
	if err != nil || i < 0 || i >= maxPartialList {
		return n.member(strings.Trim(inside, `'"`))
	}
	n.list = true
	for len(n.children) <= i {
		n.children = append(n.children, &argNode{})
	}
	return n.children[i]
}

func (n *argNode) member(name string) *argNode {
	for i, have := range n.names {
		if have == name && i < len(n.children) {
			return n.children[i]
		}
	}
	if n.list {
		return &argNode{}
	}
	child := &argNode{}
	n.names, n.children = append(n.names, name), append(n.children, child)
	return child
}

func (n *argNode) write(w *jsonx.Writer) {
	switch {
	case n.list:
		w.BeginArray()
		for _, c := range n.children {
			c.write(w)
		}
		w.EndArray()
	case n.names != nil:
		o := w.Object("")
		for i, c := range n.children {
			if o.Key(n.names[i]) {
				c.write(w)
			}
		}
		o.End()
	case n.isText:
		w.Str(string(n.text))
	case n.raw != "":
		w.Raw(n.raw)
	default:
		w.Null()
	}
}
