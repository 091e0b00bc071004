package gemini

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// part gives one part.
func (d *decoder) part(p *wirePart) *pb.Part {
	var k keeper
	out := &pb.Part{}
	switch p.data {
	case "inlineData", "fileData":
		out.Content = &pb.Part_Media{Media: d.media(&k, p)}
	case "functionCall":
		out.Content = &pb.Part_ToolCall{ToolCall: d.call(&k, p.call)}
	case "functionResponse":
		out.Content = &pb.Part_ToolResult{ToolResult: d.result(&k, p.result)}
	default:
		d.words(&k, p, out)
	}
	if p.thought.Set && out.GetReasoning() == nil {
		value := strconv.FormatBool(p.thought.V)
		if name := p.spelling("thought"); p.thought.V {
			p.unknown.Keep(name, []byte(value))
		} else {
			k.exact("", name, value)
		}
	}
	p.keep("thought", p.thought.Raw)
	d.seal(&k, p, out)
	k.rest("", &p.leftover)
	out.Extensions = k.exts
	return out
}

// words reads a part that holds text, or data that only Gemini understands.
func (d *decoder) words(k *keeper, p *wirePart, out *pb.Part) {
	if p.data == "" {
		if o := p.opaque(); o != nil {
			out.Content = &pb.Part_Opaque{Opaque: o}
			p.keep("mediaResolution", p.resolution.bytes())
			return
		}
	}
	if !p.text.Set {
		k.absent("", p.spelling("text"))
		p.keep("text", p.text.Raw)
	}
	p.keep("mediaResolution", p.resolution.bytes())
	if p.thought.V {
		out.Content = &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: p.text.V}}
		return
	}
	out.Content = &pb.Part_Text{Text: &pb.Text{Text: p.text.V}}
}

// flags are the members of a part that say something about its data.
var flags = []string{"videoMetadata", "mediaProcessing", "partMetadata", "speechMetadata"}

// opaque takes the data member out of the unknown ones: the first that is no flag. Nil where there is none.
func (p *wirePart) opaque() *pb.Opaque {
	unknown := p.unknown.String()
next:
	for name, raw := range jsonx.Members(unknown) {
		for _, f := range flags {
			if camelCase(name) == f {
				continue next
			}
		}
		p.unknown = jsonx.NewRest([]byte(jsonx.Without(unknown, name)))
		if jsonx.Empty(p.unknown.String()) {
			p.unknown = jsonx.Rest{}
		}
		return &pb.Opaque{Type: name, Json: raw}
	}
	return nil
}

// seal reads the thought signature. An empty one is no seal, and neither is the placeholder for a missing one.
func (d *decoder) seal(k *keeper, p *wirePart, out *pb.Part) {
	p.keep("thoughtSignature", p.signature.Raw)
	switch {
	case !p.signature.Set:
	case p.signature.V == "" || isDummy(p.signature.V):
		k.exact("", p.spelling("thoughtSignature"), jsonx.Quote(p.signature.V))
	case d.upstream == "" && canon.IsEnvelope(p.signature.V):
		d.open(k, p, out)
	default:
		out.Seal = &pb.Seal{Issuer: own, Upstream: d.upstream, Model: d.model, Data: p.signature.V}
	}
}

// writePart writes a part. What Gemini has no part for was lowered before.
func writePart(w *jsonx.Writer, p *pb.Part) {
	o := open(w, p.Extensions, "")
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		o.Str(o.name("text"), c.Text.Text)
	case *pb.Part_Reasoning:
		o.Str(o.name("text"), c.Reasoning.Text)
		o.Bool(o.name("thought"), true)
	case *pb.Part_Media:
		writeMedia(o, p, c.Media)
	case *pb.Part_ToolCall:
		writeCall(o, p, c.ToolCall)
	case *pb.Part_ToolResult:
		writeResult(o, p, c.ToolResult)
	case *pb.Part_Opaque:
		o.Raw(c.Opaque.Type, c.Opaque.Json)
	}
	if p.Seal != nil && p.Seal.Issuer == own {
		o.Str(o.name("thoughtSignature"), p.Seal.Data)
	}
	o.End()
}
