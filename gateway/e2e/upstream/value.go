package upstream

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// object is a JSON object.
type object = map[string]any

// decode reads a document; numbers keep their spelling.
func decode(body []byte) (object, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var doc object
	err := d.Decode(&doc)
	return doc, err
}

// encode writes a value. Nothing that is written here can fail to be written.
func encode(v any) []byte {
	out, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return out
}

func member(v any, name string) any {
	o, _ := v.(object)
	return o[name]
}

func text(v any, name string) string {
	s, _ := member(v, name).(string)
	return s
}

func list(v any, name string) []any {
	l, _ := member(v, name).([]any)
	return l
}

func truth(v any, name string) bool {
	b, _ := member(v, name).(bool)
	return b
}

func number(v any, name string) int64 {
	n, _ := member(v, name).(json.Number)
	i, _ := n.Int64()
	return i
}

// raw is a member as the text of its JSON; nil where there is none.
func raw(v any, name string) json.RawMessage {
	m := member(v, name)
	if m == nil {
		return nil
	}
	return encode(m)
}

// at makes a pointer.
func at(steps ...any) string {
	var b strings.Builder
	for _, s := range steps {
		b.WriteByte('/')
		switch s := s.(type) {
		case int:
			b.WriteString(strconv.Itoa(s))
		case string:
			b.WriteString(s)
		}
	}
	return b.String()
}

// parts is content as a list: a string is one text part.
func parts(v any, name string) []any {
	if s, ok := member(v, name).(string); ok {
		return []any{object{"type": "text", "text": s}}
	}
	return list(v, name)
}

// pieces cuts a text into what a stream says at once. A text of nothing has no pieces.
func pieces(s string) (out []string) {
	const size = 11
	runes := []rune(s)
	for len(runes) > 0 {
		n := min(size, len(runes))
		out = append(out, string(runes[:n]))
		runes = runes[n:]
	}
	return out
}
