package gemini

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// partialCall takes a part that begins a call whose arguments come in pieces, or goes on with one; false for any other.
// The arguments are given whole when the last piece came: the pieces are no JSON text. The content of each chunk is kept
// for the frame.
func (c *chunkReader) partialCall(s *candidateReader, in *wirePart) bool {
	call := in.call
	if call == nil && s.partial != nil {
		// The chunk does not say that the call has ended: what does has no place in it.
		c.rawContent(s)
		c.endPartial(s)
	}
	if call == nil || s.partial == nil && !call.willContinue.V {
		return false
	}
	c.rawContent(s)
	more := call.willContinue.V
	if s.partial == nil {
		c.closeRun(s)
		s.part++
		s.partial, s.calls = &partialArgs{}, true
		s.partial.add(string(call.partialArgs))
		call.willContinue, call.partialArgs = jsonx.Bool{}, ""
		p := c.dec.part(in)
		p.GetToolCall().ArgumentsJson = ""
		c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartStart{PartStart: p}})
		return true
	}
	s.partial.add(string(call.partialArgs))
	c.besidePartial(s, in)
	if !more {
		c.endPartial(s)
	}
	return true
}

// besidePartial takes what a part that goes on with a call says beside the pieces of its arguments.
func (c *chunkReader) besidePartial(s *candidateReader, in *wirePart) {
	const at = "/functionCall"
	k := &s.partial.beside
	sealed := &pb.Part{}
	c.dec.seal(k, in, sealed)
	if sealed.Seal != nil {
		c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_Seal{Seal: sealed.Seal}})
	}
	in.call.keep("args", in.call.args.bytes())
	k.exts = canon.KeepUnknown(k.exts, own, "", in.unknown.String())
	k.exts = canon.KeepUnknown(k.exts, own, at, in.call.unknown.String())
}

// endPartial ends the call whose arguments came in pieces, if there is one.
func (c *chunkReader) endPartial(s *candidateReader) {
	if s.partial == nil {
		return
	}
	if arguments := s.partial.json(); arguments != "" {
		c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_ArgumentsDelta{ArgumentsDelta: arguments}})
	}
	end := &pb.Part{Extensions: s.partial.beside.exts}
	if s.partial.odd != nil {
		odd := jsonx.Wrap("partialArgs", "["+strings.Join(s.partial.odd, ",")+"]")
		end.Extensions = canon.KeepUnknown(end.Extensions, own, "/functionCall", odd)
	}
	c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartEnd{PartEnd: end}})
	s.partial = nil
}

// rawContent keeps the content of the current candidate as it came.
func (c *chunkReader) rawContent(s *candidateReader) {
	if raw, ok := jsonx.Lookup(string(c.data), "/candidates/"+strconv.Itoa(c.position)+"/content"); ok {
		c.frame.exact(atCandidate(s.number), "content", raw)
	}
}
