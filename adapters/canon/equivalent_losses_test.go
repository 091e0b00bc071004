package canon_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestLosses(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(a, b *pb.GenerateRequest)
		want   string // paths of the differences
		report string // a path at which an encoder may report it, where it is another one
	}{
		{"part dropped", func(_, b *pb.GenerateRequest) { b.Messages[0].Parts = b.Messages[0].Parts[:1] }, "/messages/0/parts/1/media", "/messages/0/parts/1"},
		{"message dropped", func(_, b *pb.GenerateRequest) { b.Messages = slices.Delete(b.Messages, 3, 4) }, "/messages/3/parts/0/text", "/messages/3"},
		{"text changed", func(_, b *pb.GenerateRequest) { b.Messages[3].Parts[0] = text("<x>done</x>") }, "/messages/3/parts/0/text", ""},
		{"system turned into user text", func(a, b *pb.GenerateRequest) {
			a.Messages[3].Role, b.Messages[3] = system, say(user, text("<system-reminder>done</system-reminder>"))
		}, "/messages/3/parts/0/text /messages/3/role", "/messages/3/role"},
		{"developer as system", func(a, b *pb.GenerateRequest) { a.Messages[3].Role, b.Messages[3].Role = developer, system }, "/messages/3/role", "/messages/3/parts/0"},
		{"instructions joined", func(_, b *pb.GenerateRequest) { b.Instructions = []*pb.Part{text("be kind\n\nbe brief")} }, "/instructions/1/text", "/instructions/0"},
		{"text behind calls", func(_, b *pb.GenerateRequest) {
			p := b.Messages[1].Parts
			p[1], p[2], p[3] = p[2], p[3], p[1]
		}, "/messages/1/parts/1/text", "/messages/1/parts/3"},
		{"reasoning withheld", func(_, b *pb.GenerateRequest) { b.Messages[1].Parts = b.Messages[1].Parts[1:] }, "/messages/1/parts/0", "/messages/1/parts/0/seal"},
		{"seal withheld", func(_, b *pb.GenerateRequest) { b.Messages[1].Parts[0].Seal = nil }, "/messages/1/parts/0/seal", ""},
		{"image moved out of a result", func(_, b *pb.GenerateRequest) {
			r := b.Messages[2].Parts[1].GetToolResult()
			moved := r.Parts[1]
			r.Parts = r.Parts[:1]
			b.Messages[2].Parts = append(b.Messages[2].Parts, text(canon.TextImageOfCall+"c1"), moved)
		}, "/messages/2/parts/1/tool_result/parts/1/media /messages/2", "/messages/2/parts/1/tool_result/parts/1"},
		{"results changed places", func(_, b *pb.GenerateRequest) {
			p := b.Messages[2].Parts
			p[0].GetToolResult().CallId, p[1].GetToolResult().CallId = "c1", "c2"
		}, "/messages/2/parts/0/tool_result/parts/0 /messages/2/parts/0/tool_result/parts /messages/2/parts/1/tool_result/parts/0 /messages/2/parts/1/tool_result/parts/1/media", "never"},
		{"error flag lost", func(a, _ *pb.GenerateRequest) { a.Messages[2].Parts[0].GetToolResult().IsError = ptr(true) }, "/messages/2/parts/0/tool_result/is_error", ""},
		{"result of two texts joined", func(a, b *pb.GenerateRequest) {
			a.Messages[2].Parts[0] = answered("c2", text("one"), text("two"))
			b.Messages[2].Parts[0] = answered("c2", text("one\ntwo"))
		}, "/messages/2/parts/0/tool_result/parts", "/messages/2/parts/0/tool_result/parts/1"},
		{"steps merged", func(a, b *pb.GenerateRequest) {
			p := a.Messages[1].Parts
			a.Messages = []*pb.Message{say(assistant, p[2]), say(toolRole, answered("c1", text("1"))), say(assistant, p[3]), say(toolRole, answered("c2", text("2")))}
			b.Messages = []*pb.Message{say(assistant, p[2], p[3]), say(toolRole, answered("c1", text("1")), answered("c2", text("2")))}
		}, "/messages/1/parts/0", ""},
		{"broken arguments wrapped", func(a, b *pb.GenerateRequest) {
			a.Messages[1].Parts[2].GetToolCall().ArgumentsJson = `{"a`
			b.Messages[1].Parts[2].GetToolCall().ArgumentsJson = `{"_raw":"{\"a"}`
		}, "/messages/1/parts/2/tool_call/arguments_json", ""},
		{"name lost", func(a, _ *pb.GenerateRequest) { a.Messages[0].Name = "ann" }, "/messages/0/name", ""},
		{"cache lost", func(a, _ *pb.GenerateRequest) { a.Messages[0].Parts[1].Cache = &pb.CacheHint{} }, "/messages/0/parts/1/cache", ""},
		{"clamped", func(_, b *pb.GenerateRequest) { b.Sampling.Temperature = ptr(0.4) }, "/sampling/temperature", ""},
		{"stop lost", func(_, b *pb.GenerateRequest) { b.Sampling.Stop = b.Sampling.Stop[1:] }, "/sampling/stop/0", ""},
		{"effort to budget", func(_, b *pb.GenerateRequest) {
			b.Reasoning = &pb.ReasoningConfig{Mode: pb.ReasoningMode_REASONING_MODE_BUDGET, BudgetTokens: ptr(int64(4096))}
		}, "/reasoning/effort /reasoning/budget_tokens", "/reasoning/effort"},
		{"metadata lost", func(_, b *pb.GenerateRequest) { b.Metadata = nil }, "/metadata/0", ""},
		{"tool lost", func(_, b *pb.GenerateRequest) { b.Tools = b.Tools[1:] }, "/tools/0", ""},
		{"schema lowered", func(a, _ *pb.GenerateRequest) {
			a.Tools[0].SchemaJson = ptr(`{"type":"object","properties":{"a":{"type":"integer","minimum":1}}}`)
		}, "/tools/0/schema_json", "/tools/0/schema_json/properties/a/minimum"},
		{"custom tool as function", func(a, b *pb.GenerateRequest) {
			a.Tools[0] = &pb.Tool{Name: "look", Kind: pb.ToolKind_TOOL_KIND_CUSTOM, Grammar: &pb.Grammar{Syntax: "lark", Definition: "x"}}
			b.Tools[0].Description, b.Tools[0].SchemaJson = ptr("x"), ptr(`{"type":"object","properties":{"input":{"type":"string"}}}`)
			p := a.Messages[1].Parts[2].GetToolCall()
			p.Kind, p.ArgumentsJson, p.Input = pb.ToolKind_TOOL_KIND_CUSTOM, "", "go"
			b.Messages[1].Parts[2].GetToolCall().ArgumentsJson = `{"input":"go"}`
		}, "/tools/0/kind /tools/0/grammar /tools/0/description", "/tools/0"},
		{"unknown member", func(a, _ *pb.GenerateRequest) {
			a.Messages[0].Parts[1].Extensions = canon.KeepUnknown(nil, a.Origin, "/source", `{"x/y":1,"n":null}`)
		}, "/messages/0/parts/1/extensions/0/members_json/x~1y", ""},
		{"forced tool", func(a, _ *pb.GenerateRequest) {
			a.ToolChoice = &pb.ToolChoice{Mode: pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED, Tools: []*pb.ToolRef{{Name: "look"}}}
		}, "/tool_choice/mode /tool_choice/tools/0", "/tool_choice"},
		{"settings at the top", func(a, b *pb.GenerateRequest) {
			a.Messages[4].Settings = &pb.Settings{Effort: ptr("low")}
			b.Reasoning.Effort = ptr("low")
		}, "/messages/4/settings", ""},
		{"text invented", func(_, b *pb.GenerateRequest) { b.Messages = append(b.Messages, say(user, text("buy!"))) }, "/messages/4", "never"},
		{"option invented", func(_, b *pb.GenerateRequest) { b.Sampling.TopP = ptr(0.1) }, "/sampling/top_p", "never"},
	} {
		a, b := agentRequest(), agentRequest()
		tc.change(a, b)
		b.Origin = pb.Dialect_DIALECT_CHAT
		diffs := canon.DiffRequests(a, b)
		if got := strings.Join(paths(diffs), " "); got != tc.want {
			t.Errorf("%s:\n got %s\nwant %s\n%v", tc.name, got, tc.want, diffs)
		}
		report := tc.report
		switch report {
		case "never":
			report = "/somewhere/else"
		case "":
			report = tc.want
		}
		left := canon.Unreported(diffs, []*pb.Loss{{Path: "/messages"}, {Path: ""}, {Path: report}})
		if excused := len(left) == 0; excused != (tc.report != "never") {
			t.Errorf("%s: excused %t: %v", tc.name, excused, left)
		}
	}
}
