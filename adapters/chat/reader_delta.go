package chat

import (
	"strings"

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
		switch name {
		case "extra_content":
			data, whole := signature(rawJSON(value))
			if data != "" {
				ch.c.signature = data
			}
			if whole {
				ch.c.signed.unknown.Keep(name, jsonx.Value(value))
			} else {
				ch.c.extra.learn(jsonx.Wrap(name, value))
			}
		case "thought_signature":
			ch.c.signed.unknown.Keep(name, jsonx.Value(value))
		default:
			ch.c.extra.learn(jsonx.Wrap(name, value))
		}
	}
}

// odd keeps a member that is not what events can say: in the frame, and of the message for its end.
func (ch *choice) odd(name string, raw jsonx.Value) {
	if raw != nil {
		ch.delta.spelling.Keep(name, raw)
		ch.c.extra.learn(jsonx.Wrap(name, string(raw)))
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
			ch.contentPart(opaquePart(raw))
			return
		}
		d := decoder{x: ch.f.r.x}
		for i := range parts {
			ch.contentPart(d.part(&parts[i], pb.Role_ROLE_ASSISTANT))
		}
	case 0:
	default:
		ch.delta.spell("content", raw)
		if raw != "null" {
			ch.contentPart(opaquePart(raw))
		}
	}
}

func opaquePart(raw string) *pb.Part {
	return &pb.Part{Content: &pb.Part_Opaque{Opaque: &pb.Opaque{Json: strings.Clone(raw)}}}
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
		if ch.c.text != nil {
			ch.c.text.learn(p)
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
		c.open.learn(p)
	}
	if text != "" {
		ch.thinking(text, typeThinking)
	}
}

// learn takes over what nobody knows of a piece of the part.
func (p *openPart) learn(piece *pb.Part) {
	for _, e := range piece.Extensions {
		if e.Kind == pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED {
			p.ending.learn(e.MembersJson)
		}
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
	if shown := ch.apart(text); shown != text {
		ch.delta.spell(field, jsonx.Quote(text))
		text = shown
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

// apart takes off what a gateway put between two pieces of reasoning that an envelope each keeps apart: their signatures are of the
// texts alone.
func (ch *choice) apart(text string) string {
	if ch.c.unpacked == nil || ch.c.open != nil && ch.c.open.kind == kindReasoning {
		return text
	}
	return strings.TrimPrefix(text, betweenThoughts)
}

// reasoningMember gives the text of a member; an empty one stays in the frame.
func (ch *choice) reasoningMember(name string, s *jsonx.String) string {
	ch.odd(name, s.Raw)
	if s.Set && s.V == "" {
		ch.delta.spell(name, `""`)
	}
	return s.V
}

func (ch *choice) refusal(s *jsonx.String) {
	ch.odd("refusal", s.Raw)
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
	ch.odd("audio", o.Raw)
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
	o.RawNonEmpty("id", string(a.ID.Raw))
	o.StrOpt("data", a.Data.Ptr())
	o.RawNonEmpty("data", string(a.Data.Raw))
	o.RawNonEmpty("transcript", string(a.Transcript))
	o.RawNonEmpty("expires_at", string(a.ExpiresAt))
	o.End()
	return string(j.Bytes())
}

// speech gathers what the part knows of its audio at its end.
func (p *openPart) speech(a *wireAudio) {
	p.ending.learn(string(a.Extra))
	if a.Transcript != "" {
		before, _ := jsonx.Get(p.ending.unknown.String(), "transcript")
		old, _ := jsonx.Unquote(before)
		piece, ok := jsonx.Unquote(string(a.Transcript))
		if ok {
			p.ending.learn(jsonx.WrapText("transcript", old+piece))
		}
	}
	if a.ExpiresAt != "" {
		p.ending.transport = jsonx.NewRest(jsonx.Value(jsonx.Wrap("expires_at", string(a.ExpiresAt))))
	}
}

// annotations gives the citations of the last text; they stay in the frame as they are. Those that come before any text wait for it.
func (ch *choice) annotations(raw string) {
	if raw == "" {
		return
	}
	ch.delta.spell("annotations", raw)
	if jsonx.KindOf(raw) != '[' {
		ch.c.extra.learn(jsonx.Wrap("annotations", raw))
		return
	}
	for e := range jsonx.Elements(raw) {
		ch.c.annotations = append(ch.c.annotations, strings.Clone(e))
	}
	if ch.c.text != nil {
		ch.f.r.cite(ch.c)
	}
}

// cite gives the annotations that wait as citations of the last text. Where there is none, or one is no annotation, they are a
// member of the message, as in a whole answer.
func (r *reader) cite(c *candidate) {
	var cited []*pb.Citation
	for _, raw := range c.annotations {
		if citation := decodeAnnotation(raw); citation != nil && c.text != nil {
			cited = append(cited, citation)
		}
	}
	if len(cited) < len(c.annotations) {
		c.extra.learn(jsonx.Wrap("annotations", "["+strings.Join(c.annotations, ",")+"]"))
		cited = nil
	}
	for _, citation := range cited {
		r.emit(c.event(c.text.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_Citation{Citation: citation}}))
	}
	c.annotations = nil
}
