package canon

import (
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// alignment says which sayings of b are those of a. Several of a may have become one of b, when texts were joined, and one
// of a several of b, when it was cut.
type alignment struct {
	a, b []saying
	to   []int         // for each of a the index in b, of the last piece of several, or -1
	cut  map[int][]int // for each of a that was cut the indexes of all pieces
	used []bool
	gapA []int // for each the number of exact matches before it: what has the same number stands at the same place
	gapB []int
}

// align finds out what became of each saying: first what is the same at the same place, then what moved, or changed its
// author, then what was changed where it stands.
func (c *comparer) align(a, b []saying) *alignment {
	al := &alignment{a: a, b: b, to: make([]int, len(a)), used: make([]bool, len(b)), cut: map[int][]int{}}
	for i := range al.to {
		al.to[i] = -1
	}
	al.exact()
	al.number()
	c.moved(al)
	c.joined(al)
	al.changed()
	return al
}

func (al *alignment) match(i, j int) { al.to[i], al.used[j] = j, true }

// same reports whether two sayings are equal in content and author; instructions of both kinds count as one author here.
func (al *alignment) same(i, j int) bool {
	return al.a[i].gist == al.b[j].gist && voice(al.a[i].role) == voice(al.b[j].role) && al.named(i, j)
}

// named reports whether two calls may be of the same tool: names that any dialect takes as they are do not change.
func (al *alignment) named(i, j int) bool {
	a, b := al.a[i].part.GetToolCall(), al.b[j].part.GetToolCall()
	return a == nil || b == nil || a.Name == b.Name || a.Namespace != "" || b.Namespace != "" || !plainName(a.Name)
}

// plainName reports whether a name needs no alias in any dialect.
func plainName(name string) bool {
	return len(name) <= 64 && !strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
}

func voice(r pb.Role) pb.Role {
	if r == pb.Role_ROLE_DEVELOPER {
		return pb.Role_ROLE_SYSTEM
	}
	return r
}

// exact matches a longest common subsequence.
func (al *alignment) exact() {
	low, n, m := 0, len(al.a), len(al.b)
	for low < n && low < m && al.same(low, low) {
		al.match(low, low)
		low++
	}
	for n > low && m > low && al.same(n-1, m-1) {
		n, m = n-1, m-1
		al.match(n, m)
	}
	rows, columns := n-low, m-low
	if rows == 0 || columns == 0 {
		return
	}
	// length[i][j] is how much the rests from i and j have in common.
	length := make([][]int32, rows+1)
	for i := range length {
		length[i] = make([]int32, columns+1)
	}
	for i := rows - 1; i >= 0; i-- {
		for j := columns - 1; j >= 0; j-- {
			if al.same(low+i, low+j) {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < rows && j < columns; {
		switch {
		case al.same(low+i, low+j):
			al.match(low+i, low+j)
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
}

// number says at which place each saying stands, in terms of what is the same.
func (al *alignment) number() {
	al.gapA, al.gapB = make([]int, len(al.a)), make([]int, len(al.b))
	n := 0
	for i := range al.a {
		al.gapA[i] = n
		if al.to[i] >= 0 {
			n++
		}
	}
	n = 0
	for j := range al.b {
		al.gapB[j] = n
		if al.used[j] {
			n++
		}
	}
}

// moved matches what is said elsewhere, or by another author.
func (c *comparer) moved(al *alignment) {
	c.movedWhere(al, al.named)
	c.movedWhere(al, func(int, int) bool { return true })
}

func (c *comparer) movedWhere(al *alignment, allowed func(i, j int) bool) {
	for i := range al.a {
		if al.to[i] >= 0 {
			continue
		}
		for j := range al.b {
			if al.used[j] || al.a[i].gist != al.b[j].gist || !allowed(i, j) {
				continue
			}
			al.match(i, j)
			if al.gapA[i] != al.gapB[j] {
				c.differ(al.a[i].content(), "it moved", al.turnOf(i)...)
			}
			break
		}
	}
}

// turnOf gives the paths of all that is said in the turn of a saying: order is a matter of the whole turn.
func (al *alignment) turnOf(i int) []string {
	var out []string
	for _, s := range al.a {
		if s.turn == al.a[i].turn {
			out = append(out, s.path, s.content())
		}
	}
	return out
}

// joined matches texts that became one text, that have something put around them, or that were cut into several.
func (c *comparer) joined(al *alignment) {
	for j := range al.b {
		whole := al.b[j].part.GetText().GetText()
		if al.used[j] || blank(whole) {
			continue
		}
		in := func(i int) bool { return al.to[i] < 0 && al.gapA[i] == al.gapB[j] }
		found, rest := al.textsIn(whole, in)
		if len(found) == 0 {
			// A text that was moved and wrapped stands at another place.
			found, rest = al.textsIn(whole, func(i int) bool { return al.to[i] < 0 })
		}
		if len(found) == 0 {
			continue
		}
		var run []string
		for _, i := range found {
			al.match(i, j)
			run = append(run, al.a[i].path, al.a[i].content())
		}
		for n, i := range found {
			at := al.a[i].content()
			switch {
			case n > 0:
				c.differ(at, "the text was joined to the one before it", run...)
			case blank(withoutSyntheses(rest)) && !blank(rest):
				c.synthesized(at, "something was put in beside the text")
			case !blank(rest) || len(found) == 1:
				c.differ(at, "the text was changed", append(run, al.a[i].owner+"/role")...)
			}
		}
	}
	c.split(al)
}

// textsIn finds texts of a, in order, in a text of b, and gives what is left of it.
func (al *alignment) textsIn(whole string, allowed func(i int) bool) (found []int, rest string) {
	for i := range al.a {
		text := al.a[i].part.GetText().GetText()
		if blank(text) || !allowed(i) {
			continue
		}
		before, after, ok := strings.Cut(whole, text)
		if !ok {
			before, after, ok = strings.Cut(whole, strings.TrimSpace(text))
		}
		if ok {
			found = append(found, i)
			rest, whole = rest+before, after
		}
	}
	return found, rest + whole
}

// split matches a text that became several.
func (c *comparer) split(al *alignment) {
	for i := range al.a {
		whole := al.a[i].part.GetText().GetText()
		if al.to[i] >= 0 || blank(whole) {
			continue
		}
		var pieces []int
		rest := whole
		for j := range al.b {
			text := al.b[j].part.GetText().GetText()
			if al.used[j] || blank(text) || al.gapA[i] != al.gapB[j] {
				continue
			}
			if _, after, ok := strings.Cut(rest, text); ok {
				rest, pieces = after, append(pieces, j)
				al.match(i, j)
			}
		}
		if len(pieces) > 0 {
			al.cut[i] = pieces
			c.differ(al.a[i].content(), "the text was cut")
		}
	}
}

// changed matches what is of one kind at one place, one after the other.
func (al *alignment) changed() {
	for i := range al.a {
		for j := 0; al.to[i] < 0 && j < len(al.b); j++ {
			if al.used[j] || al.gapA[i] != al.gapB[j] || kindName(al.a[i].part) != kindName(al.b[j].part) {
				continue
			}
			if al.a[i].part.GetText() == nil && al.a[i].role == al.b[j].role {
				al.match(i, j)
			}
		}
	}
}

// withoutSyntheses takes known texts out of a text.
func withoutSyntheses(s string) string {
	for _, known := range []string{TextEmptyTurn, TextContinue, TextInterruptedResult, TextJSONInstruction} {
		s = strings.ReplaceAll(s, known, "")
	}
	return s
}

// isSynthetic reports whether a text is one that encoders put in.
func isSynthetic(s string) bool {
	return strings.HasPrefix(s, TextImageOfCall) || !blank(s) && blank(withoutSyntheses(s))
}
