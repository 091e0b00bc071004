package claude

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// native writes a stream of this dialect frame by frame, as it came.
func (w *writer) native(ev *pb.GenerateEvent) error {
	// An event that the model does not understand is a frame of its own.
	if ev.GetExtension() != nil || len(w.pending) == 0 && !ev.More {
		if w.plain(ev) {
			return nil
		}
		return w.nativeFrame([]*pb.GenerateEvent{ev})
	}
	w.pending = append(w.pending, proto.CloneOf(ev))
	if ev.More {
		return nil
	}
	frame := w.pending
	w.pending = w.pending[:0]
	return w.nativeFrame(frame)
}

// plain writes a delta that says nothing beside its text; false, and it writes nothing, for any other event.
func (w *writer) plain(ev *pb.GenerateEvent) bool {
	if len(ev.Frame) > 0 || len(ev.Extensions) > 0 {
		return false
	}
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		if w.kind(ev.Part) != blockText {
			return false
		}
		w.delta(ev.Part, deltaText, c.TextDelta)
	case *pb.GenerateEvent_ReasoningDelta:
		w.delta(ev.Part, deltaThinking, c.ReasoningDelta)
	case *pb.GenerateEvent_ArgumentsDelta:
		w.delta(ev.Part, deltaArguments, c.ArgumentsDelta)
	default:
		return false
	}
	return true
}

// deltaKey is what the frame of a delta says beside its text.
type deltaKey struct {
	index int32
	kind  string
}

// deltaPlaces are the places of the texts of deltas in their frames.
var deltaPlaces = map[string]string{
	deltaText: "/delta/text", deltaThinking: "/delta/thinking", deltaArguments: "/delta/partial_json",
	deltaSignature: "/delta/signature",
}

// delta writes a content_block_delta frame.
func (w *writer) delta(index int32, kind, text string) {
	key := deltaKey{index, kind}
	var ok bool
	if w.dst, ok = w.stencil.Append(w.dst, key, text); ok {
		return
	}
	from, place := len(w.dst), deltaPlaces[kind]
	o := w.begin(eventBlockDelta, "")
	o.Int("index", int64(index))
	if d, ok := o.Object("delta", ""); ok {
		d.Str("type", kind)
		d.Str(strings.TrimPrefix(place, "/delta/"), text)
		d.End()
	}
	w.end(o)
	w.stencil.Learn(key, w.dst[from:], place)
}

// kind is the kind of block that a part is.
func (w *writer) kind(part int32) blockKind {
	if int(part) < len(w.kinds) {
		return w.kinds[part]
	}
	return blockOpaque
}

// setKind notes the kind of block that a part is.
func (w *writer) setKind(part int32, p *pb.Part) {
	for len(w.kinds) <= int(part) {
		w.kinds = append(w.kinds, blockOpaque)
	}
	kind := blockOpaque
	switch p.Content.(type) {
	case *pb.Part_Text:
		kind = blockText
	case *pb.Part_Compaction:
		kind = blockCompaction
	}
	w.kinds[part] = kind
}

// nativeFrame writes the frame that some events came in. Its last event tells what kind of frame it is: the ones before
// tell what the frame implies.
func (w *writer) nativeFrame(frame []*pb.GenerateEvent) error {
	last := frame[len(frame)-1]
	switch c := last.Event.(type) {
	case *pb.GenerateEvent_MessageStart:
		w.nativeStart(frame)
	case *pb.GenerateEvent_PartStart:
		w.setKind(last.Part, c.PartStart)
		o := w.beginBlock(eventBlockStart, last)
		if o.Key("content_block") {
			writeSkeleton(w.json, c.PartStart, own(last.Frame, atBlock))
		}
		w.end(o)
	case *pb.GenerateEvent_PartEnd:
		w.end(w.beginBlock(eventBlockStop, last))
	case *pb.GenerateEvent_Finish, *pb.GenerateEvent_Usage, *pb.GenerateEvent_Update:
		w.nativeChange(frame)
	case *pb.GenerateEvent_MessageEnd:
		w.end(w.begin(eventMessageStop, own(last.Frame, "")))
	case *pb.GenerateEvent_End:
		if c.End.Sentinel {
			raw, _ := jsonx.Get(own(last.Frame, atSentinel), "event")
			name, _ := jsonx.Unquote(raw)
			w.dst = sse.AppendFrame(w.dst, name, []byte(doneData))
		}
	case *pb.GenerateEvent_Ping:
		w.end(w.begin(eventPing, own(last.Frame, "")))
	case *pb.GenerateEvent_Error:
		w.json.Reset(sse.BeginFrame(w.dst, typeError))
		writeError(w.json, c.Error)
		w.dst = sse.EndFrame(w.json.Bytes())
	case *pb.GenerateEvent_Extension:
		if c.Extension.Dialect == dialect {
			w.dst = sse.AppendFrame(w.dst, c.Extension.At, []byte(c.Extension.MembersJson))
		}
	default:
		w.nativeDelta(frame)
	}
	return nil
}

// beginBlock begins a frame about a block.
func (w *writer) beginBlock(event string, ev *pb.GenerateEvent) jsonx.Object {
	o := w.begin(event, own(ev.Frame, ""))
	o.Int("index", int64(ev.Part))
	return o
}

// nativeDelta writes a content_block_delta frame of any kind.
func (w *writer) nativeDelta(frame []*pb.GenerateEvent) {
	first := frame[0]
	o := w.beginBlock(eventBlockDelta, first)
	if d, ok := o.Object("delta", own(first.Frame, atDelta)); ok {
		if w.kind(first.Part) == blockCompaction {
			d.Str("type", deltaCompaction)
		}
		for _, ev := range frame {
			w.nativeDeltaMembers(d, ev)
		}
		d.End()
	}
	w.end(o)
}

func (w *writer) nativeDeltaMembers(d jsonx.Object, ev *pb.GenerateEvent) {
	compaction := w.kind(ev.Part) == blockCompaction
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		if compaction {
			d.Str("content", c.TextDelta)
			return
		}
		d.Str("type", deltaText)
		d.Str("text", c.TextDelta)
	case *pb.GenerateEvent_ReasoningDelta:
		d.Str("type", deltaThinking)
		d.Str("thinking", c.ReasoningDelta)
	case *pb.GenerateEvent_ArgumentsDelta:
		d.Str("type", deltaArguments)
		d.Str("partial_json", c.ArgumentsDelta)
	case *pb.GenerateEvent_Seal:
		if compaction {
			d.Str("encrypted_content", c.Seal.Data)
			return
		}
		d.Str("type", deltaSignature)
		if _, kept := jsonx.Get(own(ev.Frame, atDelta), "signature"); !kept {
			d.Str("signature", c.Seal.Data)
		}
	case *pb.GenerateEvent_Citation:
		d.Str("type", deltaCitation)
		if d.Key("citation") {
			writeCitation(w.json, c.Citation)
		}
	}
}

// nativeStart writes message_start.
func (w *writer) nativeStart(frame []*pb.GenerateEvent) {
	w.kinds = w.kinds[:0]
	start := frame[0]
	resp := start.GetStart()
	if resp == nil {
		// A further message of the same stream: its frame was written whole.
		return
	}
	o := w.begin(eventMessageStart, own(start.Frame, ""))
	if o.Key("message") {
		m := &pb.GenerateResponse{
			Id: resp.GetId(), Model: resp.GetModel(), Usage: resp.GetUsage(), ServiceTier: resp.ServiceTier,
			Extensions: append(resp.GetExtensions(), placed(start.Frame, atMessage)...),
		}
		for _, ev := range frame {
			if f := ev.GetFinish(); f != nil {
				m.Candidates = []*pb.Candidate{{Finish: f}}
			}
		}
		writeResponse(w.json, m, false)
	}
	w.end(o)
	if u := resp.GetUsage(); u != nil {
		w.prompt.read, w.prompt.write = u.GetCacheReadTokens(), u.GetCacheWriteTokens()
	}
}

// placed gives those extensions of a frame that stand at a place, as extensions of what stands there.
func placed(frame []*pb.Extension, at string) []*pb.Extension {
	var out []*pb.Extension
	for _, x := range frame {
		if x.Dialect == dialect && x.At == at {
			out = append(out, &pb.Extension{Dialect: dialect, MembersJson: x.MembersJson, Kind: x.Kind})
		}
	}
	return out
}

// nativeChange writes message_delta.
func (w *writer) nativeChange(frame []*pb.GenerateEvent) {
	members, changes := "", ""
	var finish *pb.Finish
	var usage *pb.Usage
	for _, ev := range frame {
		members = jsonx.Merge(members, own(ev.Frame, ""))
		changes = jsonx.Merge(changes, own(ev.Frame, atDelta))
		if f := ev.GetFinish(); f != nil {
			finish = f
		}
		if u := ev.GetUsage(); u != nil {
			usage = u
		}
	}
	o := w.begin(eventMessageDelta, members)
	if d, ok := o.Object("delta", changes); ok {
		writeFinish(d, finish, false)
		d.End()
	}
	if usage != nil {
		writeUsage(o, usage, nil, &w.prompt, false)
	}
	w.end(o)
}
