package jsonx

import (
	"fmt"
	"strconv"
)

// Equal reports whether a and b are valid JSON of the same value: members in
// any order, numbers of the same exact value in any spelling, strings of the
// same text. It allocates.
func Equal(a, b []byte) bool { return compare(a, b, false, 1) == nil }

// EqualNormal is [Equal], but a member that is null counts as absent, at every
// depth.
func EqualNormal(a, b []byte) bool { return compare(a, b, true, 1) == nil }

// maxDiffs bounds what Diff returns.
const maxDiffs = 100

// Diff lists where [Equal] finds a and b to differ, at most 100 places: a
// pointer, a colon and a reason that quotes the documents. For tests.
func Diff(a, b []byte) []string { return compare(a, b, false, maxDiffs) }

// DiffNormal is [Diff] for [EqualNormal].
func DiffNormal(a, b []byte) []string { return compare(a, b, true, maxDiffs) }

func compare(a, b []byte, normal bool, limit int) []string {
	for i, doc := range [][]byte{a, b} {
		if !Valid(doc) {
			return []string{": " + [...]string{"first", "second"}[i] + " document is not valid JSON"}
		}
	}
	d := differ{normal: normal, limit: limit}
	d.value("", trim(stringOf(a)), trim(stringOf(b)))
	return d.found
}

// differ collects differences until it has enough of them.
type differ struct {
	normal bool
	limit  int
	found  []string
}

func (d *differ) full() bool { return len(d.found) >= d.limit }

func (d *differ) note(pointer, format string, args ...any) {
	if !d.full() {
		d.found = append(d.found, pointer+": "+fmt.Sprintf(format, args...))
	}
}

func (d *differ) value(pointer, a, b string) {
	if a == b || d.full() {
		return
	}
	kind := KindOf(a)
	if kind != KindOf(b) {
		d.note(pointer, "%s against %s", excerpt(a), excerpt(b))
		return
	}
	same := false
	switch kind {
	case '{':
		d.objects(pointer, a, b)
		return
	case '[':
		d.arrays(pointer, a, b)
		return
	case '"':
		same = unquoted(a) == unquoted(b)
	case '0':
		same = sameNumber(a, b)
	}
	if !same {
		d.note(pointer, "%s against %s", excerpt(a), excerpt(b))
	}
}

func (d *differ) objects(pointer, a, b string) {
	other := make(map[string]string)
	for name, raw := range Members(b) {
		other[name] = raw
	}
	present := func(raw string, ok bool) bool { return ok && (!d.normal || raw != "null") }
	for name, raw := range Members(a) {
		at := pointer + "/" + EscapePointer(name)
		theirs, ok := other[name]
		delete(other, name)
		switch inA, inB := present(raw, true), present(theirs, ok); {
		case inA && inB:
			d.value(at, raw, theirs)
		case inA:
			d.note(at, "%s only in the first", excerpt(raw))
		case inB:
			d.note(at, "%s only in the second", excerpt(theirs))
		}
	}
	for name := range Members(b) {
		if raw, left := other[name]; present(raw, left) {
			d.note(pointer+"/"+EscapePointer(name), "%s only in the second", excerpt(raw))
		}
	}
}

func (d *differ) arrays(pointer, a, b string) {
	var theirs []string
	for raw := range Elements(b) {
		theirs = append(theirs, raw)
	}
	n := 0
	for raw := range Elements(a) {
		if n < len(theirs) {
			d.value(pointer+"/"+strconv.Itoa(n), raw, theirs[n])
		}
		n++
	}
	if n != len(theirs) {
		d.note(pointer, "%d elements against %d", n, len(theirs))
	}
}

// excerpt returns raw, or its beginning when it is long.
func excerpt(raw string) string {
	const limit = 60
	if len(raw) > limit {
		return raw[:limit] + "…"
	}
	return raw
}
