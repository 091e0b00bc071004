package chat

import (
	"slices"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// nativeWriter writes messages that were read from this dialect, one to one: nothing is repaired.
type nativeWriter struct {
	x      *adapters.Exchange
	w      *jsonx.Writer
	losses *canon.Losses
}

// message writes a message. path is its canonical path.
func (n *nativeWriter) message(m *pb.Message, path func() string) {
	members := ours(m.Extensions, "")
	if n.x.Quirks.ReasoningField != "" {
		members = jsonx.Without(members, reasoningField, reasoningOldField)
	}
	o := n.w.Object(members)
	role := m.Role
	if role == pb.Role_ROLE_DEVELOPER && n.x.Quirks.NoDeveloperRole {
		n.losses.Approximate(path()+"/role", classContent, sayNoDeveloper)
		role = pb.Role_ROLE_SYSTEM
	}
	if m.Role != pb.Role_ROLE_UNSPECIFIED {
		o.Str("role", roleWord(role))
	}
	o.StrNonEmpty("name", m.Name)
	if p := toolResult(m); p != nil {
		writeResult(o, p)
	} else {
		n.content(o, m)
	}
	n.members(o, m, path)
	o.End()
}

// toolResult is the part of the result that a tool's message holds.
func toolResult(m *pb.Message) *pb.Part {
	for _, p := range m.Parts {
		if p.GetToolResult() != nil {
			return p
		}
	}
	return nil
}

func writeResult(o jsonx.Object, p *pb.Part) {
	r := p.GetToolResult()
	o.Str("tool_call_id", r.CallId)
	o.StrNonEmpty("name", r.Name)
	if r.OutputJson != nil {
		text, _ := canon.ResultText(r)
		o.Str("content", text)
		return
	}
	if r.Form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED && len(r.Parts) == 0 {
		return
	}
	parts := r.Parts
	if n := len(parts); p.Cache != nil && n > 0 && !markedByMessage(p) {
		last := parts[n-1]
		parts = append(parts[:n-1:n-1], &pb.Part{Content: last.Content, Extensions: last.Extensions, Cache: p.Cache})
	}
	writeContent(o, parts, r.Form)
}

// content writes the parts that stand in the content.
func (n *nativeWriter) content(o jsonx.Object, m *pb.Message) {
	parts := m.Parts
	for i, p := range m.Parts {
		if !inContent(p, m.Role) {
			parts = contentParts(m, i)
			break
		}
	}
	if len(parts) == 0 && m.Form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
		if m.Role == pb.Role_ROLE_ASSISTANT {
			o.Null("content")
		}
		return
	}
	writeContent(o, parts, m.Form)
}

// contentParts filters the parts that stand in the content; the first n do.
func contentParts(m *pb.Message, n int) []*pb.Part {
	in := append([]*pb.Part(nil), m.Parts[:n]...)
	for _, p := range m.Parts[n:] {
		if inContent(p, m.Role) {
			in = append(in, p)
		}
	}
	return in
}

// isString reports whether content is a string, not a list.
func isString(parts []*pb.Part, form pb.ContentForm) bool {
	return form != pb.ContentForm_CONTENT_FORM_LIST && len(parts) == 1 && parts[0].GetText() != nil
}

// writeContent writes content as the string that it was, or as a list.
func writeContent(o jsonx.Object, parts []*pb.Part, form pb.ContentForm) {
	if isString(parts, form) {
		o.Str("content", parts[0].GetText().Text)
		return
	}
	if !o.Array("content") {
		return
	}
	for _, p := range parts {
		writePart(o.Writer(), p)
	}
	o.EndArray()
}

// members writes what stands beside the content.
func (n *nativeWriter) members(o jsonx.Object, m *pb.Message, path func() string) {
	calls, legacy := 0, (*pb.Part)(nil)
	for i, p := range m.Parts {
		switch c := p.Content.(type) {
		case *pb.Part_Reasoning:
			if !inContent(p, m.Role) {
				n.reasoning(o, m, p, func() string { return path() + canon.Path("parts", i) })
			}
		case *pb.Part_Refusal:
			if !inContent(p, m.Role) {
				o.Str("refusal", c.Refusal.Text)
			}
		case *pb.Part_Media:
			if !inContent(p, m.Role) {
				writeAudio(o, p)
			}
		case *pb.Part_Text:
			writeAnnotations(o, c.Text.Citations)
			if n.readable(p, func() string { return path() + canon.Path("parts", i) }) {
				writeSignature(o, p.Seal.Data)
			}
		case *pb.Part_ToolCall:
			if isLegacyCall(p) {
				legacy = p
			} else {
				calls++
			}
		}
	}
	if calls > 0 && o.Array("tool_calls") {
		for i, p := range m.Parts {
			if p.GetToolCall() != nil && !isLegacyCall(p) {
				n.readable(p, func() string { return path() + canon.Path("parts", i) })
				writeCall(n.w, p, p.GetToolCall().CallId, p.GetToolCall().Name)
			}
		}
		o.EndArray()
	}
	if legacy != nil {
		writeFunctionCall(o, legacy)
	}
	if last := lastPart(m); last != nil && last.Cache != nil && markedByMessage(last) {
		if mark, ok := o.Object(cacheControlField, ours(m.Extensions, "/"+cacheControlField)); ok {
			writeCacheControl(mark, last.Cache)
			mark.End()
		}
	}
}

// markedByMessage reports whether the cache mark of a part stood on its message.
func markedByMessage(p *pb.Part) bool {
	members := ours(p.Extensions, "")
	return lacked(members, breakpointField) && lacked(members, cacheControlField)
}

// reasoning writes readable reasoning and its seal. Reasoning that came in an envelope, or beside one, is another upstream's: it is
// written where the upstream is known to take it.
func (n *nativeWriter) reasoning(o jsonx.Object, m *pb.Message, p *pb.Part, path func() string) {
	field := n.x.Quirks.ReasoningField
	if field == "" {
		field = fieldOf(p)
	}
	foreign := isForeign(p) || p.Seal == nil && slices.ContainsFunc(m.Parts, isForeign)
	switch text := p.GetReasoning().Text; {
	case foreign && n.x.Quirks.ReasoningField == "":
		n.losses.Drop(path(), classReasoning, "the target takes no reasoning in a history")
	case text != "" && field != detailsField:
		o.Str(field, text)
	}
	if n.readable(p, path) {
		o.RawNonEmpty(detailsField, p.Seal.Data)
	}
}

// isForeign reports whether another vendor sealed a part.
func isForeign(p *pb.Part) bool { return p.Seal != nil && p.Seal.Issuer != own }

// readable reports whether the upstream can read the seal of a part; one that it cannot read is withheld.
func (n *nativeWriter) readable(p *pb.Part, path func() string) bool {
	if p.Seal == nil {
		return false
	}
	if canon.Readable(p.Seal, own, n.x.Upstream) {
		return true
	}
	n.losses.Withhold(path()+"/seal", "the target cannot read it")
	return false
}

func writeAudio(o jsonx.Object, p *pb.Part) {
	a, ok := o.Object("audio", ours(p.Extensions, ""))
	if !ok {
		return
	}
	a.StrNonEmpty("id", p.Id)
	a.StrNonEmpty("data", p.GetMedia().GetData())
	a.End()
}

func writeFunctionCall(o jsonx.Object, p *pb.Part) {
	f, ok := o.Object("function_call", ours(p.Extensions, "/function"))
	if !ok {
		return
	}
	c := p.GetToolCall()
	f.StrNonEmpty("name", c.Name)
	f.Str("arguments", c.ArgumentsJson)
	f.End()
}
