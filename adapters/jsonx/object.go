package jsonx

// Object writes the members of one object, between [Writer.Object] and End.
//
// A member that the own text of the object holds is not written by the methods
// below but by End, with its own value; when that value is null, it is written
// by neither. Objects are closed innermost first; an Object is a small value,
// good for use on the stack, and dead after End.
type Object struct {
	w        *Writer
	from, to int // its own members in w.own
}

// Object opens an object as the next value. own is the text of a JSON object,
// or "": members that win over those written by name. Of members of one name
// in own the last counts.
func (w *Writer) Object(own string) Object {
	w.sep()
	w.buf = append(w.buf, '{')
	o := Object{w: w, from: len(w.own), to: len(w.own)}
	if own != "" {
		w.own = appendMembers(w.own, own)
		o.to = len(w.own)
	}
	return o
}

// End writes the own members and closes the object.
func (o Object) End() {
	w := o.w
	if o.to > o.from {
		for _, m := range w.own[o.from:o.to] {
			if m.raw != "null" {
				w.name(m.name)
				w.Raw(m.raw)
			}
		}
		clear(w.own[o.from:o.to])
		w.own = w.own[:o.from]
	}
	w.buf = append(w.buf, '}')
}

// Writer returns the Writer underneath, for the elements of an Array or the
// value of a Key.
func (o Object) Writer() *Writer { return o.w }

// Has reports whether the own members override k.
func (o Object) Has(k string) bool {
	if o.to == o.from {
		return false
	}
	for i := o.from; i < o.to; i++ {
		if o.w.own[i].name == k {
			return true
		}
	}
	return false
}

// Key writes the name of a member whose value the caller writes next. It
// returns false, and the caller must write nothing, when k is overridden.
func (o Object) Key(k string) bool {
	if o.Has(k) {
		return false
	}
	o.w.name(k)
	return true
}

// Object opens an object as member k; not so, and the result is of no use,
// when it returns false because k is overridden.
func (o Object) Object(k, own string) (Object, bool) {
	if !o.Key(k) {
		return Object{}, false
	}
	return o.w.Object(own), true
}

// Array opens an array as member k; not so when it returns false because k is
// overridden: then the caller writes neither elements nor EndArray.
func (o Object) Array(k string) bool {
	if !o.Key(k) {
		return false
	}
	o.w.BeginArray()
	return true
}

// EndArray closes the array that Array opened.
func (o Object) EndArray() { o.w.EndArray() }

// name writes the name of a member and its colon.
func (w *Writer) name(k string) {
	w.sep()
	w.buf = append(appendQuoted(w.buf, k), ':')
}
