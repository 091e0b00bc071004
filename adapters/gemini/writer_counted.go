package gemini

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// counted writes chunks with a piece of text and token counts, as most of this dialect are, which differ from the last one in
// these only.
type counted struct {
	chunk jsonx.Template
	known bool
	key   pieceKey
	// open says that the text of a chunk is written and its counts are to come; begun the same of one that may be learned.
	open, begun bool
}

// beginCounted writes the chunk up to its counts; false, and it writes nothing, where it is not like the last one.
func (n *nativeWriter) beginCounted(key pieceKey, text string) bool {
	c := &n.counted
	if c.begun = !c.known || c.key != key; c.begun {
		c.known, c.key = false, key
		return false
	}
	c.open = true
	w := n.chunk.w
	w.Reset(jsonx.AppendQuote(append(w.Bytes(), c.chunk.Piece(0)...), text))
	return true
}

// endCounted writes the counts and the rest of the chunk.
func (n *nativeWriter) endCounted(u *pb.Usage) {
	c, w := &n.counted, n.chunk.w
	c.open = false
	c.chunk.Used()
	w.Reset(append(w.Bytes(), c.chunk.Piece(1)...))
	m := open(w, u.Extensions, "")
	writeUsageCounts(m, u, nil)
	m.End()
	w.Reset(append(w.Bytes(), c.chunk.Piece(2)...))
	n.give()
}

// reopenCounted goes back to the text of a chunk in which something else follows it.
func (n *nativeWriter) reopenCounted() {
	c, w := &n.counted, n.chunk.w
	c.open = false
	text, _ := jsonx.Unquote(string(w.Bytes()[len(c.chunk.Piece(0)):]))
	w.Reset(w.Bytes()[:0])
	n.chunk.text(c.key.number, text, c.key.thought, nil)
}

// learnCounted takes the chunk that was written last.
func (n *nativeWriter) learnCounted() {
	c := &n.counted
	_, spelled := jsonx.Get(n.chunk.headOwn, "usageMetadata")
	c.known = !spelled && c.chunk.Worth() && c.chunk.LearnAt(n.buf, 0, placeOfText, atUsage)
}
