package gemini

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// candidateReader is how far a candidate of a stream has come.
type candidateReader struct {
	number   int32
	begun    bool
	part     int32
	kind     runKind
	calls    bool
	finished bool
	partial  *partialArgs
	text     transcript
	unsealed unsealedParts
}

// runKind is what kind of text the next piece may continue.
type runKind uint8

const (
	noRun runKind = iota
	textRunning
	thoughtRunning
)

// candidate finds a candidate by its number.
func (r *reader) candidate(number int32) *candidateReader {
	for _, c := range r.candidates {
		if c.number == number {
			return c
		}
	}
	c := &candidateReader{number: number, part: -1}
	r.candidates = append(r.candidates, c)
	return c
}

// atCandidate is the place of a candidate in a frame, by its number.
func atCandidate(number int32) string { return "/candidates/" + strconv.Itoa(int(number)) }

// candidate gives the events of one candidate of a chunk, the i-th in it, which may be one of many.
func (c *chunkReader) candidate(in *wireCandidate, i int, many bool) {
	var k keeper
	number := int32(i)
	if index := k.integer32("", &in.leftover, "index", &in.index); index != nil {
		number = *index
	}
	s := c.reader.candidate(number)
	c.position = i
	at := atCandidate(number)
	c.frameShape(in, number, at)
	before := len(c.events)
	if in.content.present {
		c.content(s, &in.content, at)
	}
	c.sources(&k, s, in)
	if f := decodeFinish(in, s.calls); f != nil {
		s.finished = s.finished || f.Raw != ""
		c.endPartial(s)
		c.add(&pb.GenerateEvent{Candidate: number, Event: &pb.GenerateEvent_Finish{Finish: f}})
	}
	k.rest("", &in.leftover)
	if k.exts != nil {
		u := c.known()
		u.Candidates = append(u.Candidates, &pb.Candidate{Index: number, Extensions: k.exts})
	}
	if many || len(c.events) == before {
		c.frame.form(at, "candidate", formEmpty)
	}
}

// frameShape keeps what a candidate leaves out, or has, otherwise than the first one did.
func (c *chunkReader) frameShape(in *wireCandidate, number int32, at string) {
	switch has := in.index.Set; {
	case !has && !c.head.shape.noIndex && in.index.Raw == nil:
		c.frame.absent(at, "index")
	case has && c.head.shape.noIndex:
		c.frame.exact(at, in.spelling("index"), strconv.Itoa(int(number)))
	}
	content := &in.content
	switch {
	case !content.present:
	case len(content.parts.items) == 0:
		c.frame.exact(at, in.spelling("content"), emptyContent(content))
	case !content.role.Set && !c.head.shape.noRole:
		c.frame.absent(at+"/content", "role")
	case content.role.Set && (c.head.shape.noRole || content.role.V != wordFor(roles, pb.Role_ROLE_ASSISTANT)):
		c.frame.exact(at+"/content", content.spelling("role"), jsonx.Quote(content.role.V))
	}
}

// emptyContent writes a content that has no parts.
func emptyContent(c *wireContent) string {
	w := jsonx.NewWriter(nil)
	o := w.Object(c.unknown.String())
	switch {
	case c.role.Set:
		o.Str(c.spelling("role"), c.role.V)
	case c.role.Raw != nil:
		o.Raw(c.spelling("role"), string(c.role.Raw))
	}
	if c.parts.set && o.Array(c.spelling("parts")) {
		o.EndArray()
	}
	o.End()
	return string(w.Bytes())
}

// content gives the events of a content.
func (c *chunkReader) content(s *candidateReader, in *wireContent, at string) {
	if !s.begun {
		s.begun = true
		// The parts have events of their own.
		start := wireContent{leftover: in.leftover, role: in.role}
		m := c.dec.message(&start, pb.Role_ROLE_ASSISTANT)
		m.Form = contentForm(in.parts.set, in.parts.single)
		c.add(&pb.GenerateEvent{Candidate: s.number, Event: &pb.GenerateEvent_MessageStart{MessageStart: m}})
	} else {
		in.keep("role", in.role.Raw)
		c.frame.rest(at+"/content", &in.leftover)
	}
	if in.parts.single && len(in.parts.items) == 1 {
		c.frame.form(at+"/content", "parts", formSingle)
	}
	for i := range in.parts.items {
		c.part(s, &in.parts.items[i], i == 0)
	}
}

// sources gives the citations and log probabilities of a candidate.
func (c *chunkReader) sources(k *keeper, s *candidateReader, in *wireCandidate) {
	if tokens := decodeLogprobs(k, in, &s.text); tokens != nil {
		part := s.text.runs[len(s.text.runs)-1].part
		c.add(&pb.GenerateEvent{
			Candidate: s.number, Part: part, Event: &pb.GenerateEvent_Logprobs{Logprobs: &pb.Logprobs{Tokens: tokens}},
		})
	}
	for _, cite := range decodeCitations(k, &c.frame, atCandidate(s.number), in, &s.text) {
		c.add(&pb.GenerateEvent{
			Candidate: s.number, Part: cite.part, Event: &pb.GenerateEvent_Citation{Citation: cite.Citation},
		})
	}
}
