package responses

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// tools decodes a list of tools.
func (d *decoder) tools(tools []wireTool) []*pb.Tool {
	if len(tools) == 0 {
		return nil
	}
	out := make([]*pb.Tool, len(tools))
	for i := range tools {
		out[i] = tools[i].decode(d)
	}
	return out
}

// decode gives the canonical tool.
func (w *wireTool) decode(d *decoder) *pb.Tool {
	r := beside(w.Extra)
	t := &pb.Tool{
		Name: r.str("name", w.Name), Description: r.strPtr("description", w.Description), Strict: r.boolPtr("strict", w.Strict),
		DeferLoading: r.boolPtr("defer_loading", w.DeferLoading), SchemaJson: w.Parameters.ptr(),
		OutputSchemaJson: w.OutputSchema.ptr(),
	}
	kind, ok := toolKinds.read(w.Type.V)
	switch {
	case w.isSearch():
		kind = pb.ToolKind_TOOL_KIND_FUNCTION
		w.search(&r, t)
	case !ok:
		kind = pb.ToolKind_TOOL_KIND_HOSTED
		t.Hosted = &pb.HostedTool{Type: r.str("type", w.Type)}
		t.Hosted.Kind, _ = hostedKinds.read(t.Hosted.Type)
	}
	if !w.isSearch() {
		r.keep("execution", spelling(w.Execution))
	}
	w.hosted(&r, t)
	t.Kind = kind
	w.grammar(&r, t)
	t.Tools = d.tools(w.Tools.Items)
	keepList(&r, "tools", &w.Tools, kind == pb.ToolKind_TOOL_KIND_NAMESPACE)
	t.Extensions = r.put(t.Extensions, "")
	return t
}

// grammar takes the format of a custom tool's input.
func (w *wireTool) grammar(r *remains, t *pb.Tool) {
	r.keepKind("format", w.Format.Raw)
	f := w.Format.V
	if f == nil {
		return
	}
	in := beside(f.Extra)
	switch f.Type.V {
	case "grammar":
		t.Grammar = &pb.Grammar{Syntax: in.str("syntax", f.Syntax), Definition: in.str("definition", f.Definition)}
	default:
		// Free text is what a custom tool takes anyway.
		in.word("type", f.Type, "text")
		in.keep("syntax", spelling(f.Syntax))
		in.keep("definition", spelling(f.Definition))
	}
	t.Extensions = in.put(t.Extensions, "/format")
}

// tools writes tools that were read from this dialect.
func (e *encoder) tools(tools []*pb.Tool) {
	for _, t := range tools {
		e.tool(t)
	}
}

// tool writes a tool. Its kind is one that the dialect knows.
func (e *encoder) tool(t *pb.Tool) {
	typ, members := toolKinds.write(t.Kind), own(t.Extensions, "")
	switch {
	case t.Kind == pb.ToolKind_TOOL_KIND_HOSTED:
		typ = t.GetHosted().GetType()
	case isSearchTool(t):
		typ, members = typeSearch, jsonx.Without(members, "type")
	}
	o := e.w.Object(members)
	o.StrNonEmpty("type", typ)
	o.StrNonEmpty("name", t.Name)
	o.StrOpt("description", t.Description)
	if t.SchemaJson != nil {
		o.Raw("parameters", *t.SchemaJson)
	}
	o.BoolOpt("strict", t.Strict)
	if t.OutputSchemaJson != nil {
		o.Raw("output_schema", *t.OutputSchemaJson)
	}
	e.echoFunction(o, t)
	o.BoolOpt("defer_loading", t.DeferLoading)
	if members := own(t.Extensions, "/format"); t.Grammar != nil || members != "" {
		if f, ok := o.Object("format", members); ok {
			f.Str("type", "grammar")
			f.StrNonEmpty("syntax", t.GetGrammar().GetSyntax())
			f.StrNonEmpty("definition", t.GetGrammar().GetDefinition())
			f.End()
		}
	}
	if t.Hosted != nil {
		e.hosted(o, t)
	}
	if (t.Kind == pb.ToolKind_TOOL_KIND_NAMESPACE || len(t.Tools) > 0) && o.Array("tools") {
		e.tools(t.Tools)
		o.EndArray()
	}
	o.End()
}
