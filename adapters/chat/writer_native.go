package chat

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// takeNative takes an event of a stream that was read from this dialect: the events of one frame become one chunk again.
// Of a stream that was made from a whole answer each event is a frame of its own.
func takeNative(w *writer, ev *pb.GenerateEvent) {
	w.keepFrame(ev)
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		if !ev.More && !w.chunk.said && len(w.chunk.exts) == 0 {
			w.piece(ev.Candidate, c.TextDelta)
			return
		}
		w.part(ev)
	case *pb.GenerateEvent_Start:
		w.head.say(headOf(c.Start, objectChunk))
	case *pb.GenerateEvent_Update:
		w.update(c.Update)
	case *pb.GenerateEvent_Ping:
		if len(w.chunk.exts) == 0 && !w.chunk.said {
			w.comment()
			return
		}
		w.chunk.said = true
		if _, none := jsonx.Get(ours(w.chunk.exts, ""), "choices"); !none {
			w.chunk.choice(ev.Candidate)
		}
	case *pb.GenerateEvent_Usage:
		w.chunk.said = true
		w.chunk.usage = c.Usage
		if ev.More {
			w.chunk.usage = proto.CloneOf(c.Usage)
		}
	case *pb.GenerateEvent_Finish:
		w.chunk.choice(ev.Candidate).finish = nativeFinish(c.Finish)
	case *pb.GenerateEvent_End:
		w.nativeEnd(ev)
		return
	case *pb.GenerateEvent_Error:
		w.nativeFailure(c.Error)
		return
	default:
		w.part(ev)
	}
	if !ev.More {
		w.flush()
	}
}

// update takes what becomes known of the answer as a whole, or of answers.
func (w *writer) update(resp *pb.GenerateResponse) {
	w.head.say(headOf(resp, ""))
	w.chunk.said = true
	for _, c := range resp.Candidates {
		ch := w.chunk.choice(c.Index)
		for _, e := range c.Extensions {
			if e.Kind == pb.ExtensionKind_EXTENSION_KIND_TRANSPORT {
				continue
			}
			ch.exts = append(ch.exts, proto.CloneOf(e))
		}
		if c.Finish != nil {
			ch.finish = nativeFinish(c.Finish)
		}
	}
}

func (w *writer) nativeEnd(ev *pb.GenerateEvent) {
	none := lacked(ours(w.chunk.exts, atAfter), "data")
	w.flush()
	if !none {
		w.sentinel()
	}
}

func (w *writer) nativeFailure(e *pb.Error) {
	_, sentinel := jsonx.Get(ours(w.chunk.exts, atAfter), "data")
	w.chunk.said = true
	w.chunk.failure = e
	w.flush()
	if sentinel {
		w.sentinel()
	}
}

// part takes an event about a message or a part.
func (w *writer) part(ev *pb.GenerateEvent) {
	l, key := w.lane(ev.Candidate), partKey{ev.Message, ev.Part}
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_MessageStart:
		ch := w.chunk.choice(ev.Candidate)
		ch.has |= hasRole
		members := strings.Clone(ours(c.MessageStart.Extensions, ""))
		l.details, _ = jsonx.Get(members, detailsField)
		ch.message = jsonx.Without(members, detailsField)
	case *pb.GenerateEvent_PartStart:
		w.partStart(l, key, ev, c.PartStart)
	case *pb.GenerateEvent_TextDelta:
		ch := w.chunk.choice(ev.Candidate)
		ch.has |= hasContent
		ch.content = joined(ch.content, c.TextDelta, ev.More)
	case *pb.GenerateEvent_ReasoningDelta:
		w.reasoning(l, key, ev, c.ReasoningDelta)
	case *pb.GenerateEvent_RefusalDelta:
		ch := w.chunk.choice(ev.Candidate)
		ch.has |= hasRefusal
		ch.refusal = joined(ch.refusal, c.RefusalDelta, ev.More)
	case *pb.GenerateEvent_ArgumentsDelta:
		w.callText(l, key, ev, c.ArgumentsDelta)
	case *pb.GenerateEvent_InputDelta:
		w.callText(l, key, ev, c.InputDelta)
	case *pb.GenerateEvent_DataDelta:
		ch := w.chunk.choice(ev.Candidate)
		ch.has |= hasAudio
		ch.audioData = joined(ch.audioData, c.DataDelta, ev.More)
	case *pb.GenerateEvent_Seal:
		if !w.late() {
			w.seal(l, key, ev, c.Seal)
		}
	case *pb.GenerateEvent_Citation:
		if w.late() {
			return
		}
		ch := w.chunk.choice(ev.Candidate)
		ch.citations = append(ch.citations, proto.CloneOf(c.Citation))
	case *pb.GenerateEvent_Logprobs:
		ch := w.chunk.choice(ev.Candidate)
		ch.tokens = append(ch.tokens, proto.CloneOf(c.Logprobs).Tokens...)
	}
}

// late reports whether the chunk is of a frame whose seals and citations were written before.
func (w *writer) late() bool { return ours(w.chunk.exts, atLate) != "" }

// joined adds a piece of text, as a copy where the chunk goes on after the event.
func joined(text, piece string, more bool) string {
	switch {
	case text != "":
		return text + piece
	case more:
		return strings.Clone(piece)
	}
	return piece
}

// partStart begins a part. What stands in the content beside text is an element of a list.
func (w *writer) partStart(l *lane, key partKey, ev *pb.GenerateEvent, p *pb.Part) {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		if c.Text.Text != "" {
			ch := w.chunk.choice(ev.Candidate)
			ch.has |= hasContent
			ch.content = joined(ch.content, c.Text.Text, true)
		}
	case *pb.Part_Reasoning:
		l.fields[key] = fieldOf(p)
		if inContent(p, pb.Role_ROLE_ASSISTANT) {
			l.fields[key] = typeThinking
			l.thinking[key] = strings.Clone(ours(p.Extensions, ""))
		}
		if c.Reasoning.Text != "" {
			w.reasoning(l, key, ev, c.Reasoning.Text)
		}
	case *pb.Part_Refusal:
		if c.Refusal.Text != "" {
			ch := w.chunk.choice(ev.Candidate)
			ch.has |= hasRefusal
			ch.refusal = joined(ch.refusal, c.Refusal.Text, true)
		}
	case *pb.Part_ToolCall:
		w.callStart(l, key, ev, p)
	case *pb.Part_Media:
		ch := w.chunk.choice(ev.Candidate)
		if inContent(p, pb.Role_ROLE_ASSISTANT) {
			ch.list = append(ch.list, partText(p))
			return
		}
		ch.has |= hasAudio
		ch.audio = proto.CloneOf(p)
		ch.audioID, ch.audioData = ch.audio.Id, c.Media.GetData()
	case *pb.Part_Opaque:
		ch := w.chunk.choice(ev.Candidate)
		ch.list = append(ch.list, strings.Clone(c.Opaque.Json))
	}
	if p.Seal != nil {
		w.seal(l, key, ev, p.Seal)
	}
}

// partText is the text of a part of content.
func partText(p *pb.Part) string {
	j := jsonx.NewWriter(nil)
	writePart(j, p)
	return string(j.Bytes())
}

// reasoning writes a piece of reasoning to the member, or the part of content, that its part stands in.
func (w *writer) reasoning(l *lane, key partKey, ev *pb.GenerateEvent, text string) {
	ch := w.chunk.choice(ev.Candidate)
	field := l.fields[key]
	if field == "" {
		field = reasoningField
	}
	if l.details != "" {
		ch.details, l.details = l.details, ""
	}
	if field == typeThinking {
		w.thinking(ch, l, key, text)
		return
	}
	ch.has |= hasReasoning
	ch.field = field
	ch.reasoning = joined(ch.reasoning, text, ev.More)
}

// thinking writes a piece of reasoning as a part of content. A part that is more than one text is written whole.
func (w *writer) thinking(ch *chunkChoice, l *lane, key partKey, text string) {
	members, begun := l.thinking[key]
	if _, whole := jsonx.Get(members, typeThinking); whole {
		l.thinking[key] = ""
	} else if members == "" && begun {
		return
	}
	j := jsonx.NewWriter(nil)
	o := j.Object(members)
	o.Str("type", typeThinking)
	writeThinking(o, text)
	o.End()
	ch.list = append(ch.list, string(j.Bytes()))
}
