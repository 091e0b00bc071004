package canon_test

import (
	"slices"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestNotALoss(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(a, b *pb.GenerateRequest)
	}{
		{"instructions as system messages", func(_, b *pb.GenerateRequest) {
			b.Messages = append([]*pb.Message{say(system, b.Instructions[0]), say(system, b.Instructions[1])}, b.Messages...)
			b.Instructions = nil
		}},
		{"string or list content", func(_, b *pb.GenerateRequest) { b.Messages[3].Form = pb.ContentForm_CONTENT_FORM_STRING }},
		{"one message an item", func(_, b *pb.GenerateRequest) {
			var out []*pb.Message
			for _, m := range b.Messages {
				for _, p := range m.Parts {
					out = append(out, say(m.Role, p))
				}
			}
			b.Messages = out
		}},
		{"results of their own, in order of the calls", func(_, b *pb.GenerateRequest) {
			m := b.Messages[2]
			b.Messages = slices.Concat(b.Messages[:2],
				[]*pb.Message{say(toolRole, m.Parts[1]), say(toolRole, m.Parts[0]), say(user, m.Parts[2])}, b.Messages[3:])
		}},
		{"results behind other content", func(a, _ *pb.GenerateRequest) {
			p := a.Messages[2].Parts
			p[0], p[2] = p[2], p[0]
		}},
		{"rewritten call ids", func(_, b *pb.GenerateRequest) {
			for i, id := range map[int]string{2: "x", 3: "y"} {
				b.Messages[1].Parts[i].GetToolCall().CallId = id
			}
			b.Messages[2].Parts[0].GetToolResult().CallId = "y"
			b.Messages[2].Parts[1].GetToolResult().CallId = "x"
		}},
		{"arguments spelled anew", func(_, b *pb.GenerateRequest) {
			b.Messages[1].Parts[2].GetToolCall().ArgumentsJson = `{ "a": 1.0 }`
			b.Messages[1].Parts[3].GetToolCall().ArgumentsJson = `{}`
		}},
		{"default values", func(a, b *pb.GenerateRequest) {
			a.CandidateCount, a.Stream, b.ServiceTier = ptr(int32(1)), ptr(false), ptr("auto")
			b.ToolChoice = &pb.ToolChoice{Mode: pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO, Parallel: ptr(true)}
		}},
		{"blank text", func(_, b *pb.GenerateRequest) {
			b.Messages[0].Parts = append(b.Messages[0].Parts, text(" \n"))
			b.Messages = append(b.Messages, say(user), say(assistant, text("")))
		}},
		{"wrapped result", func(_, b *pb.GenerateRequest) {
			r := b.Messages[2].Parts[0].GetToolResult()
			r.Parts, r.OutputJson = nil, ptr(`{"output":"found"}`)
		}},
		{"schema spelling", func(a, b *pb.GenerateRequest) {
			b.Tools[0].SchemaJson = ptr(`{"properties":{"a":{"type":"INTEGER"}},"type":"OBJECT"}`)
			b.Tools[1].SchemaJson = ptr(`{"type":"object","properties":{}}`)
		}},
		{"alias", func(_, b *pb.GenerateRequest) {
			alias := canon.NewNames(b, canon.NameRule{Max: 64, First: canon.WordByte, Rest: canon.WordByte}).Alias("", "mcp.find")
			if alias == "mcp.find" {
				panic("no alias")
			}
			b.Tools[1].Name = alias
			b.Messages[1].Parts[3].GetToolCall().Name = alias
		}},
		{"stub tools", func(a, b *pb.GenerateRequest) {
			a.Tools, b.Tools[0].Description = nil, nil
			b.Tools[0].SchemaJson = ptr(`{"type":"object"}`)
			b.ToolChoice = &pb.ToolChoice{Mode: pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE}
		}},
		{"a limit that the target needs", func(a, _ *pb.GenerateRequest) { a.MaxOutputTokens = nil }},
		{"reasoning off, in other words", func(a, b *pb.GenerateRequest) {
			a.Reasoning = &pb.ReasoningConfig{Mode: pb.ReasoningMode_REASONING_MODE_OFF}
			b.Reasoning = &pb.ReasoningConfig{Effort: ptr("none")}
		}},
		{"spelling and transport", func(a, _ *pb.GenerateRequest) {
			a.Extensions = canon.KeepSpelling(a.Extensions, a.Origin, "", "x", "1")
			a.Extensions = canon.KeepTransport(a.Extensions, a.Origin, "", `{"y":1}`)
		}},
		{"tools of the conversation at the top", func(a, b *pb.GenerateRequest) {
			added := a.Tools[1]
			a.Tools = a.Tools[:1]
			part := &pb.Part{Content: &pb.Part_ToolChanges{ToolChanges: &pb.ToolChanges{Add: []*pb.Tool{added}}}}
			a.Messages = append(a.Messages, say(developer, part))
			b.Messages = append(b.Messages, say(developer, part))
		}},
	} {
		a, b := agentRequest(), agentRequest()
		tc.change(a, b)
		b.Origin = pb.Dialect_DIALECT_CHAT
		if d := canon.DiffRequests(a, b); len(d) > 0 {
			t.Errorf("%s: %v", tc.name, d)
		}
	}
}
