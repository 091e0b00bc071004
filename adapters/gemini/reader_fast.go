package gemini

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// fastPath reads the chunks that most of a stream consists of without allocating: one piece of text that goes on with the
// text before it, and token counts beside it. Whatever is new or unusual in a chunk is left to the typed path.
type fastPath struct {
	scan    jsonx.Scanner
	scratch []byte
	// text and usage are the events of a chunk, used again and again.
	text    pb.GenerateEvent
	delta   pb.GenerateEvent_TextDelta
	thought pb.GenerateEvent_ReasoningDelta
	usage   pb.GenerateEvent
	counts  fastUsage
}

// fastChunk is what was read of one chunk.
type fastChunk struct {
	model, id               string
	piece                   string
	hasPiece, isThought     bool
	hasIndex, hasRole       bool
	hasUsage, hasCandidates bool
	number                  int64
}

// read gives the first event of a plain chunk, or nil.
func (f *fastPath) read(r *reader, data []byte) *pb.GenerateEvent {
	if !r.head.begun {
		return nil
	}
	var c fastChunk
	f.scan.Reset(data)
	if !f.scan.BeginObject() || !f.chunk(r, &c) || f.scan.Finish() != nil {
		return nil
	}
	if !c.hasPiece || c.model != r.head.model || c.id != r.head.id ||
		c.hasIndex == r.head.shape.noIndex || c.hasRole == r.head.shape.noRole {
		return nil
	}
	s := r.running(int32(c.number), c.isThought)
	if s == nil {
		return nil
	}
	ev := &f.text
	ev.Candidate, ev.Part, ev.More = s.number, s.part, c.hasUsage
	if c.isThought {
		f.thought.ReasoningDelta = c.piece
		ev.Event = &f.thought
	} else {
		s.text.grow(c.piece)
		f.delta.TextDelta = c.piece
		ev.Event = &f.delta
	}
	if c.hasUsage {
		r.state = (*reader).giveUsage
	}
	return ev
}

// running finds the candidate whose text of a kind goes on; nil where there is none.
func (r *reader) running(number int32, thought bool) *candidateReader {
	kind := textRunning
	if thought {
		kind = thoughtRunning
	}
	for _, s := range r.candidates {
		if s.number == number && s.kind == kind && s.partial == nil {
			return s
		}
	}
	return nil
}

// giveUsage is the state after the text of a plain chunk.
func (r *reader) giveUsage() (*pb.GenerateEvent, error) {
	r.state = (*reader).readChunk
	r.inChunk = false
	r.fast.usage.Event = &r.fast.counts.event
	return &r.fast.usage, nil
}

// chunk reads the members of a chunk; false for one that is not plain.
func (f *fastPath) chunk(r *reader, c *fastChunk) bool {
	repeated := 0
	for name, ok := f.scan.Next(); ok; name, ok = f.scan.Next() {
		switch name {
		case "candidates":
			if c.hasCandidates || !f.candidates(c) {
				return false
			}
			c.hasCandidates = true
		case "usageMetadata":
			if c.hasUsage || !f.counts.read(&f.scan) {
				return false
			}
			c.hasUsage = true
		case "modelVersion":
			c.model, ok = f.plain()
		case "responseId":
			c.id, ok = f.plain()
		default:
			raw, _ := f.scan.Value()
			ok = r.head.repeats(name, raw)
			repeated++
		}
		if !ok {
			return false
		}
	}
	return repeated == len(r.head.members)
}

// plain reads a string without escapes, which stays valid beside others; an empty one is unusual.
func (f *fastPath) plain() (string, bool) {
	raw, _ := f.scan.Value()
	if len(raw) < len(`"x"`) || raw[0] != '"' {
		return "", false
	}
	for i := 1; i < len(raw)-1; i++ {
		if raw[i] == '\\' {
			return "", false
		}
	}
	return raw[1 : len(raw)-1], true
}

// candidates reads a list of one candidate.
func (f *fastPath) candidates(c *fastChunk) bool {
	if !f.scan.BeginArray() || !f.scan.More() || !f.scan.BeginObject() {
		return false
	}
	for name, ok := f.scan.Next(); ok; name, ok = f.scan.Next() {
		switch name {
		case "content":
			if c.hasPiece || !f.content(c) {
				return false
			}
		case "index":
			n, ok := f.scan.Int()
			if !ok || n != int64(int32(n)) {
				return false
			}
			c.number, c.hasIndex = n, true
		default:
			return false
		}
	}
	return !f.scan.More()
}

// content reads a content of one part.
func (f *fastPath) content(c *fastChunk) bool {
	if !f.scan.BeginObject() {
		return false
	}
	for name, ok := f.scan.Next(); ok; name, ok = f.scan.Next() {
		switch name {
		case "parts":
			if c.hasPiece || !f.part(c) {
				return false
			}
		case "role":
			role, ok := f.plain()
			if !ok || role != "model" {
				return false
			}
			c.hasRole = true
		default:
			return false
		}
	}
	return c.hasPiece
}

// part reads a list of one part that is text.
func (f *fastPath) part(c *fastChunk) bool {
	if !f.scan.BeginArray() || !f.scan.More() || !f.scan.BeginObject() {
		return false
	}
	for name, ok := f.scan.Next(); ok; name, ok = f.scan.Next() {
		switch name {
		case "text":
			if c.hasPiece {
				return false
			}
			c.piece, c.hasPiece = f.scan.String(&f.scratch)
		case "thought":
			c.isThought, ok = f.scan.Bool()
			if !ok || !c.isThought {
				return false
			}
		default:
			return false
		}
	}
	return c.hasPiece && !f.scan.More()
}
