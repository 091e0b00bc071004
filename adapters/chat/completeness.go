package chat

// completeness tells when pieces of text make a whole JSON object, without looking at more than its brackets.
type completeness struct {
	depth   int
	begun   bool
	quoted  bool
	escaped bool
}

func (s *completeness) feed(text string) {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case s.escaped:
			s.escaped = false
		case s.quoted:
			s.quoted, s.escaped = c != '"', c == '\\'
		case c == '"':
			s.quoted = true
		case c == '{' || c == '[':
			s.begun = true
			s.depth++
		case c == '}' || c == ']':
			s.depth--
		}
	}
}

// done reports whether the brackets that were opened are all closed.
func (s *completeness) done() bool { return s.begun && s.depth <= 0 && !s.quoted }
