package chat

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// item is one part of content to write, and where what it says stands in the request.
type item struct {
	part *pb.Part
	path string
}

// contentOf gives the parts of entries that the target can carry as content, flattened; the rest is reported.
func (e *requestEncoder) contentOf(entries []canon.Entry) []item {
	items := make([]item, 0, len(entries))
	for _, en := range entries {
		if en.Part.GetOpaque() != nil && en.Message.GetRole() == pb.Role_ROLE_ASSISTANT {
			e.losses.Drop(entryPath(en), classContent, "what the model did in another vendor's own way")
			continue
		}
		items = e.addContent(items, en.Part, entryPath(en))
	}
	return items
}

func (e *requestEncoder) addContent(items []item, p *pb.Part, path string) []item {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		e.textExtras(c.Text, path)
		return append(items, item{p, path})
	case *pb.Part_Media:
		return e.addMedia(items, p, path)
	case *pb.Part_Compaction:
		if c.Compaction.Text == "" {
			e.losses.Refuse(path, classState, "the target cannot read the compacted conversation")
			return items
		}
		e.losses.Approximate(path, classState, "the summary stands as text")
		return append(items, item{textPart(c.Compaction.Text), path})
	case *pb.Part_ToolChanges:
		e.losses.Approximate(path, classTools, "the target knows tools for the whole conversation only")
	case *pb.Part_Settings:
		e.losses.Approximate(path, classReasoning, "the target knows settings for the whole conversation only")
	case *pb.Part_Opaque:
		e.losses.Refuse(path, classContent, "only its own vendor understands it")
	case *pb.Part_ToolCall, *pb.Part_ToolResult:
		e.losses.Refuse(path, classTools, "the target has no such hosted tool")
	case *pb.Part_Reasoning:
		e.losses.Drop(path, classReasoning, "the target takes no reasoning here")
	case *pb.Part_Refusal:
		return append(items, item{textPart(c.Refusal.Text), path})
	}
	return items
}

// textExtras reports what is lost of a text in a history.
func (e *requestEncoder) textExtras(t *pb.Text, path string) {
	for i := range t.Citations {
		e.losses.Drop(path+canon.Path("text", "citations", i), pb.LossClass_LOSS_CLASS_CITATIONS, "the target takes no citations in a history")
	}
	if len(t.Logprobs) > 0 {
		e.losses.Drop(path+"/text/logprobs", classMetadata, "the target takes no log probabilities in a history")
	}
}

// content writes items as a string where one text says all, else as a list.
func (e *requestEncoder) content(o jsonx.Object, items []item) {
	if e.x.Quirks.StringContent {
		e.stringContent(o, items)
		return
	}
	if len(items) == 1 && items[0].part.GetText() != nil && (items[0].part.Cache == nil || e.caps.NoCacheMarks) {
		e.sealOnText(items[0])
		if items[0].part.Cache != nil {
			e.losses.Drop(items[0].path+"/cache", classCaching, "the model takes no breakpoints")
		}
		o.Str("content", items[0].part.GetText().Text)
		return
	}
	if !o.Array("content") {
		return
	}
	for _, it := range items {
		e.sealOnText(it)
		p := o.Writer().Object("")
		switch c := it.part.Content.(type) {
		case *pb.Part_Text:
			p.Str("type", typeText)
			p.Str("text", c.Text.Text)
		case *pb.Part_Media:
			writeMedia(p, &pb.Part{}, c.Media)
		}
		e.breakpoint(p, it)
		p.End()
	}
	o.EndArray()
}

// sealOnText reports that the seal of a text is kept back: content has no place for it.
func (e *requestEncoder) sealOnText(it item) {
	if it.part.Seal != nil && it.part.GetText() != nil && it.part.Seal.Issuer != own {
		e.losses.Withhold(it.path+"/seal", sayUnreadable)
	}
}

const sayUnreadable = "the target cannot read it"

// breakpoint writes the cache mark of a part.
func (e *requestEncoder) breakpoint(o jsonx.Object, it item) {
	hint := it.part.Cache
	if hint == nil {
		return
	}
	if e.caps.NoCacheMarks {
		e.losses.Drop(it.path+"/cache", classCaching, "the model takes no breakpoints")
		return
	}
	if b, ok := o.Object(breakpointField, ""); ok {
		b.Str("mode", "explicit")
		e.ttl(b, hint.TtlSeconds, it.path+"/cache/ttl_seconds")
		b.End()
	}
}

// stringContent writes all text as one string, for an upstream that takes nothing else.
func (e *requestEncoder) stringContent(o jsonx.Object, items []item) {
	var texts []string
	for _, it := range items {
		if it.part.Cache != nil {
			e.losses.Drop(it.path+"/cache", classCaching, "the target takes plain strings only")
		}
		t := it.part.GetText()
		if t == nil {
			e.losses.Refuse(it.path, classContent, "the target takes plain strings only")
			continue
		}
		if texts != nil {
			e.losses.Approximate(it.path, classContent, "the text is joined to the one before")
		}
		texts = append(texts, t.Text)
	}
	o.Str("content", strings.Join(texts, "\n\n"))
}
