package chat

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// extension locates a member that was kept: rest begins behind "extensions" of the message that mirrors the wire object at
// base.
func extension(exts []*pb.Extension, base string, rest canon.Steps) string {
	i, ok := rest.NextIndex(len(exts))
	if !ok {
		return base
	}
	at := base + exts[i].At
	if rest.Next() != "members_json" || len(rest) == 0 {
		return at
	}
	return at + rest.Pointer()
}

// flatExtension is extension for a function as it was before tools: its members stand in the object itself.
func flatExtension(exts []*pb.Extension, base string, rest canon.Steps) string {
	at := extension(exts, "", rest)
	return base + strings.TrimPrefix(at, "/function")
}

// requestMembers are the members of a request that fields hold one to one.
var requestMembers = map[string]string{
	"/model":                         "/model",
	"/sampling/temperature":          "/temperature",
	"/sampling/top_p":                "/top_p",
	"/sampling/top_k":                "/top_k",
	"/sampling/frequency_penalty":    "/frequency_penalty",
	"/sampling/presence_penalty":     "/presence_penalty",
	"/sampling/logprobs":             "/logprobs",
	"/sampling/top_logprobs":         "/top_logprobs",
	"/output/verbosity":              "/verbosity",
	"/candidate_count":               "/n",
	"/caching/key":                   "/prompt_cache_key",
	"/caching/automatic":             "/cache_control",
	"/caching/automatic/ttl_seconds": "/cache_control/ttl",
	"/caching/mode":                  "/prompt_cache_options/mode",
	"/caching/ttl_seconds":           "/prompt_cache_options/ttl",
	"/caching/retention":             "/prompt_cache_retention",
	"/continuation/store":            "/store",
	"/service_tier":                  "/service_tier",
	"/stream":                        "/stream",
	"/stream_usage":                  "/stream_options/include_usage",
	"/tool_choice/parallel":          "/parallel_tool_calls",
}

// LocateRequest finds the place in a request of what a canonical path means.
func (adapter) LocateRequest(req *pb.GenerateRequest, path string) string {
	if at, ok := requestMembers[path]; ok {
		return at
	}
	own := ours(req.Extensions, "")
	rest := canon.StepsOf(path)
	switch rest.Next() {
	case "messages":
		if i, ok := rest.NextIndex(len(req.Messages)); ok {
			return locateMessage(req.Messages[i], "/messages/"+strconv.Itoa(i), rest)
		}
		return "/messages"
	case "tools":
		return locateTools(req.Tools, rest)
	case "tool_choice":
		return locateChoice(req, own, rest)
	case "sampling":
		return locateSampling(req.Sampling, own, rest)
	case "max_output_tokens":
		return "/" + spelled(own, maxTokensNew, maxTokensOld)
	case "end_user_id":
		return "/" + spelled(own, userField, userOldField)
	case "reasoning":
		return locateReasoning(req.Reasoning, own, rest)
	case "output":
		return locateOutput(req.Output, rest)
	case "metadata":
		if i, ok := rest.NextIndex(len(req.Metadata)); ok {
			return "/metadata/" + jsonx.EscapePointer(req.Metadata[i].Key)
		}
		return "/metadata"
	case "extensions":
		return extension(req.Extensions, "", rest)
	}
	return ""
}

// spelled gives the name that a source used for a member which has two.
func spelled(members, name, other string) string {
	if lacked(members, name) {
		return other
	}
	return name
}

func locateChoice(req *pb.GenerateRequest, own string, rest canon.Steps) string {
	c, base := req.ToolChoice, "/"+spelled(own, "tool_choice", "function_call")
	switch rest.Next() {
	case "tools":
		if i, ok := rest.NextIndex(len(c.GetTools())); ok && (len(c.Tools) > 1 || isAllowed(own)) {
			return base + canon.Path("allowed_tools", "tools", i)
		}
	case "extensions":
		return extension(c.GetExtensions(), base, rest)
	}
	return base
}

// isAllowed reports whether a choice of one tool was spelled as a set of allowed tools.
func isAllowed(own string) bool {
	raw, _ := jsonx.Get(own, "tool_choice")
	return stringMember(raw, "type") == "allowed_tools"
}

func locateSampling(s *pb.Sampling, own string, rest canon.Steps) string {
	switch rest.Next() {
	case "seed":
		return "/" + spelled(own, "seed", "random_seed")
	case "stop":
		raw, _ := jsonx.Get(own, "stop")
		if i, ok := rest.NextIndex(len(s.GetStop())); ok && jsonx.KindOf(raw) != '"' {
			return canon.Path("stop", i)
		}
		return "/stop"
	}
	return ""
}

// locateReasoning finds which of several members says something of reasoning.
func locateReasoning(c *pb.ReasoningConfig, own string, rest canon.Steps) string {
	members := map[string][]string{
		"effort":        {"/reasoning/effort", "/" + effortField},
		"mode":          {"/thinking/type", "/enable_thinking", "/reasoning/enabled", "/reasoning/max_tokens", "/thinking/budget_tokens", "/reasoning/effort", "/" + effortField},
		"budget_tokens": {"/reasoning/max_tokens", "/thinking/budget_tokens"},
		"visibility":    {"/include_reasoning", "/reasoning/summary", "/reasoning/exclude"},
	}
	field := rest.Next()
	if field == "extensions" {
		return extension(c.GetExtensions(), "", rest)
	}
	for _, at := range members[field] {
		if _, ok := jsonx.Lookup(own, at); ok && !lacked(own, at[1:]) {
			return at
		}
	}
	if c.GetEffort() != "" && !lacked(own, effortField) {
		return "/" + effortField
	}
	for _, name := range []string{"reasoning", "thinking", "enable_thinking", "include_reasoning"} {
		if _, ok := jsonx.Get(own, name); ok && !lacked(own, name) {
			return "/" + name
		}
	}
	return ""
}

func locateOutput(out *pb.OutputConfig, rest canon.Steps) string {
	switch rest.Next() {
	case "modalities":
		if i, ok := rest.NextIndex(len(out.GetModalities())); ok {
			return canon.Path("modalities", i)
		}
		return "/modalities"
	case "format":
		return locateFormat(out.GetFormat(), rest)
	}
	return "/response_format"
}

func locateFormat(f *pb.OutputFormat, rest canon.Steps) string {
	const base = "/response_format"
	inner := base
	if f.GetMediaType() == mediaJSON && formatType(f, ours(f.Extensions, "")) == "json_schema" {
		inner = base + "/json_schema"
	}
	field := rest.Next()
	switch {
	case field == "media_type" && f.GetMediaType() != "" && !lacked(ours(f.Extensions, ""), "type"):
		return base + "/type"
	case field == "schema_json" && f.GetSchemaJson() != "":
		return inner + "/schema" + rest.Pointer()
	case field == "name" && f.GetName() != "", field == "description" && f.GetDescription() != "", field == "strict" && f.Strict != nil:
		return inner + "/" + field
	case field == "extensions":
		return extension(f.GetExtensions(), base, rest)
	}
	return base
}
