package validate

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth is how deep a document may nest; services refuse far less.
const maxDepth = 200

// decode reads a document as map[string]any, []any, string, json.Number, bool and nil, and lists what is wrong with it as
// JSON: its syntax, its encoding, members that stand twice.
func decode(body []byte) (doc any, problems []string) {
	if !utf8.Valid(body) {
		problems = append(problems, ": is not UTF-8")
	}
	if halved(body) {
		problems = append(problems, ": has an escape of half a character")
	}
	d := decoder{json.NewDecoder(bytes.NewReader(body)), &problems}
	d.UseNumber()
	doc, err := d.value("", 0)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("text after the document")
		}
	}
	if err != nil {
		return nil, append(problems, ": is not JSON: "+err.Error())
	}
	return doc, problems
}

type decoder struct {
	*json.Decoder
	problems *[]string
}

func (d decoder) value(at string, depth int) (any, error) {
	if depth > maxDepth {
		return nil, errors.New("nests too deeply")
	}
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return d.object(at, depth)
	case json.Delim('['):
		return d.array(at, depth)
	}
	return token, nil
}

func (d decoder) object(at string, depth int) (any, error) {
	members := map[string]any{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		name, _ := token.(string)
		if _, twice := members[name]; twice {
			*d.problems = append(*d.problems, under(at, name)+": stands twice")
		}
		if members[name], err = d.value(under(at, name), depth+1); err != nil {
			return nil, err
		}
	}
	_, err := d.Token()
	return members, err
}

func (d decoder) array(at string, depth int) (any, error) {
	elements := []any{}
	for d.More() {
		v, err := d.value(under(at, len(elements)), depth+1)
		if err != nil {
			return nil, err
		}
		elements = append(elements, v)
	}
	_, err := d.Token()
	return elements, err
}

// halved reports whether a body escapes one half of a surrogate pair without the other.
func halved(body []byte) bool {
	for i := bytes.IndexByte(body, '\\'); i >= 0 && i+1 < len(body); {
		step := 2
		if first := escaped(body[i:]); utf16.IsSurrogate(first) {
			if utf16.DecodeRune(first, escaped(body[min(i+6, len(body)):])) == utf8.RuneError {
				return true
			}
			step = 12
		}
		rest := body[min(i+step, len(body)):]
		n := bytes.IndexByte(rest, '\\')
		if n < 0 {
			return false
		}
		i = len(body) - len(rest) + n
	}
	return false
}

// escaped reads an escape of a code unit in hexadecimal; 0 where there is none.
func escaped(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	if err != nil {
		return 0
	}
	return rune(n)
}
