package claude

import (
	"slices"
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// customSchema is that of a function which stands for a custom tool.
const customSchema = `{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}`

// tools lowers the tools, wherever the request declares them.
func (l *lowering) tools() {
	l.namespaces()
	inEffect := canon.ToolsInEffect(l.req)
	l.searches = isSearchable(inEffect)
	declared := map[string]bool{}
	l.toolPaths = map[*pb.Tool]string{}
	for _, t := range inEffect {
		lowered := l.tool(t)
		switch {
		case lowered == nil:
		case declared[lowered.Name] && lowered.Name != "":
			l.losses.Drop(t.Path, pb.LossClass_LOSS_CLASS_TOOLS, "a tool of this name is declared already")
			l.marks = slices.DeleteFunc(l.marks, func(m mark) bool { return m.tool == lowered })
		default:
			declared[lowered.Name] = true
			l.out.Tools = append(l.out.Tools, lowered)
			l.toolPaths[lowered] = t.Path
		}
	}
	l.toolChanges()
}

// isSearchable reports whether the model is to search for deferred tools, and there are any.
func isSearchable(tools []canon.ToolInEffect) bool {
	search, deferred := false, false
	for _, t := range tools {
		search = search || isToolSearch(t.Tool)
		deferred = deferred || t.Tool.GetDeferLoading() && t.Tool.Kind != pb.ToolKind_TOOL_KIND_HOSTED
	}
	return search && deferred
}

func isToolSearch(t *pb.Tool) bool {
	return t.GetHosted().GetKind() == pb.HostedKind_HOSTED_KIND_TOOL_SEARCH
}

// namespaces reports that groups of tools became prefixes of names.
func (l *lowering) namespaces() {
	report := func(path string, tools []*pb.Tool) {
		for i, t := range tools {
			if t.Kind != pb.ToolKind_TOOL_KIND_NAMESPACE {
				continue
			}
			at := path + "/" + strconv.Itoa(i)
			l.losses.Approximate(at+"/kind", pb.LossClass_LOSS_CLASS_TOOLS, "the namespace became a prefix of its tools' names")
			if t.GetDescription() != "" {
				l.losses.Drop(at+"/description", pb.LossClass_LOSS_CLASS_TOOLS, "the target has no namespaces to describe")
			}
			if t.Cache != nil {
				l.losses.Drop(at+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "the target has no namespaces to mark")
			}
		}
	}
	report("/tools", l.req.Tools)
	for m, msg := range l.req.Messages {
		for p, part := range msg.Parts {
			if added := part.GetToolChanges().GetAdd(); len(added) > 0 {
				report(canon.PartPath(m, p)+"/tool_changes/add", added)
			}
		}
	}
}

// toolChanges reports changes of tools within the conversation: the target gets the union of all from its beginning.
func (l *lowering) toolChanges() {
	if l.own {
		return
	}
	for m, msg := range l.req.Messages {
		for p, part := range msg.Parts {
			if bringsChange(part) {
				l.toolChange(part, canon.PartPath(m, p))
			}
		}
	}
}

// bringsChange reports whether a part, or one inside the tool result that it is, changes the tools.
func bringsChange(p *pb.Part) bool {
	return p.GetToolChanges() != nil || slices.ContainsFunc(p.GetToolResult().GetParts(), bringsChange)
}

// toolChange reports the changes in a part, those inside a tool result included.
func (l *lowering) toolChange(p *pb.Part, path string) {
	if p.GetToolChanges() != nil {
		l.losses.Approximate(path+"/tool_changes", pb.LossClass_LOSS_CLASS_TOOLS, "the tools are there from the beginning")
		return
	}
	for i, inner := range p.GetToolResult().GetParts() {
		l.toolChange(inner, path+"/tool_result/parts/"+strconv.Itoa(i))
	}
}

// tool lowers one tool; nil for one that the target cannot have.
func (l *lowering) tool(t canon.ToolInEffect) *pb.Tool {
	var out *pb.Tool
	switch t.Tool.Kind {
	case pb.ToolKind_TOOL_KIND_HOSTED:
		out = l.hosted(t.Tool, t.Path)
	case pb.ToolKind_TOOL_KIND_CUSTOM:
		out = l.custom(t)
	default:
		out = l.function(t)
	}
	if out == nil {
		return nil
	}
	l.unsaidOfTool(t.Tool, out, t.Path)
	l.deferred(out, t.Tool, t.Path)
	out.Cache = t.Tool.Cache
	l.markTool(out, t.Path)
	return out
}

// unsaidOfTool reports what a tool of its kind cannot say here.
func (l *lowering) unsaidOfTool(src, out *pb.Tool, path string) {
	function := src.Kind == pb.ToolKind_TOOL_KIND_FUNCTION || src.Kind == pb.ToolKind_TOOL_KIND_UNSPECIFIED
	for _, m := range []struct {
		name string
		lost bool
	}{
		{"output_schema_json", src.OutputSchemaJson != nil && out.OutputSchemaJson == nil},
		{"description", src.GetDescription() != "" && out.Description == nil},
		{"schema_json", src.SchemaJson != nil && !function},
		{"strict", src.GetStrict() && !out.GetStrict()},
		{"examples_json", len(src.ExamplesJson) > len(out.ExamplesJson)},
		{"grammar", src.Grammar != nil && src.Kind != pb.ToolKind_TOOL_KIND_CUSTOM},
		{"hosted", src.Hosted != nil && out.Hosted == nil},
	} {
		if m.lost {
			l.losses.Drop(path+"/"+m.name, pb.LossClass_LOSS_CLASS_TOOLS, "the target's tool has no such member")
		}
	}
}

func (l *lowering) function(t canon.ToolInEffect) *pb.Tool {
	src := t.Tool
	out := &pb.Tool{
		Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Name: l.names.Alias(t.Namespace, src.Name), Description: src.Description,
		ExamplesJson: src.ExamplesJson, Extensions: src.Extensions,
	}
	rules := looseRules
	s := src.GetSchemaJson()
	given := s != "" && s != "null"
	switch {
	case src.GetStrict() && given:
		out.Strict, rules = src.Strict, strictRules
	case src.GetStrict():
		l.losses.Approximate(t.Path+"/strict", pb.LossClass_LOSS_CLASS_TOOLS, "without a schema there is nothing to be strict about")
	}
	schema := emptySchema
	if given {
		schema = l.lowerSchema(s, rules, t.Path+"/schema_json")
	}
	out.SchemaJson = &schema
	return out
}

// custom lowers a free-text tool to a function with one string.
func (l *lowering) custom(t canon.ToolInEffect) *pb.Tool {
	src := t.Tool
	l.losses.Approximate(t.Path+"/kind", pb.LossClass_LOSS_CLASS_TOOLS, "a custom tool became a function")
	description := src.GetDescription()
	if g := src.Grammar; g != nil {
		l.losses.Approximate(t.Path+"/grammar", pb.LossClass_LOSS_CLASS_TOOLS, "the grammar became part of the description")
		if description != "" {
			description += "\n\n"
		}
		description += "The input must match this " + g.Syntax + " grammar:\n" + g.Definition
	}
	schema := customSchema
	out := &pb.Tool{
		Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Name: l.names.Alias(t.Namespace, src.Name), SchemaJson: &schema,
	}
	if description != "" {
		out.Description = &description
	}
	return out
}

// deferred sets whether a tool is hidden until the model searches for it. Without a search nothing would find it.
func (l *lowering) deferred(out, src *pb.Tool, path string) {
	if !src.GetDeferLoading() || out.GetDeferLoading() {
		return
	}
	if l.searches && src.Kind != pb.ToolKind_TOOL_KIND_HOSTED {
		out.DeferLoading = src.DeferLoading
		return
	}
	l.losses.Approximate(path+"/defer_loading", pb.LossClass_LOSS_CLASS_TOOLS, "the tool is there from the beginning")
}

// stubs declares the tools that a history calls where the request declares none: this dialect demands them.
func (l *lowering) stubs() {
	if len(l.out.Tools) > 0 || l.own {
		return
	}
	seen := map[string]bool{}
	for _, m := range l.out.Messages {
		for _, p := range m.Parts {
			c := p.GetToolCall()
			if c == nil || seen[c.Name] {
				continue
			}
			seen[c.Name] = true
			schema := `{"type":"object"}`
			l.out.Tools = append(l.out.Tools, &pb.Tool{
				Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Name: c.Name, SchemaJson: &schema,
			})
		}
	}
	if len(l.out.Tools) > 0 {
		l.out.ToolChoice = &pb.ToolChoice{Mode: pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE}
	}
}
