package canontest

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// otherThan is a dialect in the place of each.
var otherThan = map[pb.Dialect]pb.Dialect{
	pb.Dialect_DIALECT_RESPONSES: pb.Dialect_DIALECT_CLAUDE, pb.Dialect_DIALECT_CHAT: pb.Dialect_DIALECT_RESPONSES,
	pb.Dialect_DIALECT_CLAUDE: pb.Dialect_DIALECT_GEMINI, pb.Dialect_DIALECT_GEMINI: pb.Dialect_DIALECT_RESPONSES,
}

// disown makes a message and all that it holds one of another dialect, and takes out what no vendor's document has.
func disown(m protoreflect.Message, own pb.Dialect, texts *int) {
	other := func(d *pb.Dialect) {
		if *d == own {
			*d = otherThan[own]
		}
	}
	switch x := m.Interface().(type) {
	case *pb.Extension:
		other(&x.Dialect)
	case *pb.GenerateRequest:
		other(&x.Origin)
	case *pb.GenerateResponse:
		other(&x.Origin)
	case *pb.Message:
		other(&x.Origin)
	case *pb.Tool:
		x.Tools = slices.DeleteFunc(x.Tools, isHosted)
		if x.Kind == pb.ToolKind_TOOL_KIND_NAMESPACE || isHosted(x) {
			x.SchemaJson, x.OutputSchemaJson, x.Strict, x.ExamplesJson, x.Cache = nil, nil, nil, nil, nil
		}
		x.Name = fmt.Sprintf("%s_%d", x.Name, *texts)
		*texts++
		if isHosted(x) {
			x.Name, x.Description = "", nil
		}
		if x.Kind == pb.ToolKind_TOOL_KIND_NAMESPACE {
			x.Name, x.DeferLoading = fmt.Sprintf("group_%d", *texts), nil
			x.Tools = slices.DeleteFunc(x.Tools, func(t *pb.Tool) bool { return t.Kind == pb.ToolKind_TOOL_KIND_NAMESPACE })
			for _, t := range x.Tools {
				t.Name = "inner"
			}
		}
	case *pb.ToolChanges:
		x.Add = slices.DeleteFunc(x.Add, func(t *pb.Tool) bool { return isHosted(t) || t.Kind == pb.ToolKind_TOOL_KIND_NAMESPACE })
	case *pb.Citation:
		x.FileId, x.Filename, x.Start, x.End = "", "", nil, nil
	case *pb.Continuation:
		if x.Conversation != "" {
			x.PreviousResponseId = ""
		}
		if x.GetBackground() {
			x.Store = new(true)
		}
	case *pb.MetadataEntry:
		x.Key = fmt.Sprintf("%s%d", x.Key, *texts)
		*texts++
	case *pb.ToolChoice:
		if len(x.Tools) > 0 && x.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED {
			x.Mode = pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO
		}
	case *pb.Text:
		// Every text is one of its own, so that it can be found again.
		if strings.TrimSpace(x.Text) != "" {
			x.Text = fmt.Sprintf("%s no. %d", x.Text, *texts)
			*texts++
		}
	case *pb.HostedTool:
		if x.Kind != pb.HostedKind_HOSTED_KIND_WEB_SEARCH {
			x.SearchContextSize, x.UserLocation, x.AllowedDomains, x.BlockedDomains = "", nil, nil, nil
		}
		if x.ServerUrl != "" {
			x.ServerUrl, x.ServerLabel = "https://example.org/mcp", "notes"
		}
		if own == pb.Dialect_DIALECT_RESPONSES {
			x.MaxUses = nil // It becomes a limit on all tools.
		}
		if x.Kind != pb.HostedKind_HOSTED_KIND_MCP {
			x.ServerLabel, x.ServerUrl, x.Authorization, x.AllowedTools = "", "", "", nil
		}
	case *pb.OutputFormat:
		x.MediaType = "application/json"
	case *pb.Sampling:
		if x.TopLogprobs != nil && x.Logprobs == nil {
			x.Logprobs = new(bool)
		}
	case *pb.ReasoningConfig:
		if (x.BudgetTokens != nil) != (x.Mode == pb.ReasoningMode_REASONING_MODE_BUDGET) {
			x.BudgetTokens, x.Mode = nil, pb.ReasoningMode_REASONING_MODE_UNSPECIFIED
		}
	case *pb.Media:
		if x.Kind == pb.MediaKind_MEDIA_KIND_IMAGE && (x.GetText() != "" || x.Source == nil) {
			x.Kind = pb.MediaKind_MEDIA_KIND_DOCUMENT
		}
		x.Parts = slices.DeleteFunc(x.Parts, func(p *pb.Part) bool { return p.GetText() == nil && p.GetMedia() == nil })
		if d, ok := x.Source.(*pb.Media_Data); ok && d.Data != "" {
			d.Data = base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "picture %d", *texts))
			*texts++
		}
	case *pb.ReasoningContent:
		x.Summaries, x.Text, x.Redacted = nil, fmt.Sprintf("thought no. %d", *texts), false
		*texts++
	case *pb.Seal:
		other(&x.Issuer)
		x.Data = fmt.Sprintf("%s%d", x.Data, *texts)
		*texts++
	case *pb.ToolCall:
		if x.CallId != "" {
			x.CallId = fmt.Sprintf("%s_%d", x.CallId, *texts)
			*texts++
		}
	case *pb.ToolResult:
		if x.OutputJson != nil {
			x.Parts = nil
		}
	case *pb.Refusal:
		x.Text = fmt.Sprintf("I decline no. %d", *texts)
		*texts++
	case *pb.Grammar:
		x.Definition += "a"
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.Message() == nil:
		case f.IsList():
			for i := range v.List().Len() {
				disown(v.List().Get(i).Message(), own, texts)
			}
		default:
			disown(v.Message(), own, texts)
		}
		return true
	})
}

func isHosted(t *pb.Tool) bool { return t.Kind == pb.ToolKind_TOOL_KIND_HOSTED }

// ForeignRequest makes a generated request one of another dialect than own, and takes out what no vendor's request has.
func ForeignRequest(req *pb.GenerateRequest, own pb.Dialect) {
	disown(req.ProtoReflect(), own, new(int))
	seen := map[pb.HostedKind]bool{}
	req.Tools = slices.DeleteFunc(req.Tools, func(t *pb.Tool) bool {
		kind := t.GetHosted().GetKind()
		again := seen[kind]
		seen[kind] = t.Hosted != nil
		return again
	})
	for _, m := range req.Messages {
		if !slices.ContainsFunc(m.Parts, func(p *pb.Part) bool { return strings.TrimSpace(p.GetText().GetText()) != "" }) {
			m.Name = "" // Nobody says nothing under a name.
		}
		m.Parts = slices.DeleteFunc(m.Parts, func(p *pb.Part) bool {
			if c := p.GetToolChanges(); c != nil && len(c.Add)+len(c.Remove)+len(c.References) == 0 {
				return true
			}
			if p.GetCompaction() != nil || p.GetText() != nil && strings.TrimSpace(p.GetText().Text) == "" {
				return true
			}
			if m.Role == pb.Role_ROLE_ASSISTANT || m.Role == pb.Role_ROLE_UNSPECIFIED {
				return p.GetToolResult() != nil
			}
			if m.Role == pb.Role_ROLE_TOOL {
				return p.GetToolResult() == nil
			}
			system := m.Role == pb.Role_ROLE_SYSTEM || m.Role == pb.Role_ROLE_DEVELOPER
			return p.GetToolCall() != nil || p.GetRefusal() != nil || p.GetReasoning() != nil || system && p.GetToolResult() != nil
		})
		if len(m.Parts) == 0 || m.Parts[0].GetText() == nil {
			m.Phase, m.Status = "", "" // Those of items that are no messages are not told apart.
		}
	}
}

// ForeignResponse makes a generated response one of another dialect than own, and takes out what no vendor's answer has.
func ForeignResponse(resp *pb.GenerateResponse, own pb.Dialect) {
	disown(resp.ProtoReflect(), own, new(int))
	// An answer or a failure.
	if resp.Error = nil; len(resp.Candidates) == 0 && resp.PromptBlock == nil {
		resp.Candidates = []*pb.Candidate{{}}
	}
	if u := resp.Usage; u != nil {
		// Parts of a sum are no more than the sum.
		all := int64(1000000)
		u.InputTokens, u.OutputTokens, u.TotalTokens = &all, &all, nil
		if u.CacheWrite_5MTokens != nil || u.CacheWrite_1HTokens != nil {
			writes := u.GetCacheWrite_5MTokens() + u.GetCacheWrite_1HTokens()
			u.CacheWriteTokens = &writes
		}
	}
	if len(resp.Candidates) > 0 {
		// A prompt was refused or answered, and an answer ended.
		resp.PromptBlock = nil
	}
	for i, c := range resp.Candidates {
		c.Index = int32(i)
		if c.Finish.GetReason() == pb.FinishReason_FINISH_REASON_UNSPECIFIED {
			c.Finish = &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_END}
		}
		for _, m := range c.Messages {
			m.Role, m.Settings = pb.Role_ROLE_ASSISTANT, nil
			m.Parts = slices.DeleteFunc(m.Parts, func(p *pb.Part) bool { return !isAnswer(p) })
		}
		oneRefusal(c)
	}
}

// oneRefusal leaves a candidate one refusal, none where the model calls tools, and gives every call an id. Its thoughts are
// all sealed, or there is one that is not.
func oneRefusal(c *pb.Candidate) {
	calls, refused, thought := 0, false, false
	for _, m := range c.Messages {
		for _, p := range m.Parts {
			if call := p.GetToolCall(); call != nil {
				calls++
				call.CallId = fmt.Sprintf("call_%d_%d", c.Index, calls)
			}
		}
	}
	for _, m := range c.Messages {
		m.Parts = slices.DeleteFunc(m.Parts, func(p *pb.Part) bool {
			again := p.GetRefusal() != nil && (refused || calls > 0)
			if p.GetReasoning() != nil && c.Index == 0 {
				p.Seal, again, thought = nil, thought, true
			} else if p.GetReasoning() != nil && p.Seal == nil {
				again = true
			}
			refused = refused || p.GetRefusal() != nil
			return again
		})
	}
}

// isAnswer reports whether a part can be part of an answer, and takes out of it what cannot.
func isAnswer(p *pb.Part) bool {
	p.Cache = nil
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		// No other vendor seals texts.
		p.Seal, c.Text.Logprobs = nil, nil
		for _, cite := range c.Text.Citations {
			cite.FileId, cite.Filename, cite.Start, cite.End = "", "", nil, nil
		}
		return strings.TrimSpace(c.Text.Text) != ""
	case *pb.Part_Media:
		p.Seal = nil
		p.Content = &pb.Part_Media{Media: &pb.Media{MediaType: "image/png", Kind: pb.MediaKind_MEDIA_KIND_IMAGE, Source: c.Media.Source}}
		return c.Media.GetData() != ""
	case *pb.Part_ToolCall:
		c.ToolCall.Name, c.ToolCall.Namespace = "look", ""
		if c.ToolCall.ArgumentsJson == "{" {
			c.ToolCall.ArgumentsJson = ""
		}
		return true
	case *pb.Part_Refusal, *pb.Part_Opaque:
		p.Seal = nil
		return true
	}
	return p.GetReasoning() != nil
}
