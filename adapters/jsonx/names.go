package jsonx

import "slices"

// names finds names that an object has twice. It holds the names of all objects that are open, innermost last; a nil *names
// lets everything through.
type names struct {
	list []string
	wide []wide // the open objects that have more names than a search is good for
}

// group is the names of one object.
type group struct {
	from int    // where they begin in the list
	seen uint64 // a bit for each, so that most new names need no search
}

// wide is the names of one object, but for those that came since a name was last looked up.
type wide struct {
	from int
	set  map[string]struct{}
}

// open begins an object.
func (n *names) open() group {
	if n == nil {
		return group{}
	}
	return group{from: len(n.list)}
}

// close ends it.
func (n *names) close(g group) {
	if n == nil {
		return
	}
	n.list = n.list[:g.from]
	if last := len(n.wide) - 1; last >= 0 && n.wide[last].from == g.from {
		n.wide = n.wide[:last]
	}
}

// add adds a name to an object; false if it is there already.
func (n *names) add(g *group, name string) bool {
	if n == nil {
		return true
	}
	bit := uint64(1)
	if len(name) > 0 {
		bit <<= (uint(len(name)) + 7*uint(name[0]) + 11*uint(name[len(name)-1])) & 63
	}
	if g.seen&bit != 0 && n.has(g.from, name) {
		return false
	}
	g.seen |= bit
	n.list = append(n.list, name)
	return true
}

// has looks a name up among those of the innermost object.
func (n *names) has(from int, name string) bool {
	own := n.list[from:]
	if len(own) <= 4*few {
		return slices.Contains(own, name)
	}
	last := len(n.wide) - 1
	if last < 0 || n.wide[last].from != from {
		n.wide = append(n.wide, wide{from, make(map[string]struct{}, 2*len(own))})
		last++
	}
	set := n.wide[last].set
	for _, s := range own[len(set):] {
		set[s] = struct{}{}
	}
	_, ok := set[name]
	return ok
}
