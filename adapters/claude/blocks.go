package claude

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The functions in this file write content blocks one-to-one. What this dialect cannot say was taken out before.

// writeContent writes content as member k of an object, in the form that it came in.
func writeContent(o jsonx.Object, k string, parts []*pb.Part, form pb.ContentForm) {
	switch {
	case form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED && len(parts) == 0:
	case form == pb.ContentForm_CONTENT_FORM_STRING && isPlainText(parts):
		o.Str(k, parts[0].GetText().GetText())
	case o.Array(k):
		writeBlocks(o.Writer(), parts)
		o.EndArray()
	}
}

// isPlainText reports whether parts are one text that a string says as well.
func isPlainText(parts []*pb.Part) bool {
	if len(parts) != 1 {
		return false
	}
	p := parts[0]
	t := p.GetText()
	return t != nil && len(t.Citations) == 0 && p.Cache == nil && len(p.Extensions) == 0
}

func writeBlocks(w *jsonx.Writer, parts []*pb.Part) {
	for _, p := range parts {
		writeBlock(w, p)
	}
}

// writeBlock writes one block as the next value; nothing for a part that this dialect has no block for.
func writeBlock(w *jsonx.Writer, p *pb.Part) {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		writeText(w, p, c.Text)
	case *pb.Part_Media:
		writeMedia(w, p)
	case *pb.Part_Reasoning:
		writeThought(w, p, c.Reasoning)
	case *pb.Part_ToolCall:
		writeToolUse(w, p, c.ToolCall)
	case *pb.Part_ToolResult:
		writeToolResult(w, p, c.ToolResult)
	case *pb.Part_ToolChanges:
		writeToolChange(w, p, c.ToolChanges)
	case *pb.Part_Compaction:
		writeCompaction(w, p, c.Compaction)
	case *pb.Part_Opaque:
		w.Raw(c.Opaque.Json)
	}
}

func writeText(w *jsonx.Writer, p *pb.Part, t *pb.Text) {
	o := w.Object(own(p.Extensions, ""))
	o.Str("type", "text")
	o.Str("text", t.Text)
	if len(t.Citations) > 0 && o.Array("citations") {
		for _, c := range t.Citations {
			writeCitation(w, c)
		}
		o.EndArray()
	}
	writeCache(o, p.Cache, p.Extensions)
	o.End()
}

func writeThought(w *jsonx.Writer, p *pb.Part, r *pb.ReasoningContent) {
	o := w.Object(own(p.Extensions, ""))
	if r.Redacted {
		o.Str("type", "redacted_thinking")
		o.StrNonEmpty("data", p.GetSeal().GetData())
	} else {
		o.Str("type", "thinking")
		o.Str("thinking", r.Text)
		o.StrNonEmpty("signature", p.GetSeal().GetData())
	}
	writeCache(o, p.Cache, p.Extensions)
	o.End()
}

func writeToolUse(w *jsonx.Writer, p *pb.Part, c *pb.ToolCall) {
	o := w.Object(own(p.Extensions, ""))
	o.Str("type", "tool_use")
	o.Str("id", c.CallId)
	o.Str("name", c.Name)
	if args := c.ArgumentsJson; args != "" && !jsonx.ValidText(args) {
		o.Raw("input", wrapRaw(args))
	} else {
		o.RawNonEmpty("input", args)
	}
	writeCache(o, p.Cache, p.Extensions)
	o.End()
}

func writeToolResult(w *jsonx.Writer, p *pb.Part, r *pb.ToolResult) {
	o := w.Object(own(p.Extensions, ""))
	o.Str("type", "tool_result")
	o.Str("tool_use_id", r.CallId)
	writeContent(o, "content", r.Parts, r.Form)
	o.BoolOpt("is_error", r.IsError)
	writeCache(o, p.Cache, p.Extensions)
	o.End()
}

func writeCompaction(w *jsonx.Writer, p *pb.Part, c *pb.Compaction) {
	o := w.Object(own(p.Extensions, ""))
	o.Str("type", "compaction")
	o.StrNonEmpty("content", c.Text)
	o.StrNonEmpty("encrypted_content", p.GetSeal().GetData())
	writeCache(o, p.Cache, p.Extensions)
	o.End()
}

// writeSkeleton writes a block that has just started: with members that say so, such as an empty input.
func writeSkeleton(w *jsonx.Writer, p *pb.Part, frame string) {
	members := jsonx.Merge(own(p.Extensions, ""), frame)
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		o := w.Object(members)
		o.Str("type", "text")
		o.Str("text", c.Text.Text)
		o.End()
	case *pb.Part_Reasoning:
		if c.Reasoning.Redacted {
			writeBlock(w, p)
			return
		}
		o := w.Object(members)
		o.Str("type", "thinking")
		o.Str("thinking", c.Reasoning.Text)
		o.Str("signature", p.GetSeal().GetData())
		o.End()
	case *pb.Part_ToolCall:
		o := w.Object(members)
		o.Str("type", "tool_use")
		o.Str("id", c.ToolCall.CallId)
		o.Str("name", c.ToolCall.Name)
		if args := c.ToolCall.ArgumentsJson; args != "" {
			o.Raw("input", args)
		} else {
			o.Raw("input", "{}")
		}
		o.End()
	case *pb.Part_Compaction:
		o := w.Object(members)
		o.Str("type", "compaction")
		o.StrNonEmpty("content", c.Compaction.Text)
		o.StrNonEmpty("encrypted_content", p.GetSeal().GetData())
		o.End()
	default:
		writeBlock(w, p)
	}
}

// wrapRaw makes an object of arguments that are none.
func wrapRaw(args string) string { return jsonx.WrapText("_raw", args) }
