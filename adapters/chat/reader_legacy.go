package chat

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// functionCall reads a fragment of the older function_call.
func (ch *choice) functionCall(o *object[wireCallee]) {
	ch.odd("function_call", o.Raw)
	w := o.V
	if w == nil {
		return
	}
	inner := keep(w.Extra)
	piece := w.Arguments.V
	call := ch.legacyCall()
	if call == nil && w.Name.V == "" && piece == "" {
		ch.delta.spell("function_call", calleeText(w, &inner))
		return
	}
	if call == nil {
		ch.nextCall()
		call = &streamCall{legacy: true}
		ch.c.calls = append(ch.c.calls, call)
	}
	switch {
	case call.started:
		if w.Name.Set {
			inner.spell("name", jsonx.Quote(w.Name.V))
		}
		call.whole.feed(piece)
		ch.emit(call.part, &pb.GenerateEvent{Event: &pb.GenerateEvent_ArgumentsDelta{ArgumentsDelta: piece}})
	case w.Name.V == "":
		call.held += piece
		ch.delta.spell("function_call", calleeText(w, &inner))
		return
	default:
		call.name, call.id = w.Name.V, "call_legacy_1"
		if call.held != "" {
			inner.spell("arguments", jsonx.Quote(piece))
		}
		ch.start(call, call.held+piece)
	}
	if !w.Arguments.Set {
		inner.spell("arguments", typeOrNull(&w.Arguments))
	}
	ch.f.exts = inner.into(ch.f.exts, ch.at+"/delta/function_call")
}

func (ch *choice) legacyCall() *streamCall {
	for _, call := range ch.c.calls {
		if call.legacy {
			return call
		}
	}
	return nil
}
