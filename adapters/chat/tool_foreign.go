package chat

import (
	"slices"
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// foreignTools writes the tools of another dialect's request: flat, under names that the vendor takes.
func (e *requestEncoder) foreignTools(o jsonx.Object) {
	if e.req.MaxToolCalls != nil {
		e.losses.Drop("/max_tool_calls", classTools, "the target has no such limit")
	}
	e.namespaces(e.req.Tools, "/tools")
	var search *canon.ToolInEffect
	for _, t := range canon.ToolsInEffect(e.req) {
		if t.Change != "" {
			e.losses.Approximate(t.Change, classTools, "the target knows tools for the whole conversation only")
		}
		if t.Tool.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
			switch {
			case t.Tool.GetHosted().GetKind() == pb.HostedKind_HOSTED_KIND_TOOL_SEARCH:
				e.losses.Approximate(t.Path, classTools, "all tools are shown at once: there is nothing to search for")
			case search == nil && e.canSearch(t.Tool):
				search = &t
			default:
				e.losses.Refuse(t.Path, classTools, "the target has no such hosted tool")
			}
			continue
		}
		if !e.toolsWritten {
			if !o.Array("tools") {
				return
			}
			e.toolsWritten, e.offers = true, map[string]bool{}
		}
		e.foreignTool(o.Writer(), t)
	}
	if e.toolsWritten {
		o.EndArray()
	}
	if search != nil {
		e.webSearch(o, search)
	}
}

// namespaces reports what is lost of namespaces when their tools are written flat.
func (e *requestEncoder) namespaces(tools []*pb.Tool, path string) {
	for i, t := range tools {
		if t.Kind != pb.ToolKind_TOOL_KIND_NAMESPACE {
			continue
		}
		at := path + "/" + strconv.Itoa(i)
		if t.GetDescription() != "" {
			e.losses.Drop(at+"/description", classTools, "the target has no namespaces to describe")
		}
		if t.GetDeferLoading() {
			e.losses.Approximate(at+"/defer_loading", classTools, "the tools are shown to the model at once")
		}
		e.namespaces(t.Tools, at+"/tools")
	}
}

// canSearch reports whether a hosted tool is a web search that the upstream has.
func (e *requestEncoder) canSearch(t *pb.Tool) bool {
	offered := e.x.Quirks.HostedTools
	return t.GetHosted().GetKind() == pb.HostedKind_HOSTED_KIND_WEB_SEARCH &&
		(offered == nil || slices.Contains(offered, webSearchField))
}

func (e *requestEncoder) foreignTool(w *jsonx.Writer, in canon.ToolInEffect) {
	t, path := in.Tool, in.Path
	name := e.names.Alias(in.Namespace, t.Name)
	e.offers[name] = true
	e.toolExtras(t, path)
	if t.Kind == pb.ToolKind_TOOL_KIND_CUSTOM && e.x.Quirks.NoCustomTools {
		t = e.customAsFunction(t, path)
	}
	o := w.Object("")
	if t.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		o.Str("type", "custom")
		if c, ok := o.Object("custom", ""); ok {
			writeCustom(c, t, name)
			c.End()
		}
		o.End()
		return
	}
	schema := emptyObject
	if t.GetSchemaJson() != "" {
		schema = e.schema(*t.SchemaJson, toolRules, path+"/schema_json", classTools)
		if _, ok := jsonx.Get(schema, "properties"); !ok && jsonx.IsObject(schema) {
			schema = jsonx.Merge(schema, `{"properties":{}}`) // the service demands them
		}
	}
	o.Str("type", "function")
	if f, ok := o.Object("function", ""); ok {
		writeFunction(f, t, name, &schema, e.strict(t.Strict, schema, path+"/strict", classTools))
		f.End()
	}
	o.End()
}

// customAsFunction gives the function that stands for a tool with free input.
func (e *requestEncoder) customAsFunction(t *pb.Tool, path string) *pb.Tool {
	e.losses.Approximate(path+"/kind", classTools, "a function with one string stands for free input")
	schema, description := canon.CustomSchema, t.Description
	if g := t.Grammar; g != nil {
		e.losses.Approximate(path+"/grammar", classTools, "only the description tells of the grammar")
		text := strings.TrimLeft(t.GetDescription()+"\n\nThe input must match this "+g.Syntax+" grammar:\n"+g.Definition, "\n")
		description = &text
	}
	return &pb.Tool{Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Name: t.Name, Description: description, SchemaJson: &schema}
}

// toolExtras reports what of a tool the target has no member for.
func (e *requestEncoder) toolExtras(t *pb.Tool, path string) {
	if t.Cache != nil {
		e.losses.Drop(path+"/cache", classCaching, "the target has no breakpoints on tools")
	}
	if t.GetDeferLoading() {
		e.losses.Approximate(path+"/defer_loading", classTools, "the tool is shown to the model at once")
	}
	if t.GetStrict() && t.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		e.losses.Drop(path+"/strict", classTools, "free input follows no schema")
	}
	if t.GetOutputSchemaJson() != "" {
		e.losses.Drop(path+"/output_schema_json", classTools, "the target takes no schema of results")
	}
	for i := range t.ExamplesJson {
		e.losses.Drop(path+"/examples_json/"+strconv.Itoa(i), classTools, "the target takes no example arguments")
	}
}
