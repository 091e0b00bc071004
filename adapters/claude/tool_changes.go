package claude

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// atTool is the place of the tool that a change names, inside the block of the change.
const atTool = "/tool"

// toolReference is the type of block, in tool results, that loads a declared tool.
const toolReference = "tool_reference"

// wireToolReference is a tool_reference block.
type wireToolReference struct {
	Type         string            `json:"type"`
	ToolName     jsonx.String      `json:"tool_name"`
	CacheControl *wireCacheControl `json:"cache_control"`
	Unknown      jsonx.Value       `json:",inline,embed"`
}

func (w *wireToolReference) part() *pb.Part {
	l := leftovers{unknown: w.Unknown}
	l.spell("type", jsonx.Quote(toolReference))
	change := &pb.ToolChanges{References: []string{l.full("tool_name", &w.ToolName)}}
	p := &pb.Part{Content: &pb.Part_ToolChanges{ToolChanges: change}}
	p.Extensions = l.keep(nil)
	w.CacheControl.on(p)
	return p
}

// wireToolChange is a tool_addition or tool_removal block that names one tool or defines it.
type wireToolChange struct {
	Type string `json:"type"`
	Tool struct {
		Type       string       `json:"type"`
		Name       jsonx.String `json:"name"`
		Definition *wireTool    `json:"definition"`
		Unknown    jsonx.Value  `json:",inline,embed"`
	} `json:"tool"`
	CacheControl *wireCacheControl `json:"cache_control"`
	Unknown      jsonx.Value       `json:",inline,embed"`
}

// readToolChange reads a tool_addition or tool_removal block. One that speaks of tools of a remote server stays opaque.
func readToolChange(dec *jsonx.Decoder) (*pb.Part, error) {
	tool, _ := jsonx.PeekMember(dec, "tool")
	change, _ := jsonx.PeekMember(dec, "type")
	switch kind, _ := jsonx.Get(tool, "type"); {
	case kind == `"tool_reference"`, kind == `"tool_definition"` && change == `"tool_addition"`:
		return readBody[wireToolChange](dec)
	}
	return readOpaque(dec)
}

func (w *wireToolChange) part() *pb.Part {
	l := leftovers{unknown: w.Unknown}
	inner := leftovers{at: atTool, unknown: w.Tool.Unknown}
	change := &pb.ToolChanges{}
	switch {
	case w.Tool.Type == "tool_definition" && w.Tool.Definition != nil:
		change.Add = []*pb.Tool{w.Tool.Definition.tool}
		inner.stray("name", &w.Tool.Name)
	case w.Type == "tool_removal":
		change.Remove = []string{inner.full("name", &w.Tool.Name)}
	default:
		change.References = []string{inner.full("name", &w.Tool.Name)}
	}
	p := &pb.Part{Content: &pb.Part_ToolChanges{ToolChanges: change}}
	p.Extensions = inner.keep(l.keep(nil))
	w.CacheControl.on(p)
	return p
}

// writeToolChange writes the block of one change.
func writeToolChange(w *jsonx.Writer, p *pb.Part, c *pb.ToolChanges) {
	members := own(p.Extensions, "")
	o := w.Object(members)
	kind, _ := jsonx.Get(members, "type")
	switch {
	case len(c.Add) > 0:
		o.Str("type", "tool_addition")
		if t, ok := o.Object("tool", own(p.Extensions, atTool)); ok {
			t.Str("type", "tool_definition")
			if t.Key("definition") {
				writeTool(w, c.Add[0])
			}
			t.End()
		}
	case len(c.References) > 0 && kind == jsonx.Quote(toolReference):
		o.Str("tool_name", c.References[0])
	case len(c.References) > 0:
		o.Str("type", "tool_addition")
		writeReference(o, c.References[0], own(p.Extensions, atTool))
	case len(c.Remove) > 0:
		o.Str("type", "tool_removal")
		writeReference(o, c.Remove[0], own(p.Extensions, atTool))
	}
	writeCache(o, p.Cache, p.Extensions)
	o.End()
}

func writeReference(o jsonx.Object, name, members string) {
	if t, ok := o.Object("tool", members); ok {
		t.Str("type", toolReference)
		t.Str("name", name)
		t.End()
	}
}
