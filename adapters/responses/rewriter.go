package responses

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// rewriter writes a stream of this dialect back, frame by frame.
type rewriter struct {
	e *encoder
	// begun is what is known of the response from its beginning, frames how many frames were written.
	begun  *pb.GenerateResponse
	frames int64
	// What the events before the last of a frame say.
	message *pb.Message
	parts   []*pb.Part
	usage   *pb.Usage
	finish  *pb.Finish
}

// appendOwn is append for an event of which it is not known yet which dialect it comes from.
func (w *rewriter) appendOwn(dst []byte, ev *pb.GenerateEvent) []byte {
	if findFrame(ev, "") == nil && ev.GetExtension().GetDialect() != dialect {
		return dst
	}
	dst, _ = w.append(dst, ev)
	return dst
}

// append takes an event, and writes its frame where it is the last one of it.
func (w *rewriter) append(dst []byte, ev *pb.GenerateEvent) ([]byte, error) {
	if ev.More {
		w.keep(ev)
		return dst, nil
	}
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_Extension:
		w.frames++
		name, data := c.Extension.At, c.Extension.MembersJson
		if usual, other := w.renamed(name); other {
			name, data = usual, w.e.retyped(usual, data)
		}
		dst = appendData(dst, name, data)
	case *pb.GenerateEvent_End:
		if c.End.Sentinel {
			dst = appendData(dst, "", sentinel)
		}
	case *pb.GenerateEvent_Error:
		switch told := findFrame(ev, atTold); {
		case told == nil:
			dst = w.fail(dst, c.Error)
		case told.MembersJson == toldMarked:
			dst = appendData(dst, "", sentinel)
		}
	default:
		dst = w.frame(dst, ev)
	}
	w.message, w.parts, w.usage, w.finish = nil, nil, nil, nil
	return dst, nil
}

// fail writes the last frame of an answer that broke off: nothing of its source says so.
func (w *rewriter) fail(dst []byte, f *pb.Error) []byte {
	w.e.w.Reset(sse.BeginFrame(dst, frameFailed))
	o := w.e.w.Object("")
	o.Str("type", frameFailed)
	o.Int("sequence_number", w.frames)
	if o.Key("response") {
		resp := &pb.GenerateResponse{Id: w.begun.GetId(), Model: w.begun.GetModel(), Status: statusFailed, Error: fitError(f)}
		if w.begun != nil {
			resp.CreateTime = w.begun.CreateTime
		}
		w.e.fullResponse(resp, func() {})
	}
	o.End()
	return sse.EndFrame(w.e.w.Bytes())
}

// appendData appends a frame whose data stands as it came.
func appendData(dst []byte, name, data string) []byte {
	if strings.ContainsAny(data, "\r\n") {
		return sse.AppendFrame(dst, name, []byte(data))
	}
	return sse.EndFrame(append(sse.BeginFrame(dst, name), data...))
}

// keep keeps a copy of what an event says that is not the last of its frame.
func (w *rewriter) keep(ev *pb.GenerateEvent) {
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_MessageStart:
		w.message = proto.CloneOf(c.MessageStart)
	case *pb.GenerateEvent_PartStart:
		w.parts = append(w.parts, proto.CloneOf(c.PartStart))
	case *pb.GenerateEvent_Usage:
		w.usage = proto.CloneOf(c.Usage)
	case *pb.GenerateEvent_Finish:
		w.finish = proto.CloneOf(c.Finish)
	}
}

// findFrame gives what the frame says at a place beside the fields, nil for nothing.
func findFrame(ev *pb.GenerateEvent, at string) *pb.Extension {
	for _, e := range ev.Frame {
		if e.Dialect == dialect && e.At == at {
			return e
		}
	}
	return nil
}

// frame writes the frame of an event.
func (w *rewriter) frame(dst []byte, ev *pb.GenerateEvent) []byte {
	members := findFrame(ev, "").GetMembersJson()
	usual, member := usualFrame(ev)
	typ, typed := usual, strings.HasPrefix(members, `{"type":`)
	if typed {
		raw, _ := jsonx.Get(members, "type")
		typ, _ = jsonx.Unquote(raw)
	}
	if usual, other := w.renamed(typ); other {
		typ, typed = usual, false
		members = jsonx.Without(members, "type")
	}
	name := typ
	if e := findFrame(ev, atName); e != nil {
		raw, _ := jsonx.Get(e.MembersJson, "name")
		name, _ = jsonx.Unquote(raw)
	}
	if typ == "" {
		typ = name
	}
	if start := ev.GetStart(); start != nil {
		w.begun = proto.CloneOf(start)
	}
	w.frames++
	dst = sse.BeginFrame(dst, name)
	w.e.w.Reset(dst)
	o := w.e.w.Object("")
	if !typed {
		o.Str("type", typ)
	}
	o.Splice(members)
	switch {
	case member == "delta" && (typ == usual || typ == frameOpenThoughtDelta):
		w.delta(o, ev)
	case typ == frameItemAdded:
		w.item(o, ev)
	case typ == framePartAdded:
		w.part(o, ev)
	case member == "response":
		w.response(o, ev)
	case typ == frameAnnotation:
		if o.Key("annotation") {
			w.e.citation(ev.GetCitation())
		}
	}
	o.End()
	return sse.EndFrame(w.e.w.Bytes())
}

// renamed gives the usual name of a frame for which the upstream has another one.
func (w *rewriter) renamed(typ string) (usual string, other bool) {
	if !w.e.x.Quirks.OpenResponses {
		return "", false
	}
	return openNames.read(typ)
}

// usualFrame gives the type of frame that an event has where nothing else is said, and the member that the event fills.
func usualFrame(ev *pb.GenerateEvent) (typ, member string) {
	switch ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		return frameTextDelta, "delta"
	case *pb.GenerateEvent_ReasoningDelta:
		return frameThoughtDelta, "delta"
	case *pb.GenerateEvent_SummaryDelta:
		return frameSummaryDelta, "delta"
	case *pb.GenerateEvent_RefusalDelta:
		return frameRefusalDelta, "delta"
	case *pb.GenerateEvent_ArgumentsDelta:
		return frameArgumentsDelta, "delta"
	case *pb.GenerateEvent_InputDelta:
		return frameInputDelta, "delta"
	case *pb.GenerateEvent_Start:
		return frameCreated, "response"
	case *pb.GenerateEvent_Update:
		return "", "response"
	case *pb.GenerateEvent_MessageStart:
		return frameItemAdded, "item"
	case *pb.GenerateEvent_MessageEnd:
		return frameItemDone, ""
	case *pb.GenerateEvent_PartStart:
		return framePartAdded, "part"
	case *pb.GenerateEvent_PartEnd:
		return framePartDone, ""
	case *pb.GenerateEvent_Citation:
		return frameAnnotation, "annotation"
	case *pb.GenerateEvent_Ping:
		return frameKeepalive, ""
	}
	return "", ""
}

// delta writes the next piece of a text.
func (w *rewriter) delta(o jsonx.Object, ev *pb.GenerateEvent) {
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		o.Str("delta", c.TextDelta)
	case *pb.GenerateEvent_ReasoningDelta:
		o.Str("delta", c.ReasoningDelta)
	case *pb.GenerateEvent_SummaryDelta:
		o.Str("delta", c.SummaryDelta)
	case *pb.GenerateEvent_RefusalDelta:
		o.Str("delta", c.RefusalDelta)
	case *pb.GenerateEvent_ArgumentsDelta:
		o.Str("delta", c.ArgumentsDelta)
	case *pb.GenerateEvent_InputDelta:
		o.Str("delta", c.InputDelta)
	}
}

// item writes an item that begins.
func (w *rewriter) item(o jsonx.Object, ev *pb.GenerateEvent) {
	m := w.message
	if start := ev.GetMessageStart(); start != nil {
		m = proto.CloneOf(start)
	}
	if m == nil || !o.Key("item") {
		return
	}
	m.Parts = w.parts
	if p := ev.GetPartStart(); p != nil {
		m.Parts = append(m.Parts, p)
	}
	m.Extensions = append(m.Extensions, outOf("/item", ev.Frame)...)
	w.e.item(m, "")
}

// part writes a part that begins.
func (w *rewriter) part(o jsonx.Object, ev *pb.GenerateEvent) {
	if ev.GetPartStart() == nil || !o.Key("part") {
		return
	}
	p := proto.CloneOf(ev.GetPartStart())
	p.Extensions = append(p.Extensions, outOf("/part", ev.Frame)...)
	w.e.parts([]*pb.Part{p}, typeOutputText)
}

// response writes a response as far as it has come.
func (w *rewriter) response(o jsonx.Object, ev *pb.GenerateEvent) {
	known := ev.GetStart()
	if known == nil {
		known = ev.GetUpdate()
	}
	exts := outOf(atResponse, ev.Frame)
	if exts == nil || !o.Key("response") {
		return
	}
	resp := proto.CloneOf(known)
	resp.Extensions = append(resp.Extensions, exts...)
	if w.usage != nil {
		resp.Usage = w.usage
	}
	if w.finish != nil {
		resp.Candidates = []*pb.Candidate{{Finish: w.finish}}
	}
	w.e.response(resp, func() {})
}

// outOf gives the extensions of a frame that belong to an object in it.
func outOf(at string, frame []*pb.Extension) []*pb.Extension {
	var out []*pb.Extension
	for _, e := range frame {
		if rest, ok := strings.CutPrefix(e.At, at); ok && e.Dialect == dialect {
			out = append(out, canon.Keep(nil, dialect, rest, e.MembersJson, e.Kind)...)
		}
	}
	return out
}
