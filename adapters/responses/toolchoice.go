package responses

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// typeAllowed is the tool choice that leaves some of the tools only.
const typeAllowed = "allowed_tools"

// toolChoice decodes tool_choice and parallel_tool_calls; nil where there is neither.
func (d *decoder) toolChoice(r *remains, w *wireToolChoice, parallel jsonx.Bool) *pb.ToolChoice {
	c := &pb.ToolChoice{Parallel: r.boolPtr("parallel_tool_calls", parallel)}
	switch {
	case w.One != nil:
		r := beside(w.One.Extra)
		c.Mode = pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED
		c.Tools = []*pb.ToolRef{w.One.ref(&r)}
		c.Extensions = r.put(nil, "")
	case w.Allowed != nil:
		w.Allowed.choice(c)
	case w.Word.Set:
		mode, ok := choiceModes.read(w.Word.V)
		if c.Mode = mode; !ok {
			r.keep("tool_choice", spelling(w.Word))
		}
	default:
		r.keepKind("tool_choice", w.Word.Raw)
	}
	if c.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED && c.Parallel == nil && c.Extensions == nil {
		return nil
	}
	return c
}

// choice reads the choice that leaves some of the tools only.
func (w *wireAllowed) choice(c *pb.ToolChoice) {
	r := beside(w.Extra)
	mode, ok := choiceModes.read(w.Mode.V)
	if !ok {
		mode = pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO
		r.spellText("mode", w.Mode)
	}
	c.Mode = mode
	for i := range w.Tools.Items {
		in := beside(w.Tools.Items[i].Extra)
		c.Tools = append(c.Tools, w.Tools.Items[i].ref(&in))
		c.Extensions = in.put(c.Extensions, atTool(i))
	}
	keepList(&r, "tools", &w.Tools, true)
	if forced(c) || len(c.Tools) == 0 {
		// The encoder would write this in another way.
		r.spellText("type", w.Type)
	}
	c.Extensions = r.put(c.Extensions, "")
}

// atTool is the place of a tool in the object form.
func atTool(i int) string { return "/tools/" + strconv.Itoa(i) }

// ref reads the name of a tool.
func (w *wireChosen) ref(r *remains) *pb.ToolRef {
	kind, ok := toolKinds.read(w.Type.V)
	if ok {
		return &pb.ToolRef{Kind: kind, Name: r.str("name", w.Name), Namespace: r.str("namespace", w.Namespace)}
	}
	r.keep("name", spelling(w.Name))
	r.keep("namespace", spelling(w.Namespace))
	if !w.Type.Set {
		r.spellText("type", w.Type)
	}
	return &pb.ToolRef{Kind: pb.ToolKind_TOOL_KIND_HOSTED, Name: w.Type.V}
}

// forced reports whether a choice forces one tool.
func forced(c *pb.ToolChoice) bool {
	return c.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED && len(c.Tools) == 1
}

// toolChoice writes tool_choice.
func (e *encoder) toolChoice(o jsonx.Object, c *pb.ToolChoice) {
	members := own(c.GetExtensions(), "")
	typ, _ := jsonx.Get(members, "type")
	allowed := typ == `"`+typeAllowed+`"`
	if !allowed && len(c.GetTools()) == 0 {
		if word := choiceModes.write(c.GetMode()); word != "" {
			o.Str("tool_choice", word)
		}
		return
	}
	choice, ok := o.Object("tool_choice", members)
	if !ok {
		return
	}
	if !allowed && forced(c) {
		e.ref(choice, c.Tools[0])
		choice.End()
		return
	}
	choice.Str("type", typeAllowed)
	choice.Str("mode", choiceModes.write(c.Mode))
	if choice.Array("tools") {
		for i, t := range c.Tools {
			tool := e.w.Object(own(c.Extensions, atTool(i)))
			e.ref(tool, t)
			tool.End()
		}
		choice.EndArray()
	}
	choice.End()
}

// ref writes the name of a tool.
func (e *encoder) ref(o jsonx.Object, t *pb.ToolRef) {
	if t.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
		o.Str("type", t.Name)
		return
	}
	if t.Kind == pb.ToolKind_TOOL_KIND_UNSPECIFIED {
		o.Str("type", "function")
	} else {
		o.Str("type", toolKinds.write(t.Kind))
	}
	o.StrNonEmpty("name", t.Name)
	o.StrNonEmpty("namespace", t.Namespace)
}
