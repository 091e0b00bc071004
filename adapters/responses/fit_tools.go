package responses

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// tools fits the tools that the model may call. Where they cannot change in the middle of a conversation, those that
// changes bring in are there from the start.
func (f *fitter) tools() {
	for i, t := range f.req.Tools {
		f.add(f.tool(t, canon.Path("tools", i)))
	}
	if !f.caps.NoTurnChanges {
		return
	}
	for _, t := range canon.ToolsInEffect(f.req) {
		if t.Change == "" {
			continue
		}
		fitted := f.tool(t.Tool, t.Path)
		if fitted != nil && t.Namespace != "" {
			fitted.Name = f.names.Alias(t.Namespace, t.Tool.Name)
		}
		f.add(fitted)
		f.losses.Approximate(t.Change, pb.LossClass_LOSS_CLASS_TOOLS, "the tools are offered from the start")
	}
}

func (f *fitter) add(t *pb.Tool) {
	if t != nil {
		f.out.Tools = append(f.out.Tools, t)
	}
}

// changes adds tools that come in the middle of a conversation.
func (f *fitter) changes(c *pb.ToolChanges, at string) {
	const class = pb.LossClass_LOSS_CLASS_TOOLS
	for i := range c.Remove {
		f.losses.Drop(at+canon.Path("tool_changes", "remove", i), class, "tools cannot be taken away")
	}
	for i := range c.References {
		f.losses.Approximate(at+canon.Path("tool_changes", "references", i), class, "the tool is loaded from the start")
	}
	if len(c.Add) == 0 || f.caps.NoTurnChanges {
		return
	}
	out := &pb.ToolChanges{}
	for i, t := range c.Add {
		if fitted := f.tool(t, at+canon.Path("tool_changes", "add", i)); fitted != nil {
			out.Add = append(out.Add, fitted)
		}
	}
	f.item(pb.Role_ROLE_DEVELOPER, &pb.Part{Content: &pb.Part_ToolChanges{ToolChanges: out}})
}

// name gives the name by which the target knows a tool: namespaces stand, names that are not legal do not.
func (f *fitter) name(namespace, name string) (string, string) {
	if namespace == "" {
		return "", f.names.Alias("", name)
	}
	if !f.declares(namespace) {
		return "", f.names.Alias(namespace, name)
	}
	if toolNames.Legal(name) {
		return namespace, name
	}
	return namespace, f.names.Alias(namespace, name)
}

// declares reports whether a namespace stands as one in what the target is sent.
func (f *fitter) declares(namespace string) bool {
	for _, t := range f.req.Tools {
		if t.Kind == pb.ToolKind_TOOL_KIND_NAMESPACE && t.Name == namespace {
			return true
		}
	}
	return !f.caps.NoTurnChanges
}

// tool fits a tool; nil where the target has none such.
func (f *fitter) tool(t *pb.Tool, at string) *pb.Tool { return f.toolIn("", t, at) }

func (f *fitter) toolIn(namespace string, t *pb.Tool, at string) *pb.Tool {
	const class = pb.LossClass_LOSS_CLASS_TOOLS
	f.drop(t.Cache != nil, at+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "tools take no cache breakpoint")
	f.drop(len(t.ExamplesJson) > 0, at+"/examples_json", class, "tools have no examples")
	out := &pb.Tool{Kind: t.Kind, Description: t.Description}
	switch t.Kind {
	case pb.ToolKind_TOOL_KIND_HOSTED:
		return f.hosted(t, at)
	case pb.ToolKind_TOOL_KIND_NAMESPACE:
		out.Name = t.Name
		if out.Description == nil {
			out.Description = new(string) // the service demands one
		}
		for i, inner := range t.Tools {
			if fitted := f.toolIn(t.Name, inner, at+canon.Path("tools", i)); fitted != nil {
				out.Tools = append(out.Tools, fitted)
			}
		}
		return out
	case pb.ToolKind_TOOL_KIND_CUSTOM:
		out.Grammar = t.Grammar
		f.drop(t.GetStrict(), at+"/strict", class, "free input follows no schema")
		f.drop(t.OutputSchemaJson != nil, at+"/output_schema_json", class, "only functions have a schema of results")
	default:
		out.Kind = pb.ToolKind_TOOL_KIND_FUNCTION
		f.function(out, t, at)
	}
	_, out.Name = f.name(namespace, t.Name)
	if t.DeferLoading != nil && *t.DeferLoading {
		if f.searches() {
			out.DeferLoading = t.DeferLoading
		} else {
			f.losses.Approximate(at+"/defer_loading", class, "without a tool search the tool is loaded from the start")
		}
	}
	return out
}

// function fits what a function has.
func (f *fitter) function(out, t *pb.Tool, at string) {
	const class = pb.LossClass_LOSS_CLASS_TOOLS
	schema := `{"type":"object","properties":{}}`
	if t.SchemaJson != nil {
		schema = f.schema(*t.SchemaJson, toolRules, at+"/schema_json", class)
		if _, ok := jsonx.Get(schema, "properties"); !ok {
			schema = jsonx.Merge(schema, `{"properties":{}}`) // the service demands them
		}
	}
	out.SchemaJson = &schema
	out.Strict = f.strict(t.Strict, schema, at, class)
	out.OutputSchemaJson = t.OutputSchemaJson
}

// searches reports whether a tool search is there to load tools.
func (f *fitter) searches() bool {
	for _, t := range f.req.Tools {
		if t.GetHosted().GetKind() == pb.HostedKind_HOSTED_KIND_TOOL_SEARCH {
			return true
		}
	}
	return false
}

// toolChoice fits whether and which tools may or must be called.
func (f *fitter) toolChoice() {
	const class = pb.LossClass_LOSS_CLASS_TOOLS
	c := f.req.ToolChoice
	if c == nil {
		return
	}
	out := &pb.ToolChoice{Mode: c.Mode, Parallel: c.Parallel}
	f.out.ToolChoice = out
	for i, t := range c.Tools {
		if ref := f.ref(t); ref != nil {
			out.Tools = append(out.Tools, ref)
		} else {
			f.losses.Drop(canon.Path("tool_choice", "tools", i), class, "the target has no such tool")
		}
	}
	none := len(f.out.Tools) == 0 && len(canon.ToolsInEffect(f.req)) == 0
	if len(c.Tools) > 0 && len(out.Tools) == 0 || none && c.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED {
		out.Mode = pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO
		f.losses.Approximate("/tool_choice/mode", class, "none of the tools that must be called is there")
	}
	if len(out.Tools) > 0 && out.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED {
		out.Mode = pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO
	}
}

// ref fits the name of a tool; nil where the target does not have it.
func (f *fitter) ref(t *pb.ToolRef) *pb.ToolRef {
	if t.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
		for _, declared := range f.req.Tools {
			if h := declared.Hosted; h != nil && (h.Type == t.Name || declared.Name == t.Name) {
				if typ := hostedKinds.write(h.Kind); typ != "" && f.offers(typ) {
					return &pb.ToolRef{Kind: t.Kind, Name: typ}
				}
			}
		}
		return nil
	}
	for _, declared := range canon.ToolsInEffect(f.req) {
		if declared.Namespace == t.Namespace && declared.Tool.Name == t.Name && declared.Tool.Hosted == nil {
			out := &pb.ToolRef{Kind: declared.Tool.Kind}
			out.Namespace, out.Name = f.name(t.Namespace, t.Name)
			return out
		}
	}
	return nil
}

// offers reports whether a hosted tool of a type is offered.
func (f *fitter) offers(typ string) bool {
	for _, t := range f.out.Tools {
		if t.GetHosted().GetType() == typ {
			return true
		}
	}
	return false
}
