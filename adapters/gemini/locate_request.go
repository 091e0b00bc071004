package gemini

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// LocateRequest implements adapters.Locator.
func (adapter) LocateRequest(req *pb.GenerateRequest, path string) string {
	steps := canon.StepsOf(path)
	root := place{exts: req.Extensions}
	inside := steps.After(1)
	switch steps.First() {
	case "extensions":
		return root.extension(req.Extensions, inside)
	case "instructions":
		return root.instructions(req, inside)
	case "messages":
		contents := root.member("contents")
		if req.MessagesForm == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
			return root.pointer
		}
		if i, ok := inside.Index(len(req.Messages)); ok {
			return contents.element(i, req.MessagesForm).message(req.Messages[i], inside.After(1))
		}
		return contents.pointer
	case "tools":
		return root.tools(req, inside)
	case "tool_choice":
		return root.toolChoice(req, inside)
	case "sampling", "output", "max_output_tokens", "candidate_count":
		return root.generation(req, path)
	case "reasoning":
		return root.reasoning(req, inside)
	case "metadata":
		if i, ok := inside.Index(len(req.Metadata)); ok {
			return root.member("labels").pointer + "/" + jsonx.EscapePointer(req.Metadata[i].Key)
		}
	case "caching":
		if req.GetCaching().GetCachedContent() != "" {
			return root.member("cachedContent").pointer
		}
	case "service_tier":
		if req.ServiceTier != nil {
			return root.member("serviceTier").pointer
		}
	case "model":
		if _, ok := jsonx.Get(canon.Own(req.Extensions, own, ""), "model"); ok {
			return "/model"
		}
	}
	return root.pointer
}

func (p place) instructions(req *pb.GenerateRequest, steps canon.Steps) string {
	if req.InstructionsForm == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
		return p.pointer
	}
	parts := p.object("systemInstruction", "/systemInstruction").member("parts")
	if i, ok := steps.Index(len(req.Instructions)); ok {
		return parts.element(i, req.InstructionsForm).part(req.Instructions[i], steps.After(1))
	}
	return parts.pointer
}

// generationMembers are the members of the generation config, by canonical path.
var generationMembers = []pair[string]{
	{"/sampling/temperature", "temperature"},
	{"/sampling/top_p", "topP"},
	{"/sampling/top_k", "topK"},
	{"/sampling/seed", "seed"},
	{"/sampling/frequency_penalty", "frequencyPenalty"},
	{"/sampling/presence_penalty", "presencePenalty"},
	{"/sampling/stop", "stopSequences"},
	{"/sampling/logprobs", "responseLogprobs"},
	{"/sampling/top_logprobs", "logprobs"},
	{"/output/format/media_type", "responseMimeType"},
	{"/output/format/schema_json", "responseJsonSchema"},
	{"/output/modalities", "responseModalities"},
	{"/max_output_tokens", "maxOutputTokens"},
	{"/candidate_count", "candidateCount"},
}

// generation gives the pointer of an option that stands in the generation config.
func (p place) generation(req *pb.GenerateRequest, path string) string {
	if !hasGeneration(req) {
		return p.pointer
	}
	g := p.object("generationConfig", atGeneration)
	for _, m := range generationMembers {
		rest, ok := strings.CutPrefix(path, m.word)
		if ok && (rest == "" || rest[0] == '/') && isSet(req, m.word) {
			return g.member(m.value).below(canon.StepsOf(rest))
		}
	}
	return g.pointer
}

// isSet reports whether a request has the option at a canonical path.
func isSet(req *pb.GenerateRequest, path string) bool {
	m := req.ProtoReflect()
	for _, name := range canon.StepsOf(path) {
		f := m.Descriptor().Fields().ByName(protoreflect.Name(name))
		if f == nil || !m.Has(f) {
			return false
		}
		if f.Message() == nil || f.IsList() {
			return true
		}
		m = m.Get(f).Message()
	}
	return true
}

func (p place) reasoning(req *pb.GenerateRequest, steps canon.Steps) string {
	r := req.Reasoning
	if r == nil {
		return p.pointer
	}
	t := p.object("generationConfig", atGeneration).member("thinkingConfig")
	t.exts, t.at = r.Extensions, ""
	budget := r.Mode != pb.ReasoningMode_REASONING_MODE_UNSPECIFIED
	switch name := steps.First(); {
	case name == "extensions":
		return t.extension(r.Extensions, steps.After(1))
	case name == "effort" && r.Effort != nil:
		return t.member("thinkingLevel").pointer
	case (name == "mode" || name == "budget_tokens") && budget:
		return t.member("thinkingBudget").pointer
	case name == "visibility" && r.Visibility != pb.ReasoningVisibility_REASONING_VISIBILITY_UNSPECIFIED:
		return t.member("includeThoughts").pointer
	}
	return t.pointer
}

func (p place) toolChoice(req *pb.GenerateRequest, steps canon.Steps) string {
	c := req.ToolChoice
	if c == nil {
		return p.pointer
	}
	f := p.object("toolConfig", "/toolConfig").member("functionCallingConfig")
	f.exts, f.at = c.Extensions, ""
	switch name := steps.First(); {
	case name == "extensions":
		return f.extension(c.Extensions, steps.After(1))
	case name == "mode" && c.Mode != pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED:
		return f.member("mode").pointer
	case name == "tools" && len(c.Tools) > 0:
		return f.member("allowedFunctionNames").below(steps.After(1)[:min(1, len(steps)-1)])
	}
	return f.pointer
}
