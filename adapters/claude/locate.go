package claude

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

var _ adapters.Locator = adapter{}

var requestMembers = canon.Places{
	"model": "/model", "max_output_tokens": "/max_tokens", "stream": "/stream", "end_user_id": "/metadata/user_id",
	"instructions": "/system", "messages": "/messages", "tools": "/tools",
	"sampling/temperature": "/temperature", "sampling/top_p": "/top_p", "sampling/top_k": "/top_k",
	"sampling/stop": "/stop_sequences/",
	"reasoning":     "/thinking", "reasoning/mode": "/thinking/type", "reasoning/budget_tokens": "/thinking/budget_tokens",
	"reasoning/visibility": "/thinking/display", "reasoning/effort": "/output_config/effort",
	"output": "/output_config", "caching": "/cache_control", "caching/automatic/ttl_seconds": "/cache_control/ttl",
}

var formatMembers = canon.Places{"media_type": "/type", "schema_json": "/schema/"}

// LocateRequest implements adapters.Locator.
func (adapter) LocateRequest(req *pb.GenerateRequest, path string) string {
	s := canon.StepsOf(path)
	switch s.First() {
	case "extensions":
		return locateExtension("", req.Extensions, s.After(1))
	case "instructions":
		i, ok := s.After(1).Index(len(req.Instructions))
		if !ok || req.InstructionsForm == pb.ContentForm_CONTENT_FORM_STRING {
			return "/system"
		}
		return locatePart("/system/"+strconv.Itoa(i), req.Instructions[i], s.After(2))
	case "messages":
		i, ok := s.After(1).Index(len(req.Messages))
		if !ok {
			return "/messages"
		}
		return locateMessage("/messages/"+strconv.Itoa(i), req.Messages[i], s.After(2))
	case "tools":
		return locateTool(req.Tools, s.After(1))
	case "tool_choice":
		return locateChoice(req.ToolChoice, s.After(1))
	case "reasoning":
		return locateReasoning(req, s)
	case "output":
		return locateFormat(req.GetOutput().GetFormat(), s)
	case "service_tier":
		if req.GetServiceTier() == tierFast {
			return "/speed"
		}
		return "/service_tier"
	}
	return requestMembers.At(s)
}

// locateExtension finds what an extension keeps of the wire object at a place.
func locateExtension(base string, exts []*pb.Extension, s canon.Steps) string {
	i, ok := s.Index(len(exts))
	if !ok || !strings.HasPrefix(exts[i].At+"/", "/") {
		return base
	}
	base += exts[i].At
	if s.After(1).First() == "members_json" {
		base += s.After(2).Pointer()
	}
	return base
}

func locateReasoning(req *pb.GenerateRequest, s canon.Steps) string {
	if s.After(1).First() == "extensions" {
		return locateExtension("/thinking", req.GetReasoning().GetExtensions(), s.After(2))
	}
	if len(s) == 1 && req.GetReasoning().GetMode() == pb.ReasoningMode_REASONING_MODE_UNSPECIFIED {
		return "/output_config"
	}
	return requestMembers.At(s)
}

func locateFormat(f *pb.OutputFormat, s canon.Steps) string {
	base := "/output_config/format"
	if own(f.GetExtensions(), atOldFormat) != "" {
		base = "/output_format"
	}
	switch {
	case s.After(1).First() == "format" && f != nil:
	case len(s) == 1 && f != nil:
		return base
	default:
		return requestMembers.At(s)
	}
	if s.After(2).First() == "extensions" {
		if s.After(4).First() != "members_json" {
			return base
		}
		return base + s.After(5).Pointer()
	}
	return base + formatMembers.At(s.After(2))
}

var choiceMembers = canon.Places{"mode": "/type", "tools": "/name", "parallel": "/disable_parallel_tool_use"}

func locateChoice(c *pb.ToolChoice, s canon.Steps) string {
	if s.First() == "extensions" {
		return locateExtension("/tool_choice", c.GetExtensions(), s.After(1))
	}
	if refs := c.GetTools(); s.First() == "tools" && len(refs) == 1 && refs[0].Name == "" {
		return "/tool_choice" // the name is what is missing
	}
	return "/tool_choice" + choiceMembers.At(s)
}

var toolMembers = canon.Places{
	"name": "/name", "description": "/description", "schema_json": "/input_schema/", "strict": "/strict",
	"defer_loading": "/defer_loading", "examples_json": "/input_examples/", "cache": "/cache_control",
	"cache/ttl_seconds": "/cache_control/ttl", "hosted/type": "/type", "hosted/allowed_domains": "/allowed_domains/",
	"hosted/blocked_domains": "/blocked_domains/", "hosted/user_location": "/user_location/", "hosted/max_uses": "/max_uses",
	"hosted/server_label": "/mcp_server_name", "hosted/allowed_tools": "/configs",
}

var serverMembers = canon.Places{
	"hosted/server_url": "/url", "hosted/authorization": "/authorization_token", "hosted/server_label": "/name",
	"hosted/allowed_tools": "/tool_configuration/allowed_tools/", "hosted/type": "/type",
}

// locateTool finds a tool: among tools, among mcp_servers, or partly here and partly there.
func locateTool(tools []*pb.Tool, s canon.Steps) string {
	n, ok := s.Index(len(tools))
	if !ok {
		return "/tools"
	}
	place, server := 0, 0
	for _, t := range tools[:n] {
		if !isServerOnly(t) {
			place++
		}
		if t.GetHosted().GetServerUrl() != "" {
			server++
		}
	}
	t, rest := tools[n], s.After(1)
	atTools, atServers := "/tools/"+strconv.Itoa(place), "/mcp_servers/"+strconv.Itoa(server)
	if rest.First() == "extensions" {
		return locateToolExtension(t, atTools, atServers, rest.After(1))
	}
	if isServerOnly(t) {
		return atServers + serverMembers.At(rest)
	}
	if field := strings.Join(rest, "/"); field == "hosted/server_url" || field == "hosted/authorization" {
		return atServers + serverMembers.At(rest)
	}
	return atTools + toolMembers.At(rest)
}

func locateToolExtension(t *pb.Tool, atTools, atServers string, s canon.Steps) string {
	base := atTools
	if isServerOnly(t) {
		base = atServers
	}
	i, ok := s.Index(len(t.Extensions))
	if !ok {
		return base
	}
	if at, here := strings.CutPrefix(t.Extensions[i].At, atServer); here {
		base = atServers + at
	} else {
		base += t.Extensions[i].At
	}
	if s.After(1).First() == "members_json" {
		base += s.After(2).Pointer()
	}
	return base
}

// atOpened is where a message keeps which block each of its parts came from, once a seal envelope in it was opened. It is no
// place of the message.
const atOpened = "opened"

// keepBlocks notes from which blocks the parts of a message came.
func keepBlocks(m *pb.Message, blockOf map[*pb.Part]int) {
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	for i, p := range m.Parts {
		if block, ok := blockOf[p]; ok && block != i {
			o.Int(strconv.Itoa(i), int64(block))
		}
	}
	o.End()
	m.Extensions = canon.KeepTransport(m.Extensions, dialect, atOpened, string(w.Bytes()))
}

// blockIndex gives the block from which a part of a message came.
func blockIndex(m *pb.Message, part int) int {
	if raw, ok := jsonx.Get(own(m.Extensions, atOpened), strconv.Itoa(part)); ok {
		if n, ok := jsonx.ParseInt(raw); ok {
			return int(n)
		}
	}
	return part
}

var messageMembers = canon.Places{
	"role": "/role", "parts": "/content", "settings": "/output_config", "settings/effort": "/output_config/effort",
	"settings/format": "/output_config/format",
}

func locateMessage(base string, m *pb.Message, s canon.Steps) string {
	switch s.First() {
	case "extensions":
		return locateExtension(base, m.Extensions, s.After(1))
	case "parts":
		i, ok := s.After(1).Index(len(m.Parts))
		if !ok || m.Form == pb.ContentForm_CONTENT_FORM_STRING {
			return base + "/content"
		}
		return locatePart(base+"/content/"+strconv.Itoa(blockIndex(m, i)), m.Parts[i], s.After(2))
	}
	return base + messageMembers.At(s)
}
