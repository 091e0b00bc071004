package responses

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// template is the way past the parser: a frame that equals the last plain delta but for the members that vary means the same event
// with another text.
type template struct {
	// name is that of the event line; data are the frame's data, rest its members that no field holds.
	name       string
	data, rest jsonx.Template
	// part is the part whose text goes on, nil where nothing is learned; kind says which of its texts.
	part *openPart
	kind piece
	// at is the place of the text among the values.
	at int
	// text is room for a text with escapes, members the rest of the frame, others the values in it.
	text    []byte
	members jsonx.Scratch
	others  []string
}

// forget makes nothing match until the next plain delta is learned.
func (t *template) forget() { t.part = nil }

// learn takes the frame of a plain delta. An item that has no position is told by its id, which may vary;
// members that this package does not know are reported one by one.
func (t *template) learn(r *reader, p *openPart, kind piece) {
	f := &r.frame
	if f.output < 0 || f.foreign.String() != "" || !t.data.Worth() {
		return
	}
	rest := f.rest.String()
	t.others = t.others[:0]
	for name, raw := range jsonx.Members(rest) {
		if slices.Contains(varying[:], name) {
			t.others = append(t.others, raw)
		}
	}
	if len(t.others) != len(f.varied)-1 || !t.data.Learn(r.data, f.varied...) {
		return
	}
	if t.rest.LearnText(rest, t.others...) || len(t.others) == 0 {
		t.name, t.part, t.kind, t.at = r.name, p, kind, f.deltaAt
	}
}

// sameDelta gives the event of a frame that is like the last one; false for any other.
func (r *reader) sameDelta() bool {
	t := &r.template
	if t.part == nil || r.name != t.name {
		return false
	}
	values := t.data.Match(r.data)
	if values == nil {
		return false
	}
	text := jsonx.UnquoteInto(&t.text, values[t.at])
	t.others = append(append(t.others[:0], values[:t.at]...), values[t.at+1:]...)
	t.members.Fill(&t.rest, t.others...)
	t.part.grow(t.kind, &r.frame, len(text))
	r.pieces.set(&r.delta, t.kind, text)
	r.main.MembersJson = t.members.String()
	r.delta.Frame = r.frames
	return true
}
