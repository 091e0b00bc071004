package gemini

import (
	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// chunkWriter writes the chunks of a stream into a buffer of its own, member by member in the order in which they stand:
// candidates, each with its parts and then its finish, the prompt's feedback, usage.
type chunkWriter struct {
	w *jsonx.Writer
	// head is what every chunk repeats, headOwn and headNames its members and their spellings.
	head               head
	headOwn, headNames string
	// exts belong to the current chunk and stand at places in it.
	exts []*pb.Extension
	// place is how deep the writer stands in the chunk; root, candidate and content are what is open.
	place   chunkPlace
	number  int32
	entered []int32
	// parts is how many parts the open content has; single says that one stands in the place of a list.
	parts  int
	single bool
	// hasLogprobs says that the open candidate has its log probabilities.
	hasLogprobs              bool
	root, candidate, content object
}

// chunkPlace is how deep a chunk writer stands.
type chunkPlace uint8

const (
	outsideChunk chunkPlace = iota
	inChunk
	inCandidates
	inCandidate
	inParts
	// inRawContent is a content that was kept as it came: its parts are not written.
	inRawContent
	afterContent
	afterCandidates
)

// setHead takes what the chunks repeat. What stands below their top belongs to the first one.
func (c *chunkWriter) setHead(h head) {
	repeated := h.exts[:0:0]
	for _, e := range h.exts {
		if e.At == "" || e.At == namesMark {
			repeated = append(repeated, e)
		} else if e.At != shapeMark {
			c.exts = append(c.exts, e)
		}
	}
	h.exts = repeated
	c.head = h
	c.headOwn, c.headNames = canon.Own(h.exts, own, ""), crumbs(h.exts, "", namesMark)
}

// keep takes extensions of the current chunk, which stand at or below a place in it. It copies them.
func (c *chunkWriter) keep(place string, exts []*pb.Extension) {
	for _, e := range exts {
		e = proto.CloneOf(e)
		e.At = place + e.At
		c.exts = append(c.exts, e)
	}
}

// begin opens the chunk, where it is not open yet.
func (c *chunkWriter) begin() {
	if c.place != outsideChunk {
		return
	}
	c.place = inChunk
	if len(c.exts) == 0 {
		c.root = object{c.w.Object(c.headOwn), c.headNames}
		return
	}
	c.root = open(c.w, append(c.head.exts[:len(c.head.exts):len(c.head.exts)], c.exts...), "")
}

// text writes a piece of text.
func (c *chunkWriter) text(number int32, text string, thought bool, exts []*pb.Extension) {
	if !c.enterParts(number) {
		return
	}
	c.parts++
	p := open(c.w, exts, "")
	p.Str(p.name("text"), text)
	if thought {
		p.Bool(p.name("thought"), true)
	}
	p.End()
}

// part writes a whole part.
func (c *chunkWriter) part(number int32, p *pb.Part) {
	if c.enterParts(number) {
		c.parts++
		writePart(c.w, p)
	}
}

// finish writes why a candidate ended.
func (c *chunkWriter) finish(number int32, f *pb.Finish) {
	c.enterCandidate(number)
	c.leaveContent()
	o := c.candidate
	kept := canon.Own(f.Extensions, own, "")
	for name, raw := range jsonx.Members(kept) {
		o.Raw(name, raw)
	}
	if _, ok := jsonx.Get(kept, o.name("finishReason")); ok {
		o.StrNonEmpty(o.name("finishMessage"), f.Message)
		return
	}
	writeFinish(o, f)
}

// logprobs writes the log probabilities of tokens.
func (c *chunkWriter) logprobs(number int32, tokens []*pb.Logprob) {
	tops := false
	for _, l := range tokens {
		tops = tops || len(l.Top) > 0
	}
	c.enterCandidate(number)
	c.leaveContent()
	writeTokens(c.candidate, c.below(""), tokens, tops)
	c.hasLogprobs = true
}

// usage writes token counts and the tier that served.
func (c *chunkWriter) usage(u *pb.Usage, served *string) {
	c.leaveCandidates()
	exts := u.Extensions
	if len(c.exts) > 0 {
		exts = append(exts[:len(exts):len(exts)], below(c.exts, atUsage)...)
	}
	writeUsage(c.root, u, served, exts)
}

// feedback writes what became of the prompt.
func (c *chunkWriter) feedback(b *pb.PromptBlock) {
	c.leaveCandidates()
	writeFeedback(c.root, &pb.GenerateResponse{PromptBlock: b, Extensions: c.exts})
}

// end closes the chunk.
func (c *chunkWriter) end() {
	c.leaveCandidates()
	if keeps(c.exts, "/promptFeedback") || form(c.exts, "", "promptFeedback") != "" {
		c.feedback(nil)
	}
	if form(c.exts, "", "candidates") == formEmpty && c.root.Array("candidates") {
		c.root.EndArray()
	}
	c.root.StrNonEmpty(c.root.name("modelVersion"), c.head.model)
	c.root.StrNonEmpty(c.root.name("responseId"), c.head.id)
	c.root.End()
	c.place, c.exts, c.entered = outsideChunk, nil, c.entered[:0]
}
