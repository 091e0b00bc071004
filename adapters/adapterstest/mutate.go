package adapterstest

import (
	"bytes"
	"encoding/json"
	"hash/fnv"
	"math/rand/v2"
)

// mutator damages documents, always in the same way for the same name.
type mutator struct{ *rand.Rand }

func newMutator(name string) mutator {
	h := fnv.New64a()
	h.Write([]byte(name))
	return mutator{rand.New(rand.NewPCG(h.Sum64(), 0))}
}

// Values put in place of others: every kind of JSON, and what is none.
var replacements = []string{
	`null`, `{}`, `[]`, `0`, `""`, `true`, `[null]`, `{"type":null}`, `-1`, `1e400`, `"\u0000"`, `[{}]`, `{"":[]}`, ``, `{`, `"`,
}

// json gives n documents in each of which one value was replaced, or the same document with damaged bytes where it is
// not JSON.
func (m mutator) json(doc []byte, n int) [][]byte {
	spans := valueSpans(doc)
	var out [][]byte
	for range n {
		if len(spans) == 0 {
			out = append(out, m.bytes(doc))
			continue
		}
		s := spans[m.IntN(len(spans))]
		out = append(out, splice(doc, s[0], s[1], []byte(replacements[m.IntN(len(replacements))])))
	}
	return out
}

// bytes cuts a document short, takes a stretch out of it, or changes some bytes.
func (m mutator) bytes(doc []byte) []byte {
	if len(doc) == 0 {
		return []byte{0xff}
	}
	i := m.IntN(len(doc))
	switch m.IntN(3) {
	case 0:
		return bytes.Clone(doc[:i])
	case 1:
		return splice(doc, i, min(len(doc), i+1+m.IntN(40)), nil)
	default:
		out := bytes.Clone(doc)
		for range 1 + m.IntN(3) {
			out[m.IntN(len(out))] = byte(m.IntN(256))
		}
		return out
	}
}

// frames drops, repeats or swaps events of a stream, or damages the data of one.
func (m mutator) frames(frames []Frame) []Frame {
	out := append([]Frame(nil), frames...)
	if len(out) == 0 {
		return out
	}
	i, j := m.IntN(len(out)), m.IntN(len(out))
	switch m.IntN(4) {
	case 0:
		return append(out[:i], out[i+1:]...)
	case 1:
		return append(out[:i+1], frames[i:]...)
	case 2:
		out[i], out[j] = out[j], out[i]
	default:
		out[i].Data = string(m.json([]byte(out[i].Data), 1)[0])
	}
	return out
}

// stream writes frames as an event stream.
func stream(frames []Frame) []byte {
	var b bytes.Buffer
	for _, f := range frames {
		if f.Name != "" {
			b.WriteString("event: " + f.Name + "\n")
		}
		b.WriteString("data: " + f.Data + "\n\n")
	}
	return b.Bytes()
}

func splice(doc []byte, from, to int, with []byte) []byte {
	out := make([]byte, 0, len(doc)+len(with))
	out = append(out, doc[:from]...)
	out = append(out, with...)
	return append(out, doc[to:]...)
}

// valueSpans finds where the values of a document begin and end, member names left out; nil for what is not JSON.
func valueSpans(doc []byte) [][2]int {
	type open struct {
		start int
		key   bool // the next string is a member name
		names bool // an object
	}
	dec := json.NewDecoder(bytes.NewReader(doc))
	dec.UseNumber()
	var spans [][2]int
	var stack []open
	for {
		token, err := dec.Token()
		if err != nil {
			if len(stack) > 0 {
				return nil
			}
			return spans
		}
		end := int(dec.InputOffset())
		if d, ok := token.(json.Delim); ok && (d == '}' || d == ']') {
			spans = append(spans, [2]int{stack[len(stack)-1].start, end})
			stack = stack[:len(stack)-1]
			continue
		}
		var top *open
		if n := len(stack); n > 0 {
			top = &stack[n-1]
		}
		if top != nil && top.names {
			top.key = !top.key
			if !top.key {
				continue
			}
		}
		if d, ok := token.(json.Delim); ok {
			stack = append(stack, open{start: end - 1, names: d == '{', key: true})
			continue
		}
		spans = append(spans, [2]int{tokenStart(doc, end, token), end})
	}
}

// tokenStart finds where the scalar that ends at a place begins.
func tokenStart(doc []byte, end int, token json.Token) int {
	if _, ok := token.(string); !ok {
		start := end
		for start > 0 && !bytes.ContainsRune([]byte(" \t\r\n,:[{"), rune(doc[start-1])) {
			start--
		}
		return start
	}
	for start := end - 2; start >= 0; start-- {
		if doc[start] != '"' {
			continue
		}
		slashes := 0
		for start-slashes > 0 && doc[start-slashes-1] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return start
		}
	}
	return 0
}
