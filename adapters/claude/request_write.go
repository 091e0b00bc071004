package claude

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// writeRequest writes a request as it stands. Whatever makes up the cached prefix comes before the messages.
func writeRequest(req *pb.GenerateRequest) []byte {
	w := jsonx.NewWriter(make([]byte, 0, sizeOf(req)))
	o := w.Object(own(req.Extensions, ""))
	o.StrNonEmpty("model", req.Model)
	o.IntOpt("max_tokens", req.MaxOutputTokens)
	writeContent(o, "system", req.Instructions, req.InstructionsForm)
	writeTools(o, req.Tools)
	writeToolChoice(o, req.ToolChoice, req.Tools)
	writeThinking(o, req.Reasoning)
	writeOutput(o, req)
	if o.Array("messages") {
		for _, m := range req.Messages {
			writeMessage(w, m)
		}
		o.EndArray()
	}
	writeSampling(o, req.Sampling)
	o.BoolOpt("stream", req.Stream)
	writeMetadata(o, req)
	writeTier(o, req.ServiceTier)
	writeCache(o, req.GetCaching().GetAutomatic(), req.Extensions)
	o.End()
	return w.Bytes()
}

func writeTools(o jsonx.Object, tools []*pb.Tool) {
	open := false
	for _, t := range tools {
		if isServerOnly(t) {
			continue
		}
		if !open && !o.Array("tools") {
			break
		}
		open = true
		writeTool(o.Writer(), t)
	}
	if open {
		o.EndArray()
	}
	writeServers(o, tools)
}

// isServerOnly reports whether a tool stands for an entry of mcp_servers that no entry of tools names.
func isServerOnly(t *pb.Tool) bool {
	h := t.GetHosted()
	return h.GetKind() == pb.HostedKind_HOSTED_KIND_MCP && h.GetType() == mcpServer
}

func writeSampling(o jsonx.Object, s *pb.Sampling) {
	if s == nil {
		return
	}
	o.FloatOpt("temperature", s.Temperature)
	o.FloatOpt("top_p", s.TopP)
	o.FloatOpt("top_k", s.TopK)
	if len(s.Stop) > 0 {
		o.Strs("stop_sequences", s.Stop)
	}
}

func writeOutput(o jsonx.Object, req *pb.GenerateRequest) {
	var effort *string
	if req.Reasoning != nil {
		effort = req.Reasoning.Effort
	}
	format := req.GetOutput().GetFormat()
	if format != nil && own(format.Extensions, atOldFormat) != "" {
		writeFormat(o, "output_format", format, atOldFormat)
		format = nil
	}
	writeOutputConfig(o, effort, format, own(req.Extensions, atOutputConfig))
}

func writeMetadata(o jsonx.Object, req *pb.GenerateRequest) {
	members := own(req.Extensions, atMetadata)
	if req.EndUserId == nil && members == "" {
		return
	}
	if m, ok := o.Object("metadata", members); ok {
		m.StrOpt("user_id", req.EndUserId)
		m.End()
	}
}

// sizeOf estimates the length of the request on the wire, so that its buffer seldom grows.
func sizeOf(req *pb.GenerateRequest) int {
	size := 512 + len(req.Model)
	for _, t := range req.Tools {
		size += 128 + len(t.Name) + len(t.GetDescription()) + len(t.GetSchemaJson())
	}
	size += sizeOfParts(req.Instructions)
	for _, m := range req.Messages {
		size += 64 + sizeOfParts(m.Parts)
	}
	return size + size/16
}

func sizeOfParts(parts []*pb.Part) int {
	size := 0
	for _, p := range parts {
		size += 96 + len(p.GetSeal().GetData())
		switch c := p.Content.(type) {
		case *pb.Part_Text:
			size += len(c.Text.Text)
		case *pb.Part_Reasoning:
			size += len(c.Reasoning.Text)
		case *pb.Part_Media:
			size += len(c.Media.GetData()) + len(c.Media.GetText()) + sizeOfParts(c.Media.Parts)
		case *pb.Part_ToolCall:
			size += 64 + len(c.ToolCall.ArgumentsJson)
		case *pb.Part_ToolResult:
			size += 64 + sizeOfParts(c.ToolResult.Parts)
		case *pb.Part_Opaque:
			size += len(c.Opaque.Json)
		}
	}
	return size
}
