package demo

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Answer decides what the demo model says to a conversation.
func Answer(req *pb.GenerateRequest, count func(*pb.GenerateRequest) (int64, error), now time.Time) *pb.GenerateResponse {
	parts := say(req)
	created := now.Unix()
	cut := limit(req, parts)
	candidate := &pb.Candidate{Finish: &pb.Finish{Reason: cut.reason, StopSequence: cut.stop}}
	for _, p := range cut.parts {
		candidate.Messages = append(candidate.Messages, &pb.Message{Role: pb.Role_ROLE_ASSISTANT, Parts: []*pb.Part{p}})
	}
	input, err := count(req)
	if err != nil {
		input = 0
	}
	output, reasoning := cut.tokens, cut.reasoning
	total := input + output
	return &pb.GenerateResponse{
		Id: canon.MintID("resp_", req.Model, fmt.Sprint(len(req.Messages)), lastText(req)), Model: req.Model, CreateTime: &created,
		Candidates: []*pb.Candidate{candidate},
		Usage:      &pb.Usage{InputTokens: &input, OutputTokens: &output, ReasoningTokens: &reasoning, TotalTokens: &total},
	}
}

// say gives the parts of the answer, unlimited.
func say(req *pb.GenerateRequest) []*pb.Part {
	var parts []*pb.Part
	if reasons(req.Reasoning) {
		parts = append(parts, &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{
			Summaries: []string{"The user wrote something; I think about what to do with it."},
		}}})
	}
	if t, ok := wanted(req); ok {
		return append(parts, call(t))
	}
	return append(parts, textPart(words(req)))
}

// reasons reports whether the request asks for reasoning, more than to be shown what there is of it.
func reasons(r *pb.ReasoningConfig) bool {
	switch r.GetMode() {
	case pb.ReasoningMode_REASONING_MODE_OFF:
		return false
	case pb.ReasoningMode_REASONING_MODE_UNSPECIFIED:
		return r.GetEffort() != "" && r.GetEffort() != "none"
	}
	return true
}

// words are what the demo model says where it calls no tool.
func words(req *pb.GenerateRequest) string {
	if f := req.GetOutput().GetFormat(); f.GetMediaType() == "application/json" {
		return sample(f.GetSchemaJson())
	}
	if r := lastResult(req); r != nil {
		text, _ := canon.ResultText(r)
		return "The tool answered: " + text
	}
	said := lastText(req)
	if said == "" {
		return "Hello! I am the demo model of Interlingua. I repeat what you say, and call a tool if you name it."
	}
	return "You said: " + said
}

// wanted finds the tool to call: one that must be called, or one that the last words name.
func wanted(req *pb.GenerateRequest) (canon.ToolInEffect, bool) {
	choice := req.ToolChoice
	if choice.GetMode() == pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE || lastResult(req) != nil {
		return canon.ToolInEffect{}, false
	}
	said := lastText(req)
	for _, t := range canon.ToolsInEffect(req) {
		if t.Tool.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
			continue
		}
		forced := choice.GetMode() == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED && allowed(choice, t.Tool.Name)
		if forced || names(said, t.Tool.Name) {
			return t, true
		}
	}
	return canon.ToolInEffect{}, false
}

// names reports whether a text names a tool: as it is called, or by a telling word of its name.
func names(said, tool string) bool {
	const telling = 5
	said = strings.ToLower(said)
	for _, word := range append(strings.FieldsFunc(tool, func(r rune) bool { return !unicode.IsLetter(r) }), tool) {
		if (len(word) >= telling || word == tool && tool != "") && strings.Contains(said, strings.ToLower(word)) {
			return true
		}
	}
	return false
}

func allowed(choice *pb.ToolChoice, name string) bool {
	for _, t := range choice.GetTools() {
		if t.Name == name {
			return true
		}
	}
	return len(choice.GetTools()) == 0
}

func call(t canon.ToolInEffect) *pb.Part {
	c := &pb.ToolCall{Name: t.Tool.Name, Namespace: t.Namespace, Kind: t.Tool.Kind}
	if c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		c.Input = "demo input"
	} else {
		c.ArgumentsJson = sample(t.Tool.GetSchemaJson())
	}
	c.CallId = canon.MintID("call_", c.Name, c.ArgumentsJson, c.Input)
	return &pb.Part{Content: &pb.Part_ToolCall{ToolCall: c}}
}

// lastText is the last thing that the user wrote.
func lastText(req *pb.GenerateRequest) string {
	for i := len(req.Messages) - 1; i >= 0; i-- {
		m := req.Messages[i]
		if m.Role != pb.Role_ROLE_USER {
			continue
		}
		for j := len(m.Parts) - 1; j >= 0; j-- {
			if t := m.Parts[j].GetText(); t != nil {
				return t.Text
			}
		}
	}
	return ""
}

// lastResult is the tool's answer with which the conversation ends, or nil.
func lastResult(req *pb.GenerateRequest) *pb.ToolResult {
	if len(req.Messages) == 0 {
		return nil
	}
	parts := req.Messages[len(req.Messages)-1].Parts
	for _, p := range parts {
		if r := p.GetToolResult(); r != nil {
			return r
		}
	}
	return nil
}

func textPart(s string) *pb.Part { return &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{Text: s}}} }
