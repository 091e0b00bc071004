package claude

import (
	"slices"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// hostedType is how this dialect spells a hosted tool that others have too.
type hostedType struct{ kind, name string }

var hostedTools = map[pb.HostedKind]hostedType{
	pb.HostedKind_HOSTED_KIND_WEB_SEARCH:     {"web_search_20250305", "web_search"},
	pb.HostedKind_HOSTED_KIND_WEB_FETCH:      {"web_fetch_20250910", "web_fetch"},
	pb.HostedKind_HOSTED_KIND_CODE_EXECUTION: {"code_execution_20250825", "code_execution"},
	pb.HostedKind_HOSTED_KIND_TOOL_SEARCH:    {"tool_search_tool_bm25_20251119", "tool_search_tool_bm25"},
	pb.HostedKind_HOSTED_KIND_MCP:            {mcpToolset, ""},
}

// betaMCP is the beta under which remote MCP servers are.
const betaMCP = "mcp-client-2025-11-20"

// hosted lowers a tool that the vendor runs; nil, and it reports, for one that the upstream does not have.
func (l *lowering) hosted(t *pb.Tool, path string) *pb.Tool {
	h := t.GetHosted()
	if isToolSearch(t) && !l.searches {
		l.losses.Drop(path, pb.LossClass_LOSS_CLASS_TOOLS, "there is no deferred tool to search for")
		return nil
	}
	if isOwnHosted(t) {
		return &pb.Tool{
			Name: t.Name, Description: t.Description, Kind: t.Kind, Hosted: h, DeferLoading: t.DeferLoading, Extensions: t.Extensions,
		}
	}
	spelled, ok := hostedTools[h.GetKind()]
	if !ok || l.x.Quirks.HostedTools != nil && !slices.Contains(l.x.Quirks.HostedTools, spelled.kind) {
		l.losses.Refuse(path, pb.LossClass_LOSS_CLASS_TOOLS, "the target has no such hosted tool")
		return nil
	}
	if h.Kind == pb.HostedKind_HOSTED_KIND_MCP && h.ServerUrl == "" {
		l.losses.Refuse(path, pb.LossClass_LOSS_CLASS_TOOLS, "the target needs the server's address")
		return nil
	}
	out := &pb.HostedTool{Kind: h.Kind, Type: spelled.kind}
	switch h.Kind {
	case pb.HostedKind_HOSTED_KIND_MCP:
		out.ServerLabel, out.ServerUrl, out.Authorization, out.AllowedTools = h.ServerLabel, h.ServerUrl, h.Authorization, h.AllowedTools
		l.beta(betaMCP)
	case pb.HostedKind_HOSTED_KIND_WEB_SEARCH:
		out.UserLocation = h.UserLocation
		fallthrough
	case pb.HostedKind_HOSTED_KIND_WEB_FETCH:
		if out.AllowedDomains = h.AllowedDomains; h.GetMaxUses() > 0 {
			out.MaxUses = h.MaxUses
		}
		// Domains are either allowed or blocked.
		if len(h.AllowedDomains) == 0 {
			out.BlockedDomains = h.BlockedDomains
		}
	}
	l.unsaidOfHosted(h, out, path+"/hosted/")
	return &pb.Tool{Kind: pb.ToolKind_TOOL_KIND_HOSTED, Name: spelled.name, Hosted: out}
}

// unsaidOfHosted reports what a hosted tool of its kind cannot say here.
func (l *lowering) unsaidOfHosted(src, out *pb.HostedTool, path string) {
	for _, m := range []struct {
		name string
		lost bool
	}{
		{"allowed_domains", len(src.AllowedDomains) > len(out.AllowedDomains)},
		{"blocked_domains", len(src.BlockedDomains) > len(out.BlockedDomains)},
		{"user_location", src.UserLocation != nil && out.UserLocation == nil},
		{"max_uses", src.MaxUses != nil && out.MaxUses == nil},
		{"search_context_size", src.SearchContextSize != "" && src.SearchContextSize != "medium"},
		{"server_label", src.ServerLabel != "" && out.ServerLabel == ""},
		{"server_url", src.ServerUrl != "" && out.ServerUrl == ""},
		{"authorization", src.Authorization != "" && out.Authorization == ""},
		{"allowed_tools", len(src.AllowedTools) > len(out.AllowedTools)},
	} {
		if m.lost {
			l.losses.Drop(path+m.name, pb.LossClass_LOSS_CLASS_TOOLS, "the target's hosted tool has no such option")
		}
	}
}

// isOwnHosted reports whether a hosted tool is spelled as this dialect spells one.
func isOwnHosted(t *pb.Tool) bool {
	h := t.GetHosted()
	return h.GetKind() == hostedKind(h.GetType()) && h.GetKind() != pb.HostedKind_HOSTED_KIND_UNSPECIFIED && isDated(h.GetType())
}

// isDated reports whether a tool type ends in a date, as those of this dialect do.
func isDated(kind string) bool {
	i := strings.LastIndexByte(kind, '_')
	return len(kind)-i == len("_20250101") && strings.Trim(kind[i+1:], "0123456789") == ""
}

// beta asks for a beta feature.
func (l *lowering) beta(name string) {
	if !slices.Contains(l.betas, name) {
		l.betas = append(l.betas, name)
	}
}
