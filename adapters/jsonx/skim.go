package jsonx

import "strings"

// Skim calls visit for the members of the object that doc is: their names as they stand between the quotes, and the text of
// their values, valid as long as doc is. It is for who needs a few members of a large document and leaves the rest to somebody
// else: brackets, names, colons, commas, literals and numbers are checked, but of strings only where they end. marked reports
// whether a string anywhere in doc, a name or a value, begins with mark. Where ok is false the document is at fault, or stranger
// than Skim cares for, and a [Scanner] knows.
func Skim(doc []byte, mark string, visit func(name, value string)) (marked, ok bool) {
	k := skim{s: stringOf(doc), mark: mark}
	i := skipSpace(k.s, 0)
	if i == len(k.s) || k.s[i] != '{' {
		return false, false
	}
	i = k.object(i, 1, visit)
	return k.marked, i > 0 && skipSpace(k.s, i) == len(k.s)
}

// skim is a walk over one document. Its methods take the index where a piece begins and return the one after it, 0 at a fault.
type skim struct {
	s, mark string
	marked  bool
}

func (k *skim) value(i, depth int) int {
	if i >= len(k.s) || depth == MaxDepth {
		return 0
	}
	switch k.s[i] {
	case '"':
		return k.text(i)
	case '{':
		return k.object(i, depth+1, nil)
	case '[':
		return k.array(i, depth+1)
	}
	end, f := scanValue(k.s, i, depth, nil)
	if f != fine {
		return 0
	}
	return end
}

func (k *skim) object(i, depth int, visit func(name, value string)) int {
	if i = skipSpace(k.s, i+1); i < len(k.s) && k.s[i] == '}' {
		return i + 1
	}
	for i < len(k.s) && k.s[i] == '"' {
		name := i + 1
		end := k.text(i)
		if end == 0 {
			return 0
		}
		colon, f := scanByte(k.s, end, ':')
		if f != fine {
			return 0
		}
		from := skipSpace(k.s, colon)
		to := k.value(from, depth)
		if to == 0 {
			return 0
		}
		if visit != nil {
			visit(k.s[name:end-1], k.s[from:to])
		}
		var more bool
		if i, more, f = scanNext(k.s, to, '}'); !more {
			return ended(i, f)
		}
	}
	return 0
}

func (k *skim) array(i, depth int) int {
	if i = skipSpace(k.s, i+1); i < len(k.s) && k.s[i] == ']' {
		return i + 1
	}
	for {
		if i = k.value(i, depth); i == 0 {
			return 0
		}
		var (
			more bool
			f    fault
		)
		if i, more, f = scanNext(k.s, i, ']'); !more {
			return ended(i, f)
		}
	}
}

// text finds the end of the string that begins at i.
func (k *skim) text(i int) int {
	from := i + 1
	if !k.marked && strings.HasPrefix(k.s[from:], k.mark) {
		k.marked = true
	}
	for {
		n := strings.IndexByte(k.s[from:], '"')
		if n < 0 {
			return 0
		}
		from += n + 1
		if !escapedAt(k.s, from-1) {
			return from
		}
	}
}

// escapedAt reports whether an odd number of backslashes stands before s[i], in the string whose quote is before them.
func escapedAt(s string, i int) bool {
	from := i
	for s[i-1] == '\\' {
		i--
	}
	return (from-i)&1 == 1
}

func ended(i int, f fault) int {
	if f != fine {
		return 0
	}
	return i
}
