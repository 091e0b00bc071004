package responses

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

var _ adapters.Locator = adapter{}

var requestMembers = canon.Places{
	"model": "/model", "instructions": "/instructions", "max_output_tokens": "/max_output_tokens",
	"max_tool_calls": "/max_tool_calls", "service_tier": "/service_tier", "stream": "/stream",
	"sampling/temperature": "/temperature", "sampling/top_p": "/top_p", "sampling/top_logprobs": "/top_logprobs",
	"sampling/logprobs": "/include", "reasoning/include_seal": "/include", "reasoning": "/reasoning",
	"reasoning/effort": "/reasoning/effort", "reasoning/mode": "/reasoning/effort",
	"output/verbosity": "/text/verbosity", "output": "/text",
	"caching/key": "/prompt_cache_key", "caching/retention": "/prompt_cache_retention",
	"caching/mode": "/prompt_cache_options/mode", "caching/ttl_seconds": "/prompt_cache_options/ttl",
	"continuation/previous_response_id": "/previous_response_id", "continuation/conversation": "/conversation",
	"continuation/store": "/store", "continuation/background": "/background",
	"tool_choice/parallel": "/parallel_tool_calls", "tool_choice": "/tool_choice",
}

var formatMembers = canon.Places{
	"media_type": "/type", "schema_json": "/schema/", "name": "/name", "description": "/description", "strict": "/strict",
}

// LocateRequest implements adapters.Locator.
func (adapter) LocateRequest(req *pb.GenerateRequest, path string) string {
	s := canon.StepsOf(path)
	switch s.First() {
	case "extensions":
		return locateExtension("", req.Extensions, s.After(1))
	case "messages":
		i, ok := s.After(1).Index(len(req.Messages))
		switch {
		case req.MessagesForm == pb.ContentForm_CONTENT_FORM_UNSPECIFIED:
			// Without an input a stored prompt is what the conversation comes from.
			if _, ok := jsonx.Get(own(req.Extensions, ""), "prompt"); ok {
				return "/prompt"
			}
			return ""
		case !ok || req.MessagesForm == pb.ContentForm_CONTENT_FORM_STRING:
			return "/input"
		}
		return locateMessage("/input/"+strconv.Itoa(i), req.Messages[i], s.After(2))
	case "tools":
		return locateTools("/tools", req.Tools, s.After(1))
	case "tool_choice":
		return locateChoice(req.ToolChoice, s)
	case "metadata":
		if i, ok := s.After(1).Index(len(req.Metadata)); ok {
			return "/metadata/" + jsonx.EscapePointer(req.Metadata[i].Key)
		}
		return "/metadata"
	case "end_user_id":
		if _, old := jsonx.Get(own(req.Extensions, ""), "user"); old {
			return "/user"
		}
		return "/safety_identifier"
	case "reasoning":
		return locateReasoning(req, s)
	case "sampling":
		if s.After(1).First() == "logprobs" {
			return locateIncluded(req, includeLogprobs)
		}
	case "output":
		if s.After(1).First() == "format" {
			return locateFormat("/text/format", req.GetOutput().GetFormat(), s.After(2))
		}
	}
	at, _ := requestMembers.Find(s)
	return at
}

// locateReasoning finds a place in the reasoning options.
func locateReasoning(req *pb.GenerateRequest, s canon.Steps) string {
	c := req.Reasoning
	switch s.After(1).First() {
	case "extensions":
		return locateExtension("/reasoning", c.GetExtensions(), s.After(2))
	case "include_seal":
		return locateIncluded(req, includeSeal)
	case "visibility":
		if _, old := jsonx.Get(own(c.GetExtensions(), ""), "generate_summary"); old {
			return "/reasoning/generate_summary"
		}
		return "/reasoning/summary"
	}
	at, _ := requestMembers.Find(s)
	return at
}

// locateIncluded finds a value of include that a field says.
func locateIncluded(req *pb.GenerateRequest, value string) string {
	for i, v := range included(req) {
		if v == jsonx.Quote(value) {
			return "/include/" + strconv.Itoa(i)
		}
	}
	return "/include"
}

// locateFormat finds a place in the format of the answer.
func locateFormat(at string, f *pb.OutputFormat, s canon.Steps) string {
	if s.First() == "extensions" {
		return locateExtension(at, f.GetExtensions(), s.After(1))
	}
	in, _ := formatMembers.Find(s)
	return at + in
}

// locateChoice finds a place in the tool choice, which may be one word.
func locateChoice(c *pb.ToolChoice, s canon.Steps) string {
	const at = "/tool_choice"
	in := s.After(1)
	if in.First() == "extensions" {
		return locateExtension(at, c.GetExtensions(), in.After(1))
	}
	typ, _ := jsonx.Get(own(c.GetExtensions(), ""), "type")
	listed := typ == `"`+typeAllowed+`"` || len(c.GetTools()) > 0 && !forced(c)
	switch {
	case in.First() == "mode" && listed:
		return at + "/mode"
	case in.First() == "tools" && listed:
		if i, ok := in.After(1).Index(len(c.Tools)); ok {
			return at + "/tools/" + strconv.Itoa(i)
		}
		return at + "/tools"
	}
	where, _ := requestMembers.Find(s)
	return where
}

// locateExtension finds a member that was kept: the steps are the position of the extension, members_json, and the
// member's name and what is below it.
func locateExtension(at string, exts []*pb.Extension, s canon.Steps) string {
	i, ok := s.Index(len(exts))
	if !ok {
		return at
	}
	return at + exts[i].At + s.After(2).Pointer()
}

var toolMembers = canon.Places{
	"name": "/name", "description": "/description", "kind": "/type", "schema_json": "/parameters/",
	"output_schema_json": "/output_schema/", "strict": "/strict", "defer_loading": "/defer_loading",
	"grammar": "/format", "grammar/syntax": "/format/syntax", "grammar/definition": "/format/definition",
	"hosted/type": "/type", "hosted/kind": "/type", "hosted/allowed_domains": "/filters/allowed_domains",
	"hosted/user_location": "/user_location/", "hosted/search_context_size": "/search_context_size",
	"hosted/server_label": "/server_label", "hosted/server_url": "/server_url", "hosted/authorization": "/authorization",
	"hosted/allowed_tools": "/allowed_tools",
}

// locateTools finds a place in a list of tools.
func locateTools(at string, tools []*pb.Tool, s canon.Steps) string {
	i, ok := s.Index(len(tools))
	if !ok {
		return at
	}
	t := tools[i]
	at += "/" + strconv.Itoa(i)
	switch s = s.After(1); s.First() {
	case "extensions":
		return locateExtension(at, t.Extensions, s.After(1))
	case "tools":
		return locateTools(at+"/tools", t.Tools, s.After(1))
	case "name":
		if isSearchTool(t) {
			return at // it goes by its type
		}
	}
	in, _ := toolMembers.Find(s)
	return at + in
}
