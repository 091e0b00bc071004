package claude

import (
	"slices"
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// userPart gives the block for what the user or a tool said; nil for none.
func (l *lowering) userPart(e canon.Entry) *pb.Part {
	path := e.Path()
	switch c := e.Part.Content.(type) {
	case *pb.Part_Media:
		return l.media(e.Part, path)
	case *pb.Part_ToolResult:
		return l.toolResult(e, c.ToolResult, path)
	}
	return l.anyPart(e, path)
}

// assistantPart gives the block for what the model said; nil for none.
func (l *lowering) assistantPart(e canon.Entry) *pb.Part {
	path := e.Path()
	switch c := e.Part.Content.(type) {
	case *pb.Part_Reasoning:
		return l.thought(e.Part, c.Reasoning, path)
	case *pb.Part_ToolCall:
		return l.toolCall(e.Part, c.ToolCall, path)
	case *pb.Part_Media:
		l.losses.Refuse(path, pb.LossClass_LOSS_CLASS_CONTENT, "the assistant's messages take no media")
		return nil
	case *pb.Part_Opaque:
		if e.Message.Origin != dialect {
			l.losses.Drop(path, pb.LossClass_LOSS_CLASS_CONTENT, "what the model did in another vendor's own way")
			return nil
		}
	}
	return l.anyPart(e, path)
}

// anyPart gives the block for a part that either author may have; nil for none.
func (l *lowering) anyPart(e canon.Entry, path string) *pb.Part {
	p := e.Part
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		l.textExtras(p, c.Text, path)
		l.seal(p, path)
		return l.plainText(p, c.Text.Text, path)
	case *pb.Part_Refusal:
		l.losses.Approximate(path+"/refusal", pb.LossClass_LOSS_CLASS_CONTENT, "a refusal became text")
		l.seal(p, path)
		return l.plainText(p, c.Refusal.Text, path)
	case *pb.Part_Compaction:
		return l.compaction(p, c.Compaction, path)
	case *pb.Part_ToolChanges, *pb.Part_Settings, nil:
		// Tools and settings in effect stand at the top.
		return nil
	case *pb.Part_Opaque:
		if e.Message.Origin == dialect {
			return p
		}
	}
	l.losses.Refuse(path, pb.LossClass_LOSS_CLASS_CONTENT, "the target has no such content here")
	return nil
}

// plainText gives a text block; nil for whitespace, which this dialect refuses.
func (l *lowering) plainText(p *pb.Part, text, path string) *pb.Part {
	if strings.TrimSpace(text) == "" {
		if p.Cache != nil {
			l.losses.Drop(path+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "an empty text takes no breakpoint")
		}
		return nil
	}
	out := textPart(text)
	out.Cache = p.Cache
	l.mark(out, path)
	return out
}

// textExtras reports what a text of a request says beside its words. Citations of this dialect's own are of no use without
// the documents that they point into.
func (l *lowering) textExtras(p *pb.Part, t *pb.Text, path string) {
	if strings.TrimSpace(t.Text) == "" && len(t.Citations)+len(t.Logprobs) > 0 {
		l.losses.Drop(path+"/text", pb.LossClass_LOSS_CLASS_CONTENT, "an empty text is left out")
		return
	}
	for i := range t.Citations {
		l.losses.Drop(path+"/text/citations/"+strconv.Itoa(i), pb.LossClass_LOSS_CLASS_CITATIONS,
			"a citation cannot be told back")
	}
	if len(t.Logprobs) > 0 {
		l.losses.Drop(path+"/text/logprobs", pb.LossClass_LOSS_CLASS_SAMPLING, "the target has no log probabilities")
	}
}

// seal reports the seal of a part that takes none in this dialect.
func (l *lowering) seal(p *pb.Part, path string) {
	if p.Seal != nil {
		l.losses.Withhold(path+"/seal", "only its issuer can read it")
	}
}

// thought gives the thinking block for reasoning. It goes back to its issuer with its signature; without one that this
// upstream can verify it is left out.
func (l *lowering) thought(p *pb.Part, r *pb.ReasoningContent, path string) *pb.Part {
	if p.Cache != nil {
		l.losses.Drop(path+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "thinking takes no breakpoint")
	}
	if canon.Readable(p.Seal, dialect, l.x.Upstream) {
		if r.Redacted && joinThought(r) != "" {
			l.losses.Drop(path+"/reasoning", pb.LossClass_LOSS_CLASS_REASONING, "redacted thinking shows nothing")
		} else if len(r.Summaries) > 0 {
			l.losses.Approximate(path+"/reasoning/summaries", pb.LossClass_LOSS_CLASS_REASONING, "summaries were joined")
		}
		text := &pb.ReasoningContent{Text: joinThought(r), Redacted: r.Redacted}
		return &pb.Part{
			Content: &pb.Part_Reasoning{Reasoning: text}, Seal: p.Seal, Extensions: p.Extensions,
		}
	}
	l.seal(p, path)
	if r.Text != "" || len(r.Summaries) > 0 || p.Seal == nil {
		l.losses.Drop(path+"/reasoning", pb.LossClass_LOSS_CLASS_REASONING, "thinking cannot be told back without its signature")
	}
	return nil
}

// joinThought gives all that is readable of reasoning as one text.
func joinThought(r *pb.ReasoningContent) string {
	var pieces []string
	for _, s := range append(slices.Clone(r.Summaries), r.Text) {
		if s != "" {
			pieces = append(pieces, s)
		}
	}
	return strings.Join(pieces, "\n\n")
}

// compaction gives the block for a compacted stretch of conversation: as it is for its issuer, else its readable summary as
// text.
func (l *lowering) compaction(p *pb.Part, c *pb.Compaction, path string) *pb.Part {
	if canon.Readable(p.Seal, dialect, l.x.Upstream) {
		return p
	}
	l.seal(p, path)
	if strings.TrimSpace(c.Text) == "" {
		l.losses.Refuse(path+"/compaction", pb.LossClass_LOSS_CLASS_CONTENT, "only its issuer can read the compaction")
		return nil
	}
	l.losses.Approximate(path+"/compaction", pb.LossClass_LOSS_CLASS_CONTENT, "a compaction became text")
	return l.plainText(p, c.Text, path)
}

// withoutForeignSeals gives a message of this dialect without what other vendors sealed, and without the reasoning beside it: that
// is theirs too, and has no signature.
func (l *lowering) withoutForeignSeals(m *pb.Message, i int) (kept *pb.Message, changed bool) {
	foreign := func(p *pb.Part) bool { return p.Seal != nil && !canon.Readable(p.Seal, dialect, l.x.Upstream) }
	changed = slices.ContainsFunc(m.Parts, foreign)
	if !changed {
		return m, false
	}
	var parts []*pb.Part
	for j, p := range m.Parts {
		if !foreign(p) && (p.Seal != nil || p.GetReasoning() == nil) {
			parts = append(parts, p)
			continue
		}
		path := canon.PartPath(i, j)
		if p.GetReasoning() == nil {
			l.seal(p, path)
			parts = append(parts, &pb.Part{Content: p.Content, Cache: p.Cache, Id: p.Id, Extensions: p.Extensions})
			continue
		}
		l.thought(p, p.GetReasoning(), path)
	}
	return &pb.Message{
		Origin: m.Origin, Role: m.Role, Parts: parts, Id: m.Id, Form: m.Form, Extensions: m.Extensions, Settings: m.Settings,
	}, true
}
