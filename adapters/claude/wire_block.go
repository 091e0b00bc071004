package claude

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// wireText is a text block.
type wireText struct {
	Type         string            `json:"type"`
	Text         jsonx.String      `json:"text"`
	Citations    wireCitations     `json:"citations"`
	CacheControl *wireCacheControl `json:"cache_control"`
	Unknown      jsonx.Value       `json:",inline,embed"`
}

func (w *wireText) part() *pb.Part {
	l := leftovers{unknown: w.Unknown}
	p := textPart(l.full("text", &w.Text))
	p.GetText().Citations = w.Citations.list
	l.raw("citations", w.Citations.other)
	p.Extensions = l.keep(nil)
	w.CacheControl.on(p)
	return p
}

// wireThought is a thinking block.
type wireThought struct {
	Type         string            `json:"type"`
	Thinking     jsonx.String      `json:"thinking"`
	Signature    jsonx.String      `json:"signature"`
	CacheControl *wireCacheControl `json:"cache_control"`
	Unknown      jsonx.Value       `json:",inline,embed"`
}

func (w *wireThought) part() *pb.Part {
	l := leftovers{unknown: w.Unknown}
	p := &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: l.full("thinking", &w.Thinking)}}}
	p.Seal = seal(l.text("signature", &w.Signature))
	p.Extensions = l.keep(nil)
	w.CacheControl.on(p)
	return p
}

// wireRedacted is a redacted_thinking block.
type wireRedacted struct {
	Type         string            `json:"type"`
	Data         jsonx.String      `json:"data"`
	CacheControl *wireCacheControl `json:"cache_control"`
	Unknown      jsonx.Value       `json:",inline,embed"`
}

func (w *wireRedacted) part() *pb.Part {
	l := leftovers{unknown: w.Unknown}
	p := &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Redacted: true}}}
	p.Seal = seal(l.text("data", &w.Data))
	p.Extensions = l.keep(nil)
	w.CacheControl.on(p)
	return p
}

// seal is what this dialect's upstreams sign reasoning with; nil for none.
func seal(data string) *pb.Seal {
	if data == "" {
		return nil
	}
	return &pb.Seal{Issuer: dialect, Data: data}
}

// issued says which upstream and model a seal of an answer comes from.
func issued(seal *pb.Seal, upstream, model string) {
	if seal != nil && upstream != "" {
		seal.Upstream, seal.Model = upstream, model
	}
}

// wireToolUse is a tool_use block.
type wireToolUse struct {
	Type         string            `json:"type"`
	ID           jsonx.String      `json:"id"`
	Name         jsonx.String      `json:"name"`
	Input        rawJSON           `json:"input"`
	Caller       rawJSON           `json:"caller"`
	CacheControl *wireCacheControl `json:"cache_control"`
	Unknown      jsonx.Value       `json:",inline,embed"`
}

func (w *wireToolUse) part() *pb.Part {
	l := leftovers{unknown: w.Unknown}
	call := &pb.ToolCall{
		CallId:        l.full("id", &w.ID),
		Name:          l.full("name", &w.Name),
		Kind:          pb.ToolKind_TOOL_KIND_FUNCTION,
		ArgumentsJson: string(w.Input),
	}
	p := canon.CallPart(call)
	p.Extensions = keepCaller(l.keep(nil), string(w.Caller))
	w.CacheControl.on(p)
	return p
}

// keepCaller keeps who called a tool. The model itself, which is the default, is nothing to miss elsewhere.
func keepCaller(exts []*pb.Extension, caller string) []*pb.Extension {
	kind, _ := jsonx.Get(caller, "type")
	switch {
	case caller == "" || caller == "null":
		return exts
	case kind == `"direct"` && jsonx.Empty(jsonx.Without(caller, "type")):
		return canon.KeepSpelling(exts, dialect, "", "caller", caller)
	}
	return canon.KeepUnknown(exts, dialect, "", jsonx.Wrap("caller", caller))
}

// wireToolResult is a tool_result block.
type wireToolResult struct {
	Type         string            `json:"type"`
	ToolUseID    jsonx.String      `json:"tool_use_id"`
	Content      wireContent       `json:"content"`
	IsError      jsonx.Bool        `json:"is_error"`
	CacheControl *wireCacheControl `json:"cache_control"`
	Unknown      jsonx.Value       `json:",inline,embed"`
}

func (w *wireToolResult) part() *pb.Part {
	l := leftovers{unknown: w.Unknown}
	result := &pb.ToolResult{
		CallId:  l.full("tool_use_id", &w.ToolUseID),
		Kind:    pb.ToolKind_TOOL_KIND_FUNCTION,
		Parts:   w.Content.parts,
		Form:    w.Content.form,
		IsError: w.IsError.Ptr(),
	}
	l.raw("is_error", w.IsError.Raw)
	p := canon.ResultPart(result)
	p.Extensions = l.keep(nil)
	w.CacheControl.on(p)
	return p
}

// wireCompaction is a compaction block.
type wireCompaction struct {
	Type             string            `json:"type"`
	Content          jsonx.String      `json:"content"`
	EncryptedContent jsonx.String      `json:"encrypted_content"`
	CacheControl     *wireCacheControl `json:"cache_control"`
	Unknown          jsonx.Value       `json:",inline,embed"`
}

func (w *wireCompaction) part() *pb.Part {
	l := leftovers{unknown: w.Unknown}
	p := &pb.Part{Content: &pb.Part_Compaction{Compaction: &pb.Compaction{Text: l.text("content", &w.Content)}}}
	p.Seal = seal(l.text("encrypted_content", &w.EncryptedContent))
	p.Extensions = l.keep(nil)
	w.CacheControl.on(p)
	return p
}
