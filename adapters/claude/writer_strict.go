package claude

import (
	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// strict writes any stream in the order of this dialect: one block open at a time, indexes without gaps, one message_delta
// with the stop reason and the final usage, message_stop or an error at the very end.
type strict struct {
	*writer
	sequencer *canon.Sequencer
	names     *canon.Names
	// own says that the answer is of this dialect: its words and its state are written as they are.
	own   bool
	start *pb.GenerateResponse
	begun bool
	usage *pb.Usage
	tier  *string
	// finish and block say why the answer ended, as far as is known.
	finish *pb.Finish
	block  *pb.PromptBlock
	part   strictPart
	index  int32
	calls  int
	ids    callIDs
}

// strictly gives the state of a writer that orders what it writes.
func (w *writer) strictly() func(*pb.GenerateEvent) error {
	s := &strict{writer: w, names: canon.NewNames(w.x.Request, nameRule)}
	s.sequencer = canon.NewSequencer(s.event)
	return s.sequencer.Push
}

// event writes one event of the strict form.
func (s *strict) event(ev *pb.GenerateEvent) error {
	if ev.Candidate > 0 {
		return nil
	}
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		s.text(c.TextDelta)
	case *pb.GenerateEvent_ReasoningDelta:
		s.thought(c.ReasoningDelta)
	case *pb.GenerateEvent_SummaryDelta:
		s.summary(ev.Sub, c.SummaryDelta)
	case *pb.GenerateEvent_RefusalDelta:
		s.text(c.RefusalDelta)
	case *pb.GenerateEvent_ArgumentsDelta:
		s.arguments(c.ArgumentsDelta)
	case *pb.GenerateEvent_InputDelta:
		s.input(c.InputDelta)
	case *pb.GenerateEvent_PartStart:
		s.partStart(ev, c.PartStart)
	case *pb.GenerateEvent_PartEnd:
		s.partEnd(c.PartEnd)
	case *pb.GenerateEvent_Seal:
		s.seal(ev, c.Seal)
	case *pb.GenerateEvent_Citation:
		s.citation(ev, c.Citation)
	case *pb.GenerateEvent_Start:
		s.started(ev, c.Start)
	case *pb.GenerateEvent_MessageStart:
		if !ev.More && s.start != nil {
			s.begin()
		}
	case *pb.GenerateEvent_Update:
		if c.Update.ServiceTier != nil {
			s.tier = c.Update.ServiceTier
		}
	case *pb.GenerateEvent_Usage:
		s.count(c.Usage)
	case *pb.GenerateEvent_Finish:
		s.finish = proto.CloneOf(c.Finish)
	case *pb.GenerateEvent_PromptBlock:
		s.block = proto.CloneOf(c.PromptBlock)
	case *pb.GenerateEvent_End:
		s.ended()
	case *pb.GenerateEvent_Error:
		s.failed(c.Error)
	case *pb.GenerateEvent_Ping:
		s.begin()
		s.end(s.writer.begin(eventPing, ""))
	}
	return nil
}

// started notes the beginning. message_start waits for the end of its frame, which may know the usage.
func (s *strict) started(ev *pb.GenerateEvent, resp *pb.GenerateResponse) {
	s.start = proto.CloneOf(resp)
	s.own = resp.Origin == dialect
	s.tier = s.start.ServiceTier
	if resp.Usage != nil {
		s.count(resp.Usage)
	}
	if !ev.More {
		s.begin()
	}
}

// count brings the usage up to date, member by member.
func (s *strict) count(u *pb.Usage) {
	s.usage = canon.MergeUsage(s.usage, u)
	s.usage.Extensions = nil
	if s.own {
		s.usage.Extensions = proto.CloneOf(u).Extensions
	}
}

// begin writes message_start, once.
func (s *strict) begin() {
	if s.begun {
		return
	}
	s.begun = true
	message := &pb.GenerateResponse{
		Id: responseID(s.x, s.start.GetId()), Model: s.start.GetModel(), Usage: lowerUsage(s.usage), ServiceTier: s.wireTier(),
	}
	if s.own {
		message.Id, message.Extensions = s.start.Id, s.start.Extensions
	}
	message.Usage.Extensions = nil
	o := s.writer.begin(eventMessageStart, "")
	if o.Key("message") {
		writeResponse(s.json, message, s.nulls())
	}
	s.end(o)
}

func (s *strict) nulls() bool { return s.x.Header.Get(headerVersion) == versionNew }

// wireTier is the tier, if it is one that this dialect has a word for.
func (s *strict) wireTier() *string {
	if s.tier == nil {
		return nil
	}
	if _, ok := usageTiers.word(*s.tier); !ok && !s.own {
		return nil
	}
	return s.tier
}

// ended writes message_delta and message_stop, or the error that a failed answer is.
func (s *strict) ended() {
	s.begin()
	if canon.Failed(s.finish) {
		s.failed(canon.FinishError(s.finish))
		return
	}
	finish := s.finish
	if !s.own || finish.GetRaw() == "" {
		finish, _ = lowerFinish(s.finish, s.block, s.calls)
	}
	o := s.writer.begin(eventMessageDelta, "")
	if d, ok := o.Object("delta", ""); ok {
		writeFinish(d, finish, s.nulls())
		d.End()
	}
	var before prompt
	usage := lowerUsage(s.usage)
	writeUsage(o, usage, nil, &before, s.nulls())
	s.end(o)
	s.end(s.writer.begin(eventMessageStop, ""))
}

// failed writes an error, which ends the stream.
func (s *strict) failed(e *pb.Error) {
	s.json.Reset(sse.BeginFrame(s.dst, typeError))
	writeError(s.json, e)
	s.dst = sse.EndFrame(s.json.Bytes())
}

// openBlock writes content_block_start for the next block.
func (s *strict) openBlock(p *pb.Part) {
	s.begin()
	o := s.writer.begin(eventBlockStart, "")
	o.Int("index", int64(s.index))
	if o.Key("content_block") {
		writeSkeleton(s.json, p, "")
	}
	s.end(o)
}

// closeBlock writes content_block_stop for the open block.
func (s *strict) closeBlock() {
	o := s.writer.begin(eventBlockStop, "")
	o.Int("index", int64(s.index))
	s.end(o)
	s.index++
}

// wholeBlock writes a block that has no deltas.
func (s *strict) wholeBlock(p *pb.Part) {
	s.openBlock(p)
	s.closeBlock()
}

// carry writes an empty thinking block whose signature carries the seal of a part that takes none.
func (s *strict) carry(p *pb.Part) { s.carryEntry(canon.SealEntry(p)) }

// carryEntry writes an empty thinking block whose signature carries an entry of an envelope.
func (s *strict) carryEntry(entry *pb.Part) {
	signature := envelope(s.x, []*pb.Part{entry})
	if signature == "" {
		return
	}
	s.openBlock(&pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{}}})
	s.delta(s.index, deltaSignature, signature)
	s.closeBlock()
}

// jsonString is a string as it stands inside the quotes of JSON text.
func jsonString(text string) string {
	quoted := jsonx.Quote(text)
	return quoted[1 : len(quoted)-1]
}
