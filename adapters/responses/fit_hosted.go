package responses

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// hosted fits a tool that the vendor runs; nil, and it is reported, where the target has none such: the model would miss
// what the client counts on.
func (f *fitter) hosted(t *pb.Tool, at string) *pb.Tool {
	const class = pb.LossClass_LOSS_CLASS_TOOLS
	h := t.GetHosted()
	typ := hostedKinds.write(h.GetKind())
	if f.x.Quirks.HostedTools != nil && !slices.Contains(f.x.Quirks.HostedTools, typ) {
		typ = ""
	}
	out := &pb.Tool{Kind: t.Kind, Hosted: &pb.HostedTool{Kind: h.GetKind(), Type: typ}}
	to := out.Hosted
	if typ != "" && t.GetDeferLoading() {
		f.losses.Approximate(at+"/defer_loading", class, "hosted tools are there from the start")
	}
	switch {
	case typ == "":
		f.losses.Refuse(at, class, "the target has no such hosted tool")
		return nil
	case h.Kind == pb.HostedKind_HOSTED_KIND_WEB_SEARCH:
		to.AllowedDomains, to.UserLocation, to.SearchContextSize = h.AllowedDomains, h.UserLocation, h.SearchContextSize
		f.drop(len(h.BlockedDomains) > 0, at+"/hosted/blocked_domains", class, "domains can only be allowed")
	case h.Kind == pb.HostedKind_HOSTED_KIND_CODE_EXECUTION:
		out.Extensions = canon.KeepUnknown(nil, dialect, "", `{"container":{"type":"auto"}}`)
		f.losses.Approximate(at, class, "code runs in a container of the target's")
	case h.Kind == pb.HostedKind_HOSTED_KIND_MCP && h.ServerUrl != "":
		to.ServerLabel, to.ServerUrl, to.Authorization, to.AllowedTools = h.ServerLabel, h.ServerUrl, h.Authorization, h.AllowedTools
		if to.ServerLabel == "" {
			to.ServerLabel = "mcp"
		}
		// Nobody could answer a question for approval.
		out.Extensions = canon.KeepUnknown(nil, dialect, "", `{"require_approval":"never"}`)
	case h.Kind == pb.HostedKind_HOSTED_KIND_TOOL_SEARCH:
		f.losses.Approximate(at, class, "the target searches tools in its own way")
	default:
		f.losses.Refuse(at, class, "the target's tool of this kind works on what the target holds")
		return nil
	}
	f.maxUses(t, at)
	return out
}

// maxUses fits how often a hosted tool may be used: the target bounds all of them together.
func (f *fitter) maxUses(t *pb.Tool, at string) {
	const class = pb.LossClass_LOSS_CLASS_TOOLS
	n := t.GetHosted().MaxUses
	if n == nil {
		return
	}
	hosted := 0
	for _, other := range f.req.Tools {
		if other.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
			hosted++
		}
	}
	if hosted > 1 || f.out.MaxToolCalls != nil {
		f.losses.Drop(at+"/hosted/max_uses", class, "the target bounds the calls of all hosted tools together")
		return
	}
	f.out.MaxToolCalls = n
	f.losses.Approximate(at+"/hosted/max_uses", class, "said as the bound on all calls of hosted tools")
}
