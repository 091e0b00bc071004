package chat

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const classTools = pb.LossClass_LOSS_CLASS_TOOLS

// emptyObject is the schema of a function without arguments.
const emptyObject = `{"type":"object","properties":{}}`

// tools reads tools, the older functions, and web_search_options, which is a tool that has no place among them.
func (d *decoder) tools(req *pb.GenerateRequest, w *wireRequest, k *kept) {
	k.raw("tools", w.Tools.Raw, false)
	if w.Tools.V != nil && len(w.Tools.V) == 0 {
		k.spell("tools", "[]")
	}
	for i := range w.Tools.V {
		req.Tools = append(req.Tools, d.tool(w.Tools.V[i]))
	}
	k.raw("functions", w.Legacy.Raw, false)
	if w.Legacy.V != nil && len(w.Legacy.V) == 0 {
		k.spell("functions", "[]")
	}
	for i := range w.Legacy.V {
		t := &pb.Tool{Kind: pb.ToolKind_TOOL_KIND_FUNCTION}
		inner := decodeFunction(t, w.Legacy.V[i])
		inner.lacks("type")
		inner.lacks("function")
		t.Extensions = inner.into(t.Extensions, "")
		req.Tools = append(req.Tools, t)
	}
	k.raw(webSearchField, w.WebSearch.Raw, false)
	if w.WebSearch.V != nil {
		req.Tools = append(req.Tools, decodeWebSearch(w.WebSearch.V))
	}
}

func (d *decoder) tool(w *wireTool) *pb.Tool {
	k := keep(w.Extra)
	k.raw("function", w.Function.Raw, false)
	k.raw("custom", w.Custom.Raw, false)
	t := &pb.Tool{}
	switch word := k.str("type", &w.Type); {
	case word == "function" || !w.Type.Set && w.Function.V != nil:
		t.Kind = pb.ToolKind_TOOL_KIND_FUNCTION
	case word == "custom":
		t.Kind = pb.ToolKind_TOOL_KIND_CUSTOM
	default:
		t.Kind = pb.ToolKind_TOOL_KIND_HOSTED
		t.Hosted = &pb.HostedTool{Kind: hostedKinds[word], Type: word}
	}
	if !w.Type.Set {
		k.lacks("type")
	}
	d.callee(t, w, &k)
	k.raw(cacheControlField, w.CacheControl.Raw, false)
	if w.CacheControl.V != nil {
		hint, inner := readCacheControl(w.CacheControl.V)
		t.Cache, t.Extensions = hint, inner.into(t.Extensions, "/"+cacheControlField)
	}
	t.Extensions = k.into(t.Extensions, "")
	return t
}

// callee reads the object that a tool's type names; one of another type is kept as it is.
func (d *decoder) callee(t *pb.Tool, w *wireTool, k *kept) {
	function, custom := t.Kind == pb.ToolKind_TOOL_KIND_FUNCTION, t.Kind == pb.ToolKind_TOOL_KIND_CUSTOM
	switch {
	case function && w.Function.V != nil:
		inner := decodeFunction(t, w.Function.V)
		t.Extensions = inner.into(t.Extensions, "/function")
	case function:
		k.lacks("function")
	case custom && w.Custom.V != nil:
		inner := decodeCustom(t, w.Custom.V)
		t.Extensions = inner.into(t.Extensions, "/custom")
	case custom:
		k.lacks("custom")
	}
	if w.Function.V != nil && !function || w.Custom.V != nil && !custom {
		for name, value := range jsonx.Members(w.whole) {
			if name == "function" && !function || name == "custom" && !custom {
				k.unknown.Keep(name, jsonx.Value(value))
			}
		}
	}
}

// hostedKinds are the types of tools that servers run, as far as another dialect has the like.
var hostedKinds = map[string]pb.HostedKind{
	"openrouter:web_search": pb.HostedKind_HOSTED_KIND_WEB_SEARCH,
	"web_search":            pb.HostedKind_HOSTED_KIND_WEB_SEARCH,
	"web_search_preview":    pb.HostedKind_HOSTED_KIND_WEB_SEARCH,
	"browser_search":        pb.HostedKind_HOSTED_KIND_WEB_SEARCH,
	"code_interpreter":      pb.HostedKind_HOSTED_KIND_CODE_EXECUTION,
}

func decodeFunction(t *pb.Tool, w *wireFunction) kept {
	k := keep(w.Extra)
	t.Name = k.strSpelled("name", &w.Name)
	t.Description = k.strPtr("description", &w.Description)
	if w.Parameters != "" {
		t.SchemaJson = (*string)(&w.Parameters)
	}
	t.Strict = k.boolPtr("strict", &w.Strict)
	return k
}

func decodeCustom(t *pb.Tool, w *wireCustomTool) kept {
	k := keep(w.Extra)
	t.Name = k.strSpelled("name", &w.Name)
	t.Description = k.strPtr("description", &w.Description)
	k.raw("format", w.Format.Raw, false)
	f := w.Format.V
	if f == nil {
		return k
	}
	inner := keep(f.Extra)
	word := inner.str("type", &f.Type)
	var g wireGrammar
	if word == "grammar" && readObject(f.Grammar, &g) {
		grammar := keep(g.Extra)
		t.Grammar = &pb.Grammar{
			Syntax:     grammar.strSpelled("syntax", &g.Syntax),
			Definition: grammar.strSpelled("definition", &g.Definition),
		}
		t.Extensions = grammar.into(t.Extensions, "/custom/format/grammar")
	} else {
		inner.spell("type", typeOrNull(&f.Type))
		inner.unknown.Keep("grammar", rawOrNil(f.Grammar))
		if inner.spelling.String() == `{"type":null}` && inner.unknown.String() == "" {
			k.spell("format", "{}")
		}
	}
	t.Extensions = inner.into(t.Extensions, "/custom/format")
	return k
}

// tools writes what its namesake reads.
func (e *requestEncoder) tools(o jsonx.Object) {
	if e.native {
		e.nativeTools(o)
		return
	}
	e.foreignTools(o)
}

// isLegacy reports whether a tool stood among the older functions.
func isLegacy(t *pb.Tool) bool {
	members := ours(t.Extensions, "")
	return lacked(members, "type") && lacked(members, "function")
}

func (e *requestEncoder) nativeTools(o jsonx.Object) {
	var modern, legacy []*pb.Tool
	for _, t := range e.req.Tools {
		switch {
		case t.GetHosted().GetType() == webSearchField:
			writeWebSearch(o, t)
		case isLegacy(t):
			legacy = append(legacy, t)
		default:
			modern = append(modern, t)
		}
	}
	e.toolsWritten = true
	if len(modern) > 0 && o.Array("tools") {
		for _, t := range modern {
			writeTool(o.Writer(), t)
		}
		o.EndArray()
	}
	if len(legacy) > 0 && o.Array("functions") {
		for _, t := range legacy {
			f := o.Writer().Object(ours(t.Extensions, ""))
			writeFunction(f, t, t.Name, t.SchemaJson, t.Strict)
			f.End()
		}
		o.EndArray()
	}
}

// writeTool writes a tool that was read from this dialect.
func writeTool(w *jsonx.Writer, t *pb.Tool) {
	o := w.Object(ours(t.Extensions, ""))
	switch t.Kind {
	case pb.ToolKind_TOOL_KIND_CUSTOM:
		o.Str("type", "custom")
		if c, ok := o.Object("custom", ours(t.Extensions, "/custom")); ok {
			writeCustom(c, t, t.Name)
			c.End()
		}
	case pb.ToolKind_TOOL_KIND_HOSTED:
		o.Str("type", t.GetHosted().GetType())
	default:
		o.Str("type", "function")
		if f, ok := o.Object("function", ours(t.Extensions, "/function")); ok {
			writeFunction(f, t, t.Name, t.SchemaJson, t.Strict)
			f.End()
		}
	}
	if t.Cache != nil {
		if mark, ok := o.Object(cacheControlField, ours(t.Extensions, "/"+cacheControlField)); ok {
			writeCacheControl(mark, t.Cache)
			mark.End()
		}
	}
	o.End()
}

func writeFunction(o jsonx.Object, t *pb.Tool, name string, schema *string, strict *bool) {
	o.StrNonEmpty("name", name)
	o.StrOpt("description", t.Description)
	if schema != nil {
		o.Raw("parameters", *schema)
	}
	o.BoolOpt("strict", strict)
}

func writeCustom(o jsonx.Object, t *pb.Tool, name string) {
	o.StrNonEmpty("name", name)
	o.StrOpt("description", t.Description)
	members := ours(t.Extensions, "/custom/format")
	if t.Grammar == nil && members == "" {
		return
	}
	f, ok := o.Object("format", members)
	if !ok {
		return
	}
	if t.Grammar != nil {
		f.Str("type", "grammar")
		if g, ok := f.Object("grammar", ours(t.Extensions, "/custom/format/grammar")); ok {
			g.StrNonEmpty("syntax", t.Grammar.Syntax)
			g.Str("definition", t.Grammar.Definition)
			g.End()
		}
	}
	f.End()
}
