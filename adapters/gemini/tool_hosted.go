package gemini

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decodeHosted reads a tool that Google runs: what it is called and what stands under the name.
func decodeHosted(name, raw string) []*pb.Tool {
	kind, _ := meaning(hostedKinds, camelCase(name))
	if kind == pb.HostedKind_HOSTED_KIND_MCP {
		if servers := decodeServers(name, raw); servers != nil {
			return servers
		}
		kind = pb.HostedKind_HOSTED_KIND_UNSPECIFIED
	}
	var k keeper
	if jsonx.KindOf(raw) == '{' {
		k.exts = canon.KeepUnknown(nil, own, "", raw)
	} else {
		// Nobody knows what it means.
		k.form("", "value", raw)
		kind = pb.HostedKind_HOSTED_KIND_UNSPECIFIED
	}
	return []*pb.Tool{{
		Kind: pb.ToolKind_TOOL_KIND_HOSTED, Extensions: k.exts,
		Hosted: &pb.HostedTool{Kind: kind, Type: name},
	}}
}

// writeHosted writes a tool that Google runs as the member of its name.
func writeHosted(o object, t *pb.Tool) {
	if value := form(t.Extensions, "", "value"); value != "" {
		o.Raw(t.Hosted.GetType(), value)
		return
	}
	if h, ok := o.open(t.Hosted.GetType(), t.Extensions, ""); ok {
		h.End()
	}
}

// decodeServers reads a list of MCP servers; nil where it is none.
func decodeServers(member, raw string) []*pb.Tool {
	if jsonx.KindOf(raw) != '[' {
		return nil
	}
	var tools []*pb.Tool
	for server := range jsonx.Elements(raw) {
		if jsonx.KindOf(server) != '{' {
			return nil
		}
		tools = append(tools, decodeMCP(member, server))
	}
	return tools
}

// decodeMCP reads one MCP server.
func decodeMCP(member, server string) *pb.Tool {
	var in wireServer
	var k keeper
	h := &pb.HostedTool{Kind: pb.HostedKind_HOSTED_KIND_MCP, Type: member}
	t := &pb.Tool{Kind: pb.ToolKind_TOOL_KIND_HOSTED, Hosted: h}
	if err := jsonx.Unmarshal([]byte(server), &in); err != nil {
		// The value is of no shape that is known: all of it is unknown.
		t.Extensions = canon.KeepUnknown(nil, own, "", server)
		return t
	}
	h.ServerLabel, _ = k.str("", &in.leftover, "name", &in.name)
	if in.transport.present {
		const at = "/streamableHttpTransport"
		h.ServerUrl, _ = k.str(at, &in.transport.leftover, "url", &in.transport.url)
		if h.ServerUrl == "" {
			k.form("", "streamableHttpTransport", formEmpty)
		}
		h.Authorization = bearer(string(in.transport.headers))
		if h.Authorization == "" {
			in.transport.keep("headers", in.transport.headers.bytes())
		}
		k.rest(at, &in.transport.leftover)
	}
	k.rest("", &in.leftover)
	t.Extensions = k.exts
	return t
}

// bearer gives the token in headers that hold nothing else.
func bearer(headers string) string {
	raw, _ := jsonx.Get(headers, "Authorization")
	value, _ := jsonx.Unquote(raw)
	token, ok := strings.CutPrefix(value, "Bearer ")
	if !ok || !jsonx.Empty(jsonx.Without(headers, "Authorization")) {
		return ""
	}
	return token
}

// mcpRun gives the MCP servers that share the member of the first tool.
func mcpRun(tools []*pb.Tool) []*pb.Tool {
	n := 1
	for n < len(tools) && tools[n].Hosted.GetKind() == pb.HostedKind_HOSTED_KIND_MCP &&
		tools[n].Hosted.Type == tools[0].Hosted.Type {
		n++
	}
	return tools[:n]
}

func writeMCP(w *jsonx.Writer, t *pb.Tool) {
	const transport = "streamableHttpTransport"
	s := open(w, t.Extensions, "")
	h := t.Hosted
	s.StrNonEmpty(s.name("name"), h.ServerLabel)
	if h.ServerUrl != "" || form(t.Extensions, "", transport) != "" {
		if x, ok := s.open(transport, t.Extensions, "/"+transport); ok {
			x.StrNonEmpty(x.name("url"), h.ServerUrl)
			if h.Authorization != "" {
				if headers, ok := x.open("headers", nil, ""); ok {
					headers.StrConcat("Authorization", "Bearer ", h.Authorization)
					headers.End()
				}
			}
			x.End()
		}
	}
	s.End()
}
