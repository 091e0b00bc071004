package jsonx

// Value takes the next value and returns its text and kind; "" and 0 where
// none comes.
func (s *Scanner) Value() (raw string, kind Kind) {
	if kind = s.Kind(); kind == 0 {
		s.Skip()
		return "", 0
	}
	src, from := s.src, s.pos
	if s.Skip(); s.fault != fine {
		return "", 0
	}
	return src[from:s.pos], kind
}

// Skip takes the next value and checks it.
func (s *Scanner) Skip() {
	if !s.pending {
		return
	}
	if i := s.pos; i < len(s.src) && s.src[i] == '"' {
		if i = skipPlain(s.src, i+1); i < len(s.src) && s.src[i] == '"' {
			s.pos, s.pending = i+1, false
			return
		}
	}
	end, f := scanValue(s.src, s.pos, s.depth, s.names)
	if f != fine {
		s.fail(end, f)
		return
	}
	s.pos, s.pending = end, false
}

// String takes the next value if it is a string and returns its text. Without
// escapes that is a part of the document; with them it is written over *buf,
// which grows as needed, and is valid until *buf is used again. False, and
// nothing is taken, for any other kind.
func (s *Scanner) String(buf *[]byte) (string, bool) {
	if !s.pending || s.pos >= len(s.src) || s.src[s.pos] != '"' {
		return "", false
	}
	from := s.pos
	end, escaped, f := scanString(s.src, from)
	if f != fine {
		s.fail(end, f)
		return "", false
	}
	s.pos, s.pending = end, false
	text := s.src[from+1 : end-1]
	if escaped {
		*buf = appendUnescaped((*buf)[:0], text)
		text = stringOf(*buf)
	}
	return text, true
}

// Int takes the next value if it is a number and an integer within int64, in
// any spelling. False, and nothing is taken, otherwise.
func (s *Scanner) Int() (int64, bool) {
	if !s.pending {
		return 0, false
	}
	if i := s.pos; i+1 < len(s.src) && (s.src[i+1] == ',' || s.src[i+1] == '}') {
		if c := s.src[i] - '0'; c <= 9 { // as indexes are
			s.pos, s.pending = i+1, false
			return int64(c), true
		}
	}
	end, f := scanNumber(s.src, s.pos)
	if f != fine {
		return 0, false
	}
	v, ok := ParseInt(s.src[s.pos:end])
	if ok {
		s.pos, s.pending = end, false
	}
	return v, ok
}
