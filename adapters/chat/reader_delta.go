package chat

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// readDelta reads what a chunk adds to a message, in the order in which whole messages have it.
func (ch *choice) readDelta(w *wireDelta) {
	ch.reasoning(w)
	ch.content(string(w.Content))
	ch.refusal(&w.Refusal)
	ch.audio(&w.Audio)
	ch.toolCalls(string(w.ToolCalls))
	ch.functionCall(&w.FunctionCall)
	ch.annotations(string(w.Annotations))
	ch.extras(string(w.Extra))
}

// extras keeps members that the model has no field for: in the frame, and of the message for its end.
func (ch *choice) extras(raw string) {
	for name, value := range jsonx.Members(raw) {
		if value == "null" {
			continue
		}
		ch.delta.unknown.Keep(name, jsonx.Value(value))
		if name == "extra_content" || name == "thought_signature" {
			if data, _ := signature(rawJSON(value)); data != "" {
				ch.c.signature = data
			}
			continue
		}
		if old, ok := jsonx.Get(ch.c.extra, name); !ok || old != value {
			ch.c.extra = jsonx.Merge(ch.c.extra, jsonx.Wrap(name, value))
		}
	}
}

// content reads a piece of text. Content that is a list of parts stays in the frame as it is, beside its events.
func (ch *choice) content(raw string) {
	switch jsonx.KindOf(raw) {
	case '"':
		text, _ := jsonx.Unquote(raw)
		if text == "" {
			ch.delta.spell("content", raw)
			return
		}
		if ch.f.r.tags {
			ch.tagged(text)
			return
		}
		ch.text(text)
	case '[':
		ch.delta.spell("content", raw)
		var parts []wirePart
		if jsonx.Unmarshal([]byte(raw), &parts) != nil {
			return
		}
		d := decoder{x: ch.f.r.x}
		for i := range parts {
			ch.contentPart(d.part(&parts[i], pb.Role_ROLE_ASSISTANT))
		}
	case 0:
	default:
		ch.delta.spell("content", raw)
	}
}

// text makes the text longer.
func (ch *choice) text(text string) {
	c := ch.c
	if c.open == nil || c.open.kind != kindText {
		c.text = ch.f.r.begin(c, kindText, textPart(""))
	}
	ch.emit(c.open.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_TextDelta{TextDelta: text}})
}

// contentPart gives the events of a part in a list; texts and reasoning go on from chunk to chunk.
func (ch *choice) contentPart(p *pb.Part) {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		if c.Text.Text != "" {
			ch.text(c.Text.Text)
		}
	case *pb.Part_Reasoning:
		ch.thinkingPiece(p)
	default:
		ch.f.r.begin(ch.c, 0, p)
		ch.f.r.closeOpen(ch.c)
	}
}

// thinkingPiece reads a piece of reasoning that is a part of content.
func (ch *choice) thinkingPiece(p *pb.Part) {
	text := p.GetReasoning().Text
	if c := ch.c; c.open == nil || c.open.kind != kindReasoning {
		p.GetReasoning().Text = ""
		ch.startThinking(typeThinking, p)
	} else {
		for _, e := range p.Extensions {
			if e.Kind == pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED {
				c.open.ending.unknown = jsonx.NewRest(jsonx.Value(jsonx.Merge(c.open.ending.unknown.String(), e.MembersJson)))
			}
		}
	}
	if text != "" {
		ch.thinking(text, typeThinking)
	}
}

// startThinking begins a part of reasoning.
func (ch *choice) startThinking(field string, p *pb.Part) {
	if ch.c.thought == nil {
		ch.c.thought = &thought{}
	}
	ch.f.r.begin(ch.c, kindReasoning, p).field = field
	ch.c.thought.part(ch.c.open.number)
}

// thinking makes the reasoning longer; field is the member that it stands in.
func (ch *choice) thinking(text, field string) {
	c := ch.c
	if c.open == nil || c.open.kind != kindReasoning {
		ch.startThinking(field, reasoningPart("", field))
	}
	ch.emit(c.open.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_ReasoningDelta{ReasoningDelta: text}})
}

// reasoning reads what stands beside the content. What its part would not be written as stays in the frame.
func (ch *choice) reasoning(w *wireDelta) {
	newer := ch.reasoningMember(reasoningField, &w.ReasoningContent)
	older := ch.reasoningMember(reasoningOldField, &w.Reasoning)
	fresh := ch.details(string(w.ReasoningDetails))
	text, field := newer, reasoningField
	switch {
	case newer != "":
		if older != "" {
			ch.delta.spell(reasoningOldField, jsonx.Quote(older))
		}
	case older != "":
		text, field = older, reasoningOldField
	case !ch.c.thought.inMembers():
		text, field = fresh, detailsField
	}
	if text != "" {
		ch.thinking(text, field)
		ch.c.thought.members = ch.c.thought.members || field != detailsField
		if is := ch.c.open.field; is != field {
			if is != detailsField && is != typeThinking {
				ch.delta.lacks(is)
			}
			if field != detailsField {
				ch.delta.spell(field, jsonx.Quote(text))
			}
		}
	}
	ch.sealed()
}

// reasoningMember gives the text of a member; an empty one stays in the frame.
func (ch *choice) reasoningMember(name string, s *jsonx.String) string {
	ch.delta.raw(name, s.Raw, true)
	if s.Set && s.V == "" {
		ch.delta.spell(name, `""`)
	}
	return s.V
}

func (ch *choice) refusal(s *jsonx.String) {
	ch.delta.raw("refusal", s.Raw, true)
	switch {
	case !s.Set:
		return
	case s.V == "":
		ch.delta.spell("refusal", `""`)
		return
	}
	c := ch.c
	c.refused = true
	if c.open == nil || c.open.kind != kindRefusal {
		ch.f.r.begin(c, kindRefusal, &pb.Part{Content: &pb.Part_Refusal{Refusal: &pb.Refusal{}}})
	}
	ch.emit(c.open.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_RefusalDelta{RefusalDelta: s.V}})
}

// audio reads a piece of speech.
func (ch *choice) audio(o *object[wireAudio]) {
	ch.delta.raw("audio", o.Raw, true)
	if o.V == nil {
		return
	}
	a, c := o.V, ch.c
	inner := keep(a.Extra)
	if a.ID.V == "" && a.Data.V == "" && (c.open == nil || c.open.kind != kindAudio) {
		ch.delta.spell("audio", audioText(a, &inner))
		return
	}
	begins := c.open == nil || c.open.kind != kindAudio
	if begins {
		p := &pb.Part{Id: inner.strSpelled("id", &a.ID), Content: &pb.Part_Media{Media: &pb.Media{Kind: pb.MediaKind_MEDIA_KIND_AUDIO}}}
		ch.f.r.begin(c, kindAudio, p)
	} else if a.ID.Set {
		inner.spell("id", jsonx.Quote(a.ID.V))
	}
	data := inner.strSpelled("data", &a.Data)
	if data == "" && !begins {
		c.open.speech(a)
		ch.delta.spell("audio", audioText(a, &inner))
		return
	}
	if data != "" {
		ch.emit(c.open.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_DataDelta{DataDelta: data}})
	}
	inner.unknown.Keep("transcript", rawOrNil(a.Transcript))
	inner.transport.Keep("expires_at", rawOrNil(a.ExpiresAt))
	c.open.speech(a)
	ch.f.exts = inner.into(ch.f.exts, ch.at+"/delta/audio")
}

// audioText is the text of an audio object.
func audioText(a *wireAudio, inner *kept) string {
	j := jsonx.NewWriter(nil)
	o := j.Object(rawObject(inner))
	o.StrOpt("id", a.ID.Ptr())
	o.StrOpt("data", a.Data.Ptr())
	o.RawNonEmpty("transcript", string(a.Transcript))
	o.RawNonEmpty("expires_at", string(a.ExpiresAt))
	o.End()
	return string(j.Bytes())
}

// speech gathers what the part knows of its audio at its end.
func (p *openPart) speech(a *wireAudio) {
	if a.Transcript != "" {
		before, _ := jsonx.Get(p.ending.unknown.String(), "transcript")
		old, _ := jsonx.Unquote(before)
		piece, ok := jsonx.Unquote(string(a.Transcript))
		if ok {
			p.ending.unknown = jsonx.NewRest(jsonx.Value(jsonx.WrapText("transcript", old+piece)))
		}
	}
	if a.ExpiresAt != "" {
		p.ending.transport = jsonx.NewRest(jsonx.Value(jsonx.Wrap("expires_at", string(a.ExpiresAt))))
	}
}

// annotations gives the citations of the last text; they stay in the frame as they are.
func (ch *choice) annotations(raw string) {
	if raw == "" {
		return
	}
	ch.delta.spell("annotations", raw)
	if ch.c.text == nil {
		return
	}
	for e := range jsonx.Elements(raw) {
		if c := decodeAnnotation(e); c != nil {
			ch.emit(ch.c.text.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_Citation{Citation: c}})
		}
	}
}
