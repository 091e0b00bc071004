package chat

import (
	"slices"
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// candidate is one answer while it is being streamed.
type candidate struct {
	index    int32
	parts    int32
	finished bool
	// open is the part that goes on as long as the kind of content does not change; nil for none.
	open *openPart
	// text is the last text part, for what comes late for it; nil for none.
	text  *openPart
	calls []*streamCall
	// tags part reasoning from the text; nil where there was no text yet, or none is looked for.
	tags *thinkTags
	// thought is the reasoning that details belong to.
	thought *thought
	// signature is a thought signature that came on the message and is not given yet.
	signature string
	refused   bool
	// unpacked are the seals of reasoning that came in envelopes.
	unpacked []string
	// extra are members of deltas that the model has no field for; signed are those that say a signature, which sealed says
	// was given.
	extra, signed kept
	sealed        bool
	// annotations came before the text that they belong to.
	annotations []string
	// known are members of choices that were said before.
	known map[string]string
}

// openPart is a part that deltas make longer.
type openPart struct {
	number int32
	kind   byte
	// field is the member that reasoning stands in.
	field string
	// ending is what only the end of the part knows.
	ending kept
}

// The kinds of parts that go on until another kind of content comes.
const (
	kindText      = 't'
	kindReasoning = 'r'
	kindRefusal   = 'f'
	kindAudio     = 'a'
)

// event places an event at a part of the candidate.
func (c *candidate) event(part int32, ev *pb.GenerateEvent) *pb.GenerateEvent {
	ev.Candidate, ev.Part = c.index, part
	return ev
}

// candidate finds an answer by its index.
func (r *reader) candidate(index int32) (c *candidate, first bool) {
	for _, c := range r.candidates {
		if c.index == index {
			return c, false
		}
	}
	// Reasoning stands first, also where only its seal comes, at the end.
	c = &candidate{index: index, parts: 1, known: map[string]string{}}
	r.candidates = append(r.candidates, c)
	return c, true
}

// choice is one element of choices being read: what it says besides events.
type choice struct {
	f *frame
	c *candidate
	// at is the place of the element in the chunk.
	at           string
	delta, outer kept
}

// readChoices reads what the chunk adds to answers. Choices of another shape than the vendor's stay in the frame whole.
func (f *frame) readChoices(raw string) {
	if raw == "" {
		f.top.lacks("choices")
		return
	}
	var choices []wireChunkChoice
	if jsonx.KindOf(raw) != '[' || jsonx.Unmarshal([]byte(raw), &choices) != nil || !distinct(choices) {
		f.top.spell("choices", raw)
		return
	}
	for i := range choices {
		f.readChoice(&choices[i], i)
	}
}

// shown reports whether an event is seen in a chunk: that a part ends is not, nor that one without content begins.
func shown(ev *pb.GenerateEvent) bool {
	if p := ev.GetPartStart(); p != nil {
		return p.GetText().GetText()+p.GetReasoning().GetText()+p.GetRefusal().GetText() != "" ||
			p.GetText() == nil && p.GetReasoning() == nil && p.GetRefusal() == nil
	}
	return ev.GetPartEnd() == nil
}

// distinct reports whether no two choices are of the same answer.
func distinct(choices []wireChunkChoice) bool {
	for i := range choices {
		if choices[i].Index.V < 0 {
			return false
		}
		for j := range choices[:i] {
			if choices[i].Index.V == choices[j].Index.V {
				return false
			}
		}
	}
	return true
}

func (f *frame) readChoice(w *wireChunkChoice, position int) {
	c, first := f.r.candidate(w.Index.V)
	ch := choice{f: f, c: c, at: "/choices/" + strconv.Itoa(position)}
	before := len(f.r.queue)
	if !w.Index.Set {
		ch.outer.spell("index", rawOrNull(rawJSON(w.Index.Raw)))
	}
	ch.outer.raw("delta", w.Delta.Raw, true)
	if w.Delta.V != nil {
		ch.role(w.Delta.V, first)
		ch.readDelta(w.Delta.V)
	} else if w.Delta.Raw == nil {
		ch.outer.lacks("delta")
	}
	ch.logprobs(&w.Logprobs)
	ch.members(string(w.Extra), "")
	ch.finish(&w.FinishReason)
	if !slices.ContainsFunc(f.r.queue[before:], shown) {
		// Nothing was said of the answer, but the choice is there.
		if w.Delta.V != nil && onlyNulls(rawObject(&ch.delta)) {
			ch.outer.spell("delta", "{}")
		}
		f.r.emit(c.event(0, &pb.GenerateEvent{Event: &pb.GenerateEvent_Ping{Ping: &pb.Ping{}}}))
	}
	f.exts = ch.outer.into(f.exts, ch.at)
	f.exts = ch.delta.into(f.exts, ch.at+"/delta")
}

// role begins the message with the first chunk of an answer; a role that is said again stays in the frame.
func (ch *choice) role(w *wireDelta, first bool) {
	if !first {
		ch.delta.raw("role", w.Role.Raw, true)
		if w.Role.Set {
			ch.delta.spell("role", jsonx.Quote(w.Role.V))
		}
		return
	}
	role, exact := readRole(w.Role.V)
	if !exact || role != pb.Role_ROLE_ASSISTANT {
		ch.delta.spell("role", typeOrNull(&w.Role))
		if role == pb.Role_ROLE_UNSPECIFIED && w.Role.V != "" {
			ch.c.extra.learn(jsonx.WrapText("role", w.Role.V))
		}
	}
	m := &pb.Message{Origin: own, Role: pb.Role_ROLE_ASSISTANT}
	ch.emit(0, &pb.GenerateEvent{Event: &pb.GenerateEvent_MessageStart{MessageStart: m}})
}

func (ch *choice) emit(part int32, ev *pb.GenerateEvent) { ch.f.r.emit(ch.c.event(part, ev)) }

// echoes are members of choices that say again what the answer says already.
var echoes = map[string]bool{"message": true, "delta": true}

// members says what is new of the members of a choice that the model has no field for; what was said before stays in
// the frame.
func (ch *choice) members(raw, at string) {
	var news, again jsonx.Rest
	for name, value := range jsonx.Members(raw) {
		switch {
		case value == "null":
		case ch.c.known[at+"/"+name] == value, at == "" && echoes[name]:
			again.Keep(name, jsonx.Value(value))
		default:
			ch.c.known[at+"/"+name] = value
			news.Keep(name, jsonx.Value(value))
		}
	}
	ch.f.exts = canon.KeepTransport(ch.f.exts, own, ch.at+at, again.String())
	if exts := canon.KeepUnknown(nil, own, at, news.String()); exts != nil {
		known := &pb.Candidate{Index: ch.c.index, Extensions: exts}
		ch.emit(0, &pb.GenerateEvent{Event: &pb.GenerateEvent_Update{
			Update: &pb.GenerateResponse{Candidates: []*pb.Candidate{known}},
		}})
	}
}

// logprobs gives the log probabilities of a text; others are members of the choice.
func (ch *choice) logprobs(w *object[wireLogprobs]) {
	ch.outer.raw("logprobs", w.Raw, true)
	if w.V == nil {
		return
	}
	tokens, ok := readLogprobs(w.V.Content)
	switch {
	case ok && ch.c.text != nil && ch.c.open == ch.c.text:
		ch.emit(ch.c.text.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_Logprobs{Logprobs: &pb.Logprobs{Tokens: tokens}}})
	case w.V.Content != "":
		ch.f.exts = canon.KeepTransport(ch.f.exts, own, ch.at+atLogprobs, jsonx.Wrap("content", string(w.V.Content)))
	case jsonx.Empty(string(w.V.Extra)):
		ch.outer.spell("logprobs", "{}")
	}
	ch.members(string(w.V.Extra), atLogprobs)
	if onlyNulls(string(w.V.Extra)) && w.V.Content == "" {
		ch.outer.spell("logprobs", "{}")
	}
}

func onlyNulls(object string) bool {
	for _, value := range jsonx.Members(object) {
		if value != "null" {
			return false
		}
	}
	return true
}

// finish says why the answer ended.
func (ch *choice) finish(w *jsonx.String) {
	ch.outer.raw("finish_reason", w.Raw, true)
	if w.V == "" {
		if w.Set {
			ch.outer.spell("finish_reason", `""`)
		}
		return
	}
	r, c := ch.f.r, ch.c
	if r.closeParts(c) {
		ch.f.exts = canon.KeepTransport(ch.f.exts, own, atLate, lateMark)
	}
	c.finished = true
	reason := readFinish(w.V)
	if reason == pb.FinishReason_FINISH_REASON_END {
		switch {
		case len(c.calls) > 0:
			reason = pb.FinishReason_FINISH_REASON_TOOL_CALLS
		case c.refused:
			reason = pb.FinishReason_FINISH_REASON_REFUSAL
		}
	}
	ch.emit(0, &pb.GenerateEvent{Event: &pb.GenerateEvent_Finish{Finish: &pb.Finish{Reason: reason, Raw: w.V}}})
}

// closeParts ends all parts of a candidate that are open. It reports whether events tell of what stood in a chunk before, or stands in
// the chunk already.
func (r *reader) closeParts(c *candidate) (late bool) {
	if c.tags != nil {
		(&choice{f: &frame{r: r}, c: c}).parted(c.tags.rest())
	}
	before := len(r.queue)
	if c.annotations != nil {
		r.cite(c)
	}
	r.messageSeal(c)
	late = len(r.queue) > before
	r.closeOpen(c)
	for _, call := range c.calls {
		r.endCall(c, call)
	}
	return late
}

// messageSeal gives a signature that came on the message as that of the first call, else of the last text.
func (r *reader) messageSeal(c *candidate) {
	if c.signature == "" {
		return
	}
	part := int32(-1)
	if c.text != nil {
		part = c.text.number
	}
	for i := len(c.calls) - 1; i >= 0; i-- {
		if call := c.calls[i]; call.started {
			part = call.part
			switch call.sealed {
			case "":
			case c.signature:
				c.sealed = true
				return
			default:
				part = -1
			}
		}
	}
	if part >= 0 {
		seal := r.seal(c.signature)
		r.emit(c.event(part, &pb.GenerateEvent{Event: &pb.GenerateEvent_Seal{Seal: seal}}))
		c.signature, c.sealed = "", true
	}
}

// closeOpen ends the part that went on until now.
func (r *reader) closeOpen(c *candidate) {
	if c.open == nil {
		return
	}
	p := &pb.Part{Extensions: c.open.ending.into(nil, "")}
	if c.open.kind == kindReasoning && wantsBack(r.x, c.open.field) && !c.thought.sealed {
		p.Seal = r.seal("")
	}
	r.emit(c.event(c.open.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartEnd{PartEnd: p}}))
	c.open = nil
}

// begin starts a part that deltas follow for.
func (r *reader) begin(c *candidate, kind byte, part *pb.Part) *openPart {
	r.closeOpen(c)
	for _, call := range c.calls {
		if call.whole.done() {
			r.endCall(c, call)
		}
	}
	c.open = &openPart{kind: kind}
	if kind != kindReasoning || c.thought.started {
		c.open.number = c.parts
		c.parts++
	}
	r.emit(c.event(c.open.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartStart{PartStart: part}}))
	return c.open
}
