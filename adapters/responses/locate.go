package responses

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

var _ adapters.Locator = adapter{}

// steps are the steps of a canonical path that are still to go.
type steps []string

func stepsOf(path string) steps {
	if path == "" {
		return nil
	}
	return strings.Split(path[1:], "/")
}

// first gives the first step, "" where there is none.
func (s steps) first() string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

// after gives the steps after the first n.
func (s steps) after(n int) steps { return s[min(n, len(s)):] }

// index reads the first step as a position in a list of n.
func (s steps) index(n int) (int, bool) {
	i, err := strconv.Atoi(s.first())
	return i, err == nil && i >= 0 && i < n
}

// pointer gives the steps as a JSON Pointer.
func (s steps) pointer() string {
	if len(s) == 0 {
		return ""
	}
	return "/" + strings.Join(s, "/")
}

// members is where the fields of a canonical message stand in its wire object. What is below a field stands at the same
// place, unless the pointer ends in a slash: then what is below stands under it in the same way.
type members map[string]string

// find gives the place of the longest path that the table has; false where it has none.
func (t members) find(s steps) (string, bool) {
	for n := len(s); n > 0; n-- {
		at, ok := t[strings.Join(s[:n], "/")]
		if !ok {
			continue
		}
		if below, deep := strings.CutSuffix(at, "/"); deep {
			return below + s.after(n).pointer(), true
		}
		return at, true
	}
	return "", false
}

var requestMembers = members{
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

var formatMembers = members{
	"media_type": "/type", "schema_json": "/schema/", "name": "/name", "description": "/description", "strict": "/strict",
}

// LocateRequest implements adapters.Locator.
func (adapter) LocateRequest(req *pb.GenerateRequest, path string) string {
	s := stepsOf(path)
	switch s.first() {
	case "extensions":
		return locateExtension("", req.Extensions, s.after(1))
	case "messages":
		i, ok := s.after(1).index(len(req.Messages))
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
		return locateMessage("/input/"+strconv.Itoa(i), req.Messages[i], s.after(2))
	case "tools":
		return locateTools("/tools", req.Tools, s.after(1))
	case "tool_choice":
		return locateChoice(req.ToolChoice, s)
	case "metadata":
		if i, ok := s.after(1).index(len(req.Metadata)); ok {
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
		if s.after(1).first() == "logprobs" {
			return locateIncluded(req, includeLogprobs)
		}
	case "output":
		if s.after(1).first() == "format" {
			return locateFormat("/text/format", req.GetOutput().GetFormat(), s.after(2))
		}
	}
	at, _ := requestMembers.find(s)
	return at
}

// locateReasoning finds a place in the reasoning options.
func locateReasoning(req *pb.GenerateRequest, s steps) string {
	c := req.Reasoning
	switch s.after(1).first() {
	case "extensions":
		return locateExtension("/reasoning", c.GetExtensions(), s.after(2))
	case "include_seal":
		return locateIncluded(req, includeSeal)
	case "visibility":
		if _, old := jsonx.Get(own(c.GetExtensions(), ""), "generate_summary"); old {
			return "/reasoning/generate_summary"
		}
		return "/reasoning/summary"
	}
	at, _ := requestMembers.find(s)
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
func locateFormat(at string, f *pb.OutputFormat, s steps) string {
	if s.first() == "extensions" {
		return locateExtension(at, f.GetExtensions(), s.after(1))
	}
	in, _ := formatMembers.find(s)
	return at + in
}

// locateChoice finds a place in the tool choice, which may be one word.
func locateChoice(c *pb.ToolChoice, s steps) string {
	const at = "/tool_choice"
	in := s.after(1)
	if in.first() == "extensions" {
		return locateExtension(at, c.GetExtensions(), in.after(1))
	}
	typ, _ := jsonx.Get(own(c.GetExtensions(), ""), "type")
	listed := typ == `"`+typeAllowed+`"` || len(c.GetTools()) > 0 && !forced(c)
	switch {
	case in.first() == "mode" && listed:
		return at + "/mode"
	case in.first() == "tools" && listed:
		if i, ok := in.after(1).index(len(c.Tools)); ok {
			return at + "/tools/" + strconv.Itoa(i)
		}
		return at + "/tools"
	}
	where, _ := requestMembers.find(s)
	return where
}

// locateExtension finds a member that was kept: the steps are the position of the extension, members_json, and the
// member's name and what is below it.
func locateExtension(at string, exts []*pb.Extension, s steps) string {
	i, ok := s.index(len(exts))
	if !ok {
		return at
	}
	return at + exts[i].At + s.after(2).pointer()
}

var toolMembers = members{
	"name": "/name", "description": "/description", "kind": "/type", "schema_json": "/parameters/",
	"output_schema_json": "/output_schema/", "strict": "/strict", "defer_loading": "/defer_loading",
	"grammar": "/format", "grammar/syntax": "/format/syntax", "grammar/definition": "/format/definition",
	"hosted/type": "/type", "hosted/kind": "/type", "hosted/allowed_domains": "/filters/allowed_domains",
	"hosted/user_location": "/user_location/", "hosted/search_context_size": "/search_context_size",
	"hosted/server_label": "/server_label", "hosted/server_url": "/server_url", "hosted/authorization": "/authorization",
	"hosted/allowed_tools": "/allowed_tools",
}

// locateTools finds a place in a list of tools.
func locateTools(at string, tools []*pb.Tool, s steps) string {
	i, ok := s.index(len(tools))
	if !ok {
		return at
	}
	t := tools[i]
	at += "/" + strconv.Itoa(i)
	switch s = s.after(1); s.first() {
	case "extensions":
		return locateExtension(at, t.Extensions, s.after(1))
	case "tools":
		return locateTools(at+"/tools", t.Tools, s.after(1))
	}
	in, _ := toolMembers.find(s)
	return at + in
}
