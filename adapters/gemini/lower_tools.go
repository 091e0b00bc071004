package gemini

import (
	"slices"
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const toolsClass = pb.LossClass_LOSS_CLASS_TOOLS

// tools lowers all tools that the request offers, wherever it declares them: functions first, hosted tools behind them.
func (l *lowerer) tools() {
	l.namespaces()
	var hosted []*pb.Tool
	all := canon.ToolsInEffect(l.in)
	canMix := isThird(l.caps) || !slices.ContainsFunc(all, isFunction)
	for _, t := range all {
		if isFunction(t) {
			l.out.Tools = append(l.out.Tools, l.function(t))
		} else if l.in.GetToolChoice().GetMode() == pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE {
			l.losses.Approximate(t.Path, toolsClass, "a hosted tool that may not be called is left out")
		} else if h := l.hosted(t); h != nil && !canMix {
			l.losses.Refuse(t.Path, toolsClass, "the model takes no hosted tools beside functions")
		} else if h != nil {
			hosted = append(hosted, h)
		}
	}
	if len(hosted) > 0 && len(l.out.Tools) > 0 {
		l.mix()
	}
	l.out.Tools = append(l.out.Tools, hosted...)
}

func isFunction(t canon.ToolInEffect) bool { return t.Tool.Kind != pb.ToolKind_TOOL_KIND_HOSTED }

// namespaces reports what is said of namespaces themselves.
func (l *lowerer) namespaces() {
	for i, t := range l.in.Tools {
		if t.Kind == pb.ToolKind_TOOL_KIND_NAMESPACE {
			l.drop(t.GetDescription() != "", "/tools/"+strconv.Itoa(i)+"/description", toolsClass, "tools have no namespaces")
		}
	}
}

// function lowers a function, or a tool with free input, which becomes a function with one string.
func (l *lowerer) function(in canon.ToolInEffect) *pb.Tool {
	t := in.Tool
	out := &pb.Tool{
		Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Name: l.names.Alias(in.Namespace, t.Name), Description: t.Description,
		Extensions: t.Extensions,
	}
	l.drop(t.GetStrict(), in.Path+"/strict", toolsClass, "functions are not strict one by one")
	l.drop(t.Cache != nil, in.Path+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "there are no cache breakpoints")
	if t.GetDeferLoading() {
		l.losses.Approximate(in.Path+"/defer_loading", toolsClass, "tools cannot be loaded later: it is declared at once")
	}
	for i := range t.ExamplesJson {
		l.losses.Drop(in.Path+"/examples_json/"+strconv.Itoa(i), toolsClass, "functions have no examples")
	}
	if t.OutputSchemaJson != nil {
		schema := l.schema(*t.OutputSchemaJson, in.Path+"/output_schema_json", toolsClass, l.schemaRules(false))
		out.OutputSchemaJson = &schema
		l.oldSchema(&out.Extensions, "responseJsonSchema", "response")
	}
	switch {
	case t.Kind == pb.ToolKind_TOOL_KIND_CUSTOM:
		l.losses.Approximate(in.Path+"/kind", toolsClass, "a function with one string stands for free input")
		schema := canon.CustomSchema
		out.SchemaJson, out.Description = &schema, customDescription(t)
	case t.SchemaJson != nil:
		schema := l.schema(*t.SchemaJson, in.Path+"/schema_json", toolsClass, l.schemaRules(true))
		out.SchemaJson = &schema
	}
	if out.SchemaJson != nil {
		l.oldSchema(&out.Extensions, "parametersJsonSchema", "parameters")
	}
	return out
}

// customDescription puts the grammar of free input into words.
func customDescription(t *pb.Tool) *string {
	g := t.Grammar
	if g == nil {
		return t.Description
	}
	text := t.GetDescription()
	if text != "" {
		text += "\n\n"
	}
	text += "The input follows this " + g.Syntax + " grammar:\n" + g.Definition
	return &text
}

// hostedMembers are the members that stand for kinds of hosted tools.
var hostedMembers = []pair[pb.HostedKind]{
	{"googleSearch", pb.HostedKind_HOSTED_KIND_WEB_SEARCH},
	{"urlContext", pb.HostedKind_HOSTED_KIND_WEB_FETCH},
	{"codeExecution", pb.HostedKind_HOSTED_KIND_CODE_EXECUTION},
	{toolMCP, pb.HostedKind_HOSTED_KIND_MCP},
}

// hosted lowers a tool that the vendor runs; nil where Gemini has none of its kind.
func (l *lowerer) hosted(in canon.ToolInEffect) *pb.Tool {
	h := in.Tool.GetHosted()
	member := wordFor(hostedMembers, h.GetKind())
	switch {
	case h.GetKind() == pb.HostedKind_HOSTED_KIND_TOOL_SEARCH:
		l.losses.Approximate(in.Path, toolsClass, "all tools are declared at once: there is nothing to search for")
		return nil
	case member == "" || l.x.Quirks.HostedTools != nil && !slices.Contains(l.x.Quirks.HostedTools, member):
		l.losses.Refuse(in.Path, toolsClass, "the target has no such hosted tool")
		return nil
	case h.Kind == pb.HostedKind_HOSTED_KIND_MCP && h.ServerUrl == "":
		l.losses.Refuse(in.Path, toolsClass, "an MCP server needs an address")
		return nil
	}
	path := in.Path + "/hosted"
	l.drop(len(h.AllowedDomains) > 0, path+"/allowed_domains", toolsClass, "the tool cannot be bound to domains")
	l.drop(len(h.BlockedDomains) > 0, path+"/blocked_domains", toolsClass, "the tool cannot be kept from domains")
	l.drop(h.UserLocation != nil, path+"/user_location", toolsClass, "the tool takes no place")
	l.drop(h.MaxUses != nil, path+"/max_uses", toolsClass, "the tool's uses cannot be limited")
	l.drop(h.SearchContextSize != "", path+"/search_context_size", toolsClass, "the size of the context cannot be chosen")
	l.drop(len(h.AllowedTools) > 0, path+"/allowed_tools", toolsClass, "an MCP server offers all its tools")
	l.drop(in.Tool.GetDescription() != "", in.Path+"/description", toolsClass, "the tool is described by its vendor")
	l.drop(in.Tool.GetStrict(), in.Path+"/strict", toolsClass, "the tool is described by its vendor")
	l.drop(in.Tool.GetDeferLoading(), in.Path+"/defer_loading", toolsClass, "tools cannot be loaded later")
	l.drop(in.Tool.Cache != nil, in.Path+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "there are no cache breakpoints")
	return &pb.Tool{
		Kind: pb.ToolKind_TOOL_KIND_HOSTED, Extensions: in.Tool.Extensions,
		Hosted: &pb.HostedTool{
			Kind: h.Kind, Type: member, ServerLabel: h.ServerLabel, ServerUrl: h.ServerUrl, Authorization: h.Authorization,
		},
	}
}

// mix makes hosted tools stand beside functions, which models with levels allow when the calls of both are shown.
func (l *lowerer) mix() {
	k := keeper{l.out.Extensions}
	k.exts = canon.KeepTransport(k.exts, own, "/toolConfig", jsonx.Wrap(memberMixing, "true"))
	k.form("", "toolConfig", formEmpty)
	l.out.Extensions = k.exts
}

// memberMixing is the option with which functions and hosted tools go together.
const memberMixing = "includeServerSideToolInvocations"

// toolChoice lowers whether and which tools may be called.
func (l *lowerer) toolChoice() {
	in := l.in.GetToolChoice()
	if in == nil {
		return
	}
	l.drop(in.Parallel != nil && !*in.Parallel, "/tool_choice/parallel", toolsClass, "parallel calls cannot be switched off")
	functions := slices.ContainsFunc(l.out.Tools, func(t *pb.Tool) bool { return t.Kind == pb.ToolKind_TOOL_KIND_FUNCTION })
	if !functions {
		l.drop(in.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED, "/tool_choice/mode", toolsClass, "there is no function to call")
		if in.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE && len(l.in.Tools) > 0 {
			l.losses.Approximate("/tool_choice/mode", toolsClass, "no tool is left that could be called")
		}
		for i := range in.Tools {
			l.losses.Drop("/tool_choice/tools/"+strconv.Itoa(i), toolsClass, "only functions can be chosen")
		}
		return
	}
	out := &pb.ToolChoice{Mode: in.Mode, Extensions: in.Extensions}
	for i, r := range in.Tools {
		if l.declared(l.names.Alias(r.Namespace, r.Name)) {
			out.Tools = append(out.Tools, &pb.ToolRef{Name: l.names.Alias(r.Namespace, r.Name)})
		} else {
			l.losses.Drop("/tool_choice/tools/"+strconv.Itoa(i), toolsClass, "only functions can be chosen")
		}
	}
	if len(out.Tools) == 0 && len(in.Tools) > 0 && in.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED {
		out.Mode = pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO
		l.losses.Approximate("/tool_choice/mode", toolsClass, "only functions can be forced")
	}
	if len(out.Tools) > 0 && in.Mode != pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED {
		if in.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE {
			out.Tools = nil
		} else {
			k := keeper{out.Extensions[:len(out.Extensions):len(out.Extensions)]}
			k.exact("", "mode", jsonx.Quote(modeValidated))
			out.Extensions = k.exts
		}
	}
	l.out.ToolChoice = out
}

// declared reports whether a function is declared under a name.
func (l *lowerer) declared(name string) bool {
	return slices.ContainsFunc(l.out.Tools, func(t *pb.Tool) bool {
		return t.Kind == pb.ToolKind_TOOL_KIND_FUNCTION && t.Name == name
	})
}
