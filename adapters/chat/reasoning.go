package chat

import (
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The members in which servers show reasoning. The vendor itself has none of them.
const (
	reasoningField    = "reasoning_content"
	reasoningOldField = "reasoning"
	detailsField      = "reasoning_details"
)

// The types of reasoning details.
const (
	detailText      = "reasoning.text"
	detailSummary   = "reasoning.summary"
	detailEncrypted = "reasoning.encrypted"
)

// reasoning reads what stands beside the content: one part, with the details as its seal where there is state in them.
// Envelopes among the details become parts of their own, which unpack opens.
func (d *decoder) reasoning(parts []*pb.Part, w *wireMessage, k *kept) []*pb.Part {
	text := k.strSpelled(reasoningField, &w.ReasoningContent)
	other := k.strSpelled(reasoningOldField, &w.Reasoning)
	if text == "" && other == "" && w.ReasoningDetails == "" {
		return parts
	}
	details := readDetails(d.x, string(w.ReasoningDetails))
	field := reasoningField
	switch {
	case text != "" && other != "":
		k.spell(reasoningOldField, jsonx.Quote(other))
	case text != "":
	case other != "":
		text, field = other, reasoningOldField
	default:
		text, field = details.text, detailsField
	}
	p := reasoningPart(text, field)
	p.GetReasoning().Redacted = text == ""
	if details.sealed {
		p.Seal = d.seal(details.raw)
	} else if details.raw != "" {
		k.spell(detailsField, details.raw)
	}
	if p.Seal == nil && text != "" && wantsBack(d.x, field) {
		p.Seal = d.seal("")
	}
	if text != "" || p.Seal != nil {
		parts = append(parts, p)
	}
	for _, envelope := range details.envelopes {
		parts = append(parts, &pb.Part{
			Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Redacted: true}},
			Seal:    d.seal(envelope),
		})
	}
	return parts
}

// wantsBack reports whether the upstream takes reasoning of a member back, as services demand that let their models think
// between calls. Such reasoning is sealed, without data, so that it travels with clients that bring back only what is.
func wantsBack(x *adapters.Exchange, field string) bool {
	return x.Quirks.ReasoningField != "" && (field == reasoningField || field == reasoningOldField)
}

// reasoningPart is a part for reasoning that stood in a member of the message; it remembers which.
func reasoningPart(text, field string) *pb.Part {
	p := &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: text}}}
	var k kept
	if field != reasoningField {
		k.lacks(reasoningField)
	}
	if field == detailsField {
		k.lacks(reasoningOldField)
	}
	p.Extensions = k.into(nil, "")
	return p
}

// fieldOf is the member in which the reasoning of a part stood; detailsField for none of its own.
func fieldOf(p *pb.Part) string {
	members := ours(p.Extensions, "")
	switch {
	case !lacked(members, reasoningField):
		return reasoningField
	case !lacked(members, reasoningOldField):
		return reasoningOldField
	}
	return detailsField
}

// details is what reasoning_details say.
type details struct {
	// raw is the array without the envelopes; "" where nothing is left of it.
	raw string
	// text is all readable text.
	text string
	// sealed says that there is a signature or encrypted data.
	sealed bool
	// envelopes are seals of other issuers that this client was given.
	envelopes []string
}

func readDetails(x *adapters.Exchange, raw string) details {
	out := details{raw: jsonx.Compact(raw)}
	if raw == "" || jsonx.KindOf(raw) != '[' {
		return out
	}
	var text strings.Builder
	var rest []string
	for e := range jsonx.Elements(raw) {
		if data := stringMember(e, "data"); x.Opens(data) {
			out.envelopes = append(out.envelopes, data)
			continue
		} else if data != "" || stringMember(e, "signature") != "" {
			out.sealed = true
		}
		rest = append(rest, e)
		text.WriteString(stringMember(e, "text"))
		text.WriteString(stringMember(e, "summary"))
	}
	out.text = text.String()
	if out.envelopes != nil {
		out.raw = ""
		if rest != nil {
			out.raw = "[" + strings.Join(rest, ",") + "]"
		}
	}
	return out
}

// stringMember is the text of a member of an object; "" where it is no string.
func stringMember(object, name string) string {
	raw, ok := jsonx.Get(object, name)
	if !ok {
		return ""
	}
	text, _ := jsonx.Unquote(raw)
	return text
}

// signature gives the thought signature in extra_content; whole says that there is nothing else in it.
func signature(raw rawJSON) (data string, whole bool) {
	google, ok := jsonx.Get(string(raw), "google")
	if !ok {
		return "", false
	}
	data = stringMember(google, "thought_signature")
	return data, data != "" && jsonx.Empty(jsonx.Without(string(raw), "google")) &&
		jsonx.Empty(jsonx.Without(google, "thought_signature"))
}

// messageSeal reads a thought signature that stands on the message: it is that of the first call, else of the last text.
func (d *decoder) messageSeal(m *pb.Message, w *wireMessage, k *kept) {
	data, whole := signature(w.ExtraContent)
	p := sealed(m)
	if data == "" || p == nil || p.Seal != nil {
		k.unknown.Keep("extra_content", rawOrNil(w.ExtraContent))
		k.unknown.Keep("thought_signature", rawOrNil(w.ThoughtSignature))
		return
	}
	p.Seal = d.seal(data)
	switch {
	case !whole:
		k.unknown.Keep("extra_content", rawOrNil(w.ExtraContent))
	case p.GetText() == nil:
		k.spelling.Keep("extra_content", rawOrNil(w.ExtraContent))
	}
	k.spelling.Keep("thought_signature", rawOrNil(w.ThoughtSignature))
	if p.GetToolCall() != nil {
		p.Extensions = canon.KeepSpelling(p.Extensions, own, "", "extra_content", "null")
	}
}

// sealed is the part that a signature on the message belongs to, or nil.
func sealed(m *pb.Message) (p *pb.Part) {
	for _, c := range m.Parts {
		if c.GetToolCall() != nil {
			return c
		}
		if c.GetText() != nil {
			p = c
		}
	}
	return p
}

// unpack opens the envelopes in a message. What was packed replaces the reasoning that the client shows, and goes before
// everything else.
func (d *decoder) unpack(parts []*pb.Part) []*pb.Part {
	found := false
	for _, p := range parts {
		found = found || d.x.Opens(p.GetSeal().GetData())
	}
	if !found {
		return parts
	}
	var packed, rest []*pb.Part
	seen := map[string]bool{}
	reasoned := false
	for _, p := range parts {
		got, opened := d.x.Sealer.Unpack(p)
		if !opened {
			rest = append(rest, p)
			continue
		}
		d.opened = true
		for _, q := range got {
			switch {
			case q == p:
				rest = append(rest, q)
			case q.GetReasoning() == nil:
				packed = append(packed, q)
			case !seen[q.GetSeal().GetData()]:
				// Clients that replay both the details and the calls bring the same envelope twice.
				seen[q.GetSeal().GetData()] = true
				reasoned = true
				packed = append(packed, q)
			}
		}
	}
	for _, p := range rest {
		if !reasoned || p.GetReasoning() == nil || p.Seal != nil {
			packed = append(packed, p)
		}
	}
	return packed
}
