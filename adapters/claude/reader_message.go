package claude

import (
	"io"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// messageStart begins the answer.
func (r *reader) messageStart(e sse.Event) error {
	var w wireMessageStart
	if err := jsonx.Unmarshal(e.Data, &w); err != nil {
		return err
	}
	if w.Message == nil {
		return missing(pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, "", "message")
	}
	resp := w.Message.response(&r.prompt)
	c := resp.Candidates[0]
	resp.Candidates = nil
	r.id, r.model = resp.Id, resp.Model
	start := &pb.GenerateEvent{Event: &pb.GenerateEvent_Start{Start: resp}}
	aside(start, "", w.Unknown)
	start.Frame = takeSpelling(start.Frame, atMessage, resp.Extensions, "content")
	if m := c.Messages[0]; len(m.Parts) > 0 {
		start.Frame = canon.KeepSpelling(start.Frame, dialect, atMessage, "content", contentText(m))
	}
	r.emit(start)
	if c.Finish != nil {
		r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Finish{Finish: c.Finish}})
	}
	r.beginMessage()
	return nil
}

// takeSpelling moves the spelling of one member from extensions of the document to those of the frame.
func takeSpelling(frame []*pb.Extension, at string, exts []*pb.Extension, name string) []*pb.Extension {
	for _, x := range exts {
		if x.Kind != pb.ExtensionKind_EXTENSION_KIND_SPELLING || x.At != "" {
			continue
		}
		if raw, ok := jsonx.Get(x.MembersJson, name); ok {
			frame = canon.KeepSpelling(frame, dialect, at, name, raw)
			x.MembersJson = jsonx.Without(x.MembersJson, name)
		}
	}
	return frame
}

// contentText is the content of a message by itself.
func contentText(m *pb.Message) string {
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	writeContent(o, "content", m.Parts, m.Form)
	o.End()
	text, _ := jsonx.Get(string(w.Bytes()), "content")
	return text
}

// messageDelta tells why the answer ended and what it used.
func (r *reader) messageDelta(e sse.Event) error {
	var w wireMessageDelta
	if err := jsonx.Unmarshal(e.Data, &w); err != nil {
		return err
	}
	from := len(r.queue)
	change := w.Delta
	if change == nil {
		change = &wireChange{}
	}
	r.updated(&w, change)
	whole := wireResponse{StopReason: change.StopReason, StopSequence: change.StopSequence, StopDetails: change.StopDetails}
	if f := whole.finish(); f != nil {
		if f.Reason == pb.FinishReason_FINISH_REASON_TOOL_CALLS && r.answered && r.calls == 0 {
			f.Reason = pb.FinishReason_FINISH_REASON_END
		}
		r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Finish{Finish: f}})
	}
	if u := w.Usage.usage(&r.prompt); u != nil {
		if w.Usage.ServiceTier.Set {
			u.Extensions = canon.KeepSpelling(u.Extensions, dialect, "", "service_tier", jsonx.Quote(w.Usage.ServiceTier.V))
		} else {
			w.Usage.keepTier(u)
		}
		r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Usage{Usage: u}})
	}
	if len(r.queue) == from {
		return r.foreignFrame(e, nil, noMeaning)
	}
	if w.Delta == nil {
		r.queue[from].Frame = canon.KeepSpelling(r.queue[from].Frame, dialect, "", "delta", "null")
	}
	return nil
}

// updated tells of what else message_delta changes of the response.
func (r *reader) updated(w *wireMessageDelta, change *wireChange) {
	if len(change.Unknown) == 0 && len(w.Unknown) == 0 && w.Usage.tierOf() == nil {
		return
	}
	update := &pb.GenerateResponse{ServiceTier: w.Usage.tierOf()}
	for _, members := range []jsonx.Value{change.Unknown, w.Unknown} {
		l := leftovers{unknown: keepUnknownResponse(members)}
		update.Extensions = keepNoEdits(l.keep(update.Extensions), string(members))
	}
	ev := &pb.GenerateEvent{Event: &pb.GenerateEvent_Update{Update: update}}
	ev.Frame = canon.KeepUnknown(ev.Frame, dialect, atDelta, string(change.Unknown))
	ev.Frame = canon.KeepUnknown(ev.Frame, dialect, "", string(w.Unknown))
	r.emit(ev)
}

// messageStop ends the message.
func (r *reader) messageStop(e sse.Event) error {
	var w wireBare
	if err := jsonx.Unmarshal(e.Data, &w); err != nil {
		return err
	}
	end := &pb.GenerateEvent{Message: r.message, Event: &pb.GenerateEvent_MessageEnd{MessageEnd: &pb.Message{}}}
	end.Frame = canon.KeepUnknown(nil, dialect, "", string(w.Unknown))
	r.parting = canon.KeepUnknown(r.parting, dialect, "", string(w.Unknown))
	r.emit(end)
	r.state, r.complete = r.stopped, true
	return nil
}

// doneData is the data of the frame with which relays of several dialects close any stream.
const doneData = "[DONE]"

// stopped is behind message_stop: a source closes its stream there. Should another message follow in the same stream, the
// answer goes on; whatever else follows does not count.
func (r *reader) stopped(e sse.Event) (plain bool, err error) {
	if kind, _ := kindOf(e); kind == eventMessageStart && jsonx.Valid(e.Data) {
		r.state, r.complete = r.running, false
		r.message++
		r.blocks = blocks{message: r.message}
		if err := r.foreignFrame(e, nil, noMeaning); err != nil {
			return false, err
		}
		r.beginMessage()
		return false, nil
	}
	end := r.finished()
	if string(e.Data) == doneData {
		end.GetEnd().Sentinel = true
		end.Frame = canon.KeepSpelling(end.Frame, dialect, atSentinel, "event", jsonx.Quote(e.Name))
	}
	return false, nil
}

// finished ends the answer.
func (r *reader) finished() *pb.GenerateEvent {
	end := &pb.GenerateEvent{Event: &pb.GenerateEvent_End{End: &pb.End{}}, Extensions: r.parting}
	r.emit(end)
	r.err = io.EOF
	return end
}

// beginMessage begins a message of the answer.
func (r *reader) beginMessage() {
	message := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_ASSISTANT, Form: pb.ContentForm_CONTENT_FORM_LIST}
	r.emit(&pb.GenerateEvent{Message: r.message, Event: &pb.GenerateEvent_MessageStart{MessageStart: message}})
}
