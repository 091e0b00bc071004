package jsonx

// Scanner walks one small JSON document, checking it on the way: what
// [Unmarshal] refuses ends the walk, and Finish says so. Only duplicate names
// are let through; a caller that overwrites what it read before takes the last.
// At most [MaxDepth] objects and arrays can be entered one inside the other. It does not allocate
// but for names with escapes and for errors.
//
//	s.Reset(data)
//	if s.BeginObject() {
//		for name, ok := s.Next(); ok; name, ok = s.Next() {
//			switch name {
//			case "delta":
//				text, _ = s.String(&scratch)
//			}
//		}
//	}
//	err := s.Finish()
//
// A value that is not taken, because no method asked for it or one of another
// kind did, is skipped by the next step. After a fault every method returns
// zero values. The strings returned alias the document: they are valid only as
// long as its bytes are. A Scanner belongs to one goroutine; the zero value is
// ready for Reset.
type Scanner struct {
	src     string
	pos     int
	depth   int
	inArray [MaxDepth / 64]uint64 // one bit for each open object or array
	first   bool                  // nothing was read yet of the innermost one
	pending bool                  // a value comes next and is not taken yet
	fault   fault
	name    []byte // scratch for names with escapes
	names   *names // of the values that are skipped, where a Decoder walks
}

// Reset starts on a document whose bytes must not change until the strings
// taken from it are out of use.
func (s *Scanner) Reset(doc []byte) { s.ResetText(stringOf(doc)) }

// ResetText is [Scanner.Reset] for a string.
func (s *Scanner) ResetText(doc string) {
	s.src, s.pos, s.depth = doc, skipSpace(doc, 0), 0
	s.first, s.pending, s.fault = false, true, fine
}

// Kind returns the kind of the value that comes next, 0 if none does.
func (s *Scanner) Kind() Kind {
	if !s.pending || s.pos >= len(s.src) {
		return 0
	}
	switch c := s.src[s.pos]; c {
	case '{', '[', '"', 't', 'f', 'n':
		return Kind(c)
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return '0'
	}
	return 0
}

// BeginObject enters the next value; false, and nothing is taken, unless it is
// an object.
func (s *Scanner) BeginObject() bool { return s.begin('{') }

// BeginArray enters the next value; false, and nothing is taken, unless it is
// an array.
func (s *Scanner) BeginArray() bool { return s.begin('[') }

func (s *Scanner) begin(c byte) bool {
	if !s.pending || s.pos >= len(s.src) || s.src[s.pos] != c {
		return false
	}
	if s.depth == MaxDepth {
		s.fail(s.pos, faultDepth)
		return false
	}
	bit := uint64(1) << (s.depth & 63)
	if c == '[' {
		s.inArray[s.depth>>6] |= bit
	} else {
		s.inArray[s.depth>>6] &^= bit
	}
	s.depth++
	s.pos++
	s.first, s.pending = true, false
	return true
}

// Next steps to the next member of the innermost open object and returns its
// name, valid until the next call. After the last one, or a fault, it returns
// false and the object is closed.
func (s *Scanner) Next() (name string, ok bool) {
	if s.pending {
		s.Skip()
	}
	src, i := s.src, s.pos
	if !s.first && s.depth > 0 && i+1 < len(src) && src[i] == ',' && src[i+1] == '"' {
		i++ // as written without whitespace
	} else if s.step('}') {
		i = s.pos
	} else {
		return "", false
	}
	if i < len(src) && src[i] == '"' {
		if end := skipPlain(src, i+1); end+1 < len(src) && src[end] == '"' && src[end+1] == ':' {
			s.pos, s.pending = end+2, true
			if s.pos < len(src) && src[s.pos] <= ' ' {
				s.pos = skipSpace(src, s.pos)
			}
			return src[i+1 : end], true
		}
	}
	return s.slowName(i)
}

// slowName takes the name at s.src[i], with all that may be in and around it.
func (s *Scanner) slowName(i int) (name string, ok bool) {
	end, escaped, f := scanString(s.src, i)
	if f != fine {
		s.fail(end, f)
		return "", false
	}
	name = s.src[i+1 : end-1]
	if end, f = scanByte(s.src, end, ':'); f != fine {
		s.fail(end, f)
		return "", false
	}
	s.pos, s.pending = skipSpace(s.src, end), true
	switch {
	case escaped && s.names != nil: // which keeps the name
		name = nameText(name, true)
	case escaped:
		s.name = appendUnescaped(s.name[:0], name)
		name = stringOf(s.name)
	}
	return name, true
}

// More steps to the next element of the innermost open array. After the last
// one, or a fault, it returns false and the array is closed.
func (s *Scanner) More() bool {
	if s.pending {
		s.Skip()
	}
	s.pending = s.step(']')
	return s.pending
}

// step moves past the comma to the next name or element, or closes.
func (s *Scanner) step(closing byte) bool {
	if s.fault != fine || s.depth == 0 {
		return false
	}
	i := skipSpace(s.src, s.pos)
	if i >= len(s.src) {
		s.fail(i, faultEnd)
		return false
	}
	switch c := s.src[i]; {
	case c == closing:
		s.depth--
		s.pos, s.first = i+1, false
		return false
	case s.first:
		s.first = false
	case c == ',':
		i = skipSpace(s.src, i+1)
	default:
		s.fail(i, faultSyntax)
		return false
	}
	s.pos = i
	return true
}

// End skips the rest of the innermost open object or array and closes it.
func (s *Scanner) End() {
	if s.depth == 0 {
		return
	}
	d := s.depth - 1
	if s.inArray[d>>6]>>(d&63)&1 == 1 {
		for s.More() {
		}
		return
	}
	for _, ok := s.Next(); ok; _, ok = s.Next() {
	}
}

// Finish closes whatever is open, checks that nothing follows the value, and
// returns nil or a *[Error]. Until it does, what was read may belong to a
// malformed document.
func (s *Scanner) Finish() error {
	for s.depth > 0 && s.fault == fine {
		s.End()
	}
	s.Skip()
	if s.fault == fine {
		if i := skipSpace(s.src, s.pos); i < len(s.src) {
			s.fail(i, faultTrailing)
		}
	}
	if s.fault == fine {
		return nil
	}
	return &Error{Offset: int64(s.pos), Message: s.fault.String()}
}

func (s *Scanner) fail(at int, f fault) {
	s.pos, s.fault, s.pending = at, f, false
	s.src = "" // so that no fast path goes on
}
