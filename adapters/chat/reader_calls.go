package chat

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// streamCall is a call while its fragments come.
type streamCall struct {
	part int32
	// index is the index as the first fragment spells it; "" where it has none.
	index    string
	id, name string
	custom   bool
	legacy   bool
	// started says that the part has begun: not before the name is known. Until then the arguments wait in held.
	started bool
	ended   bool
	sealed  string
	held    string
	// whole tells when the arguments are complete.
	whole completeness
	// free reads the free text out of the arguments of a function that stands for a custom tool; nil for any other.
	free *canon.CustomReader
	// ending and within are what only the end of the part knows: of the call, and of its function.
	ending, within kept
}

// toolCalls reads fragments of calls. Where one has to wait, all fragments of the chunk stay in the frame as they are.
func (ch *choice) toolCalls(raw string) {
	if raw == "" {
		return
	}
	var fragments []wireToolCall
	if jsonx.KindOf(raw) != '[' || jsonx.Unmarshal([]byte(raw), &fragments) != nil || len(fragments) == 0 {
		ch.delta.spell("tool_calls", raw)
		return
	}
	odd := false
	for i := range fragments {
		odd = !ch.fragment(&fragments[i], i) || odd
	}
	if odd {
		ch.delta.spell("tool_calls", raw)
	}
}

// fragment reads a fragment of a call; false where its event does not say all of it.
func (ch *choice) fragment(w *wireToolCall, position int) bool {
	call, fresh := ch.callOf(w)
	f := fragment{ch: ch, call: call, at: ch.at + "/delta/tool_calls/" + strconv.Itoa(position)}
	f.outer = keep(w.Extra)
	if fresh {
		call.custom = w.Type.V == callCustom || w.Function.V == nil && w.Custom.V != nil
	}
	said := f.callee(w)
	f.wrapper(w)
	f.seal(w.ExtraContent)
	call.ending.learn(f.outer.unknown.String())
	call.within.learn(f.inner.unknown.String())
	if said {
		ch.f.exts = f.outer.into(ch.f.exts, f.at)
		ch.f.exts = f.inner.into(ch.f.exts, f.at+"/"+f.calleeName())
	}
	return said
}

// fragment is one fragment being read: what it says besides its event.
type fragment struct {
	ch           *choice
	call         *streamCall
	at           string
	outer, inner kept
	// begins says that the part of the call begins with it.
	begins bool
}

func (f *fragment) calleeName() string {
	if f.call.custom {
		return callCustom
	}
	return callFunction
}

// callOf finds the call that a fragment belongs to. Servers tell calls apart by index, by id, or not at all: another id
// is another call under the same index too, and so is another name where there is no id.
func (ch *choice) callOf(w *wireToolCall) (call *streamCall, fresh bool) {
	c := ch.c
	name := w.Function.V.name() + w.Custom.V.name()
	for i := len(c.calls) - 1; i >= 0 && call == nil; i-- {
		if other := c.calls[i]; !other.legacy && other.index == string(w.Index) {
			call = other
		}
	}
	switch {
	case call == nil:
	case w.ID.V != "" && call.id != "" && call.id != w.ID.V:
		call = ch.callByID(w.ID.V)
	case w.ID.V == "" && name != "" && call.started && (w.Index == "" || call.name != name):
		call = nil
	}
	if call != nil && !call.ended {
		return call, false
	}
	ch.nextCall()
	call = &streamCall{index: string(w.Index)}
	c.calls = append(c.calls, call)
	return call, true
}

func (ch *choice) callByID(id string) *streamCall {
	for _, call := range ch.c.calls {
		if call.id == id {
			return call
		}
	}
	return nil
}

// nextCall ends what went on before another call: the text, and the calls that are complete.
func (ch *choice) nextCall() {
	r, c := ch.f.r, ch.c
	r.closeOpen(c)
	for _, call := range c.calls {
		if call.whole.done() {
			r.endCall(c, call)
		}
	}
}

func (w *wireCallee) name() string {
	if w == nil {
		return ""
	}
	return w.Name.V
}

func (w *wireCustomCall) name() string {
	if w == nil {
		return ""
	}
	return w.Name.V
}

// callee reads name and arguments, and gives the event; false where there is none.
func (f *fragment) callee(w *wireToolCall) bool {
	call := f.call
	if w.ID.V != "" && call.id == "" && !call.started {
		call.id = w.ID.V
	}
	var name, text *jsonx.String
	switch {
	case w.Function.V != nil && !call.custom:
		f.inner = keep(w.Function.V.Extra)
		name, text = &w.Function.V.Name, &w.Function.V.Arguments
		f.outer.raw(callCustom, w.Custom.Raw, true)
	case w.Custom.V != nil && call.custom:
		f.inner = keep(w.Custom.V.Extra)
		name, text = &w.Custom.V.Name, &w.Custom.V.Input
	default:
		return false
	}
	plain := (w.Function.V == nil || w.Custom.V == nil) && name.Raw == nil
	piece := text.V
	if text.Raw != nil {
		piece = string(text.Raw)
		f.inner.spell(textMember(call), piece)
	}
	if call.started {
		if name.Set {
			f.inner.spell("name", jsonx.Quote(name.V))
		}
		if !text.Set && text.Raw == nil {
			f.inner.lacks(textMember(call))
		}
		f.more(piece)
		return plain
	}
	call.name += name.V
	if call.name == "" {
		call.held += piece
		return false
	}
	if !text.Set && text.Raw == nil {
		f.inner.lacks(textMember(call))
	}
	plain = plain && call.held == ""
	f.ch.start(call, call.held+piece)
	f.begins = true
	return plain
}

func textMember(call *streamCall) string {
	if call.custom {
		return "input"
	}
	return "arguments"
}

// more gives a further piece of arguments or input.
func (f *fragment) more(piece string) {
	call := f.call
	call.whole.feed(piece)
	ev := &pb.GenerateEvent{Event: &pb.GenerateEvent_ArgumentsDelta{ArgumentsDelta: piece}}
	switch {
	case call.free != nil:
		text := call.free.Add(piece)
		if text == "" {
			return
		}
		ev.Event = &pb.GenerateEvent_InputDelta{InputDelta: text}
	case call.custom:
		ev.Event = &pb.GenerateEvent_InputDelta{InputDelta: piece}
	}
	f.ch.emit(call.part, ev)
}

// start begins the part of a call whose name is known. A call without an id gets one that stays the same.
func (ch *choice) start(call *streamCall, text string) {
	r, c := ch.f.r, ch.c
	r.closeOpen(c)
	call.part, call.started = c.parts, true
	c.parts++
	call.whole.feed(text)
	t := &pb.ToolCall{CallId: call.id, Name: call.name, Kind: pb.ToolKind_TOOL_KIND_FUNCTION}
	if call.custom {
		t.Kind, t.Input = pb.ToolKind_TOOL_KIND_CUSTOM, text
	} else {
		t.ArgumentsJson = text
	}
	if t.CallId == "" {
		t.CallId = canon.MintID("call_", r.x.Seed, r.head.text("id"), strconv.Itoa(int(c.index)), strconv.Itoa(len(c.calls)))
	}
	if r.names != nil {
		known := r.names.Restore(t.Name)
		t.Name, t.Namespace = known.Name, known.Namespace
		if known.Kind == pb.ToolKind_TOOL_KIND_CUSTOM && !call.custom {
			call.free = &canon.CustomReader{}
			t.Kind, t.Input, t.ArgumentsJson = known.Kind, call.free.Add(text), ""
		}
	}
	p := &pb.Part{Content: &pb.Part_ToolCall{ToolCall: t}}
	if call.legacy {
		var k kept
		k.lacks("tool_calls")
		p.Extensions = k.into(nil, "")
	}
	ch.emit(call.part, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartStart{PartStart: p}})
}

// text is the text of a member that chunks say.
func (h *head) text(name string) string {
	m := h.find(name)
	if m == nil {
		return ""
	}
	text, _ := jsonx.Unquote(m.raw)
	return text
}

// wrapper keeps the members around the callee that the event does not say, or says otherwise.
func (f *fragment) wrapper(w *wireToolCall) {
	call := f.call
	expected := call.index
	if f.begins {
		expected = strconv.Itoa(startedCalls(f.ch.c) - 1)
	}
	if string(w.Index) != expected {
		f.outer.spell("index", rawOrNull(w.Index))
	}
	f.outer.raw("id", w.ID.Raw, true)
	f.outer.raw("type", w.Type.Raw, true)
	if f.begins {
		if w.ID.V == "" || w.ID.V != call.id {
			f.outer.spell("id", typeOrNull(&w.ID))
		}
		if word := w.Type.V; word != f.calleeName() {
			f.outer.spell("type", typeOrNull(&w.Type))
			if word != "" && word != callFunction && word != callCustom {
				call.ending.learn(jsonx.WrapText("type", word))
			}
		}
	} else {
		if w.ID.Set {
			f.outer.spell("id", jsonx.Quote(w.ID.V))
		}
		if w.Type.Set {
			f.outer.spell("type", jsonx.Quote(w.Type.V))
		}
	}
	f.outer.raw(cacheControlField, w.CacheControl.Raw, true)
}

// startedCalls counts the calls whose parts have begun.
func startedCalls(c *candidate) int {
	n := 0
	for _, call := range c.calls {
		if call.started && !call.legacy {
			n++
		}
	}
	return n
}

// seal gives a thought signature; it stays in the frame as it is.
func (f *fragment) seal(raw rawJSON) {
	if raw == "" {
		return
	}
	f.outer.spell("extra_content", string(raw))
	data, whole := signature(raw)
	if !whole {
		f.call.ending.learn(jsonx.Wrap("extra_content", string(raw)))
	}
	if data != "" && !f.ch.envelope(data, f.call) && f.call.started {
		f.call.sealed = data
		f.ch.emit(f.call.part, &pb.GenerateEvent{Event: &pb.GenerateEvent_Seal{Seal: f.ch.f.r.seal(data)}})
	}
}

// endCall ends the part of a call.
func (r *reader) endCall(c *candidate, call *streamCall) {
	if !call.started || call.ended {
		return
	}
	call.ended = true
	if call.free != nil {
		if rest := call.free.Rest(); rest != "" {
			r.emit(c.event(call.part, &pb.GenerateEvent{Event: &pb.GenerateEvent_InputDelta{InputDelta: rest}}))
		}
	}
	r.emit(c.event(call.part, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartEnd{PartEnd: call.end()}}))
}

// end is what only the end of the part knows.
func (call *streamCall) end() *pb.Part {
	at := "/" + callFunction
	if call.custom {
		at = "/" + callCustom
	}
	return &pb.Part{Extensions: call.within.into(call.ending.into(nil, ""), at)}
}
