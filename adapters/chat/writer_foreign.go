package chat

import (
	"strings"
	"unicode/utf8"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// foreignStream is what the writer knows of another dialect's stream as a whole.
type foreignStream struct {
	started bool
	legacy  bool
	names   *canon.Names
	tier    string
	usage   *pb.Usage
	blocked bool
	// pending is a call whose beginning waits for one event more: its seal may follow at once.
	pending *foreignPart
}

// foreignLane is what the writer knows of an answer of another dialect's stream.
type foreignLane struct {
	begun bool
	// runes is the length of the content so far in code points.
	runes int32
	// thought says that reasoning was written, and lastThought which.
	thought     bool
	lastThought thoughtKey
	refused     bool
	parts       []*foreignPart
	// tokens are log probabilities that go with the text to come.
	tokens []*pb.Logprob
	// compaction is the last part whose text is no answer.
	compaction *foreignPart
	sealed     []*pb.Part
	envelopes  int
	started    int
	finish     *pb.Finish
}

type thoughtKey struct {
	partKey
	sub int32
}

// takeForeign takes an event of another dialect's stream and writes the chunks that clients of this one expect.
func takeForeign(w *writer, ev *pb.GenerateEvent) {
	if p := w.foreign.pending; p != nil && (ev.GetSeal() == nil || !p.isOf(ev)) {
		w.beginCall(p)
	}
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		if l := w.begun(ev.Candidate); l.compaction == nil || !l.compaction.isOf(ev) {
			w.foreignText(l, c.TextDelta)
		}
	case *pb.GenerateEvent_Start:
		w.foreignStart(c.Start)
	case *pb.GenerateEvent_Update:
		w.tier(c.Update)
	case *pb.GenerateEvent_Ping:
		w.comment()
	case *pb.GenerateEvent_Usage:
		w.tokens(c.Usage)
	case *pb.GenerateEvent_PromptBlock:
		w.foreign.blocked = true
	case *pb.GenerateEvent_Finish:
		w.begun(ev.Candidate).finish = &pb.Finish{Reason: c.Finish.Reason, Message: strings.Clone(c.Finish.Message)}
	case *pb.GenerateEvent_MessageStart:
		w.begun(ev.Candidate)
	case *pb.GenerateEvent_End:
		w.tier(c.End.GetResponse())
		w.foreignEnd()
	case *pb.GenerateEvent_Error:
		w.fail(c.Error)
	case *pb.GenerateEvent_MessageEnd, *pb.GenerateEvent_Extension:
	default:
		w.foreignPart(w.begun(ev.Candidate), ev)
	}
}

// foreignStart fixes what all chunks say.
func (w *writer) foreignStart(resp *pb.GenerateResponse) {
	w.foreign.started = true
	w.foreign.legacy = wantsFunctionCall(w.x)
	w.foreign.names = canon.NewNames(w.x.Request, toolNames)
	j := jsonx.NewWriter(nil)
	o := j.Object("")
	o.Str("id", responseID(w.x, resp.GetId()))
	o.Str("object", objectChunk)
	o.Int("created", created(w.x, resp))
	o.Str("model", resp.GetModel())
	o.End()
	w.head.set(string(j.Bytes()))
	w.tier(resp)
	w.tokens(resp.GetUsage())
}

// tokens remembers the tokens so far.
func (w *writer) tokens(u *pb.Usage) {
	if u != nil {
		w.foreign.usage = canon.MergeUsage(w.foreign.usage, u)
	}
}

func (w *writer) tier(resp *pb.GenerateResponse) {
	if t := resp.GetServiceTier(); serviceTiers[t] {
		w.foreign.tier = t
	}
}

// begun gives an answer whose first chunk, which names the role, is written.
func (w *writer) begun(candidate int32) *lane {
	if !w.foreign.started {
		w.foreignStart(&pb.GenerateResponse{})
	}
	l := w.lane(candidate)
	if !l.begun {
		l.begun = true
		ch := w.chunk.choice(candidate)
		ch.has = hasRole | hasContent
		w.flush()
	}
	return l
}

func (w *writer) foreignText(l *lane, text string) {
	if text == "" {
		return
	}
	l.runes += int32(utf8.RuneCountInString(text))
	if l.tokens == nil {
		w.piece(l.index, text)
		return
	}
	ch := w.chunk.choice(l.index)
	ch.has, ch.content = hasContent, text
	ch.tokens, l.tokens = l.tokens, nil
	w.flush()
}

// foreignEnd closes the stream: what was still open, the reason of each answer, usage where it is known, the sentinel.
func (w *writer) foreignEnd() {
	if len(w.lanes) == 0 {
		l := w.begun(0)
		if w.foreign.blocked {
			l.finish = &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_SAFETY}
		}
	}
	for _, l := range w.lanes {
		for _, p := range l.parts {
			w.endPart(p)
		}
	}
	if f := canon.FailureOf(nil, w.ended()); f != nil {
		w.fail(f.Reason)
		return
	}
	for _, l := range w.lanes {
		word, _ := finishOf(l.finish.GetReason(), l.started > 0, l.refused)
		if w.foreign.legacy && word == "tool_calls" {
			word = "function_call"
		}
		w.chunk.choice(l.index).finish = word
		w.flush()
	}
	w.foreignUsage()
	w.sentinel()
}

// ended gives the answers as far as they say how they ended.
func (w *writer) ended() []*pb.Candidate {
	var ended []*pb.Candidate
	for _, l := range w.lanes {
		ended = append(ended, &pb.Candidate{Index: l.index, Finish: l.finish})
	}
	return ended
}

// foreignUsage writes the chunk that has usage and no choices.
func (w *writer) foreignUsage() {
	if w.foreign.usage == nil {
		return
	}
	if w.foreign.tier != "" {
		w.head.say(jsonx.WrapText("service_tier", w.foreign.tier))
	}
	w.chunk.said = true
	w.chunk.usage = foreignUsage(w.foreign.usage)
	w.flush()
}

// fail ends the stream with an error, behind which there is no sentinel.
func (w *writer) fail(e *pb.Error) {
	w.chunk.said = true
	w.chunk.failure = e
	w.flush()
}
