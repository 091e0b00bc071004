package chat

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// choiceModes are the words for modes; the first for a mode is the one to write.
var choiceModes = []struct {
	word string
	mode pb.ToolChoiceMode
}{
	{"auto", pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO},
	{"none", pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE},
	{"required", pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED},
	{"any", pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED},
}

func readChoiceMode(word string) (pb.ToolChoiceMode, bool) {
	for _, m := range choiceModes {
		if m.word == word {
			return m.mode, true
		}
	}
	return 0, false
}

func choiceWord(mode pb.ToolChoiceMode) string {
	for _, m := range choiceModes {
		if m.mode == mode {
			return m.word
		}
	}
	return ""
}

// decodeToolChoice reads tool_choice, the older function_call, and parallel_tool_calls.
func decodeToolChoice(req *pb.GenerateRequest, w *wireRequest, k *kept) {
	c := &pb.ToolChoice{Parallel: k.boolPtr("parallel_tool_calls", &w.Parallel)}
	said := c.Parallel != nil
	if raw := string(w.ToolChoice); raw != "" {
		if readToolChoice(c, raw) {
			said = true
			spellChoice(c, "tool_choice", raw, k)
			keepBeside(c, raw)
		} else {
			k.raw("tool_choice", jsonx.Value(raw), false)
		}
	}
	if raw := string(w.FunctionCall); raw != "" {
		if w.ToolChoice == "" && readFunctionCall(c, raw) {
			said = true
			k.lacks("tool_choice")
			k.spell("function_call", raw)
		} else {
			k.raw("function_call", jsonx.Value(raw), false)
		}
	}
	if said {
		req.ToolChoice = c
	}
}

// keepBeside keeps what a choice of one tool says beside the tool, for other dialects: its own is spelled as a whole.
func keepBeside(c *pb.ToolChoice, raw string) {
	word := stringMember(raw, "type")
	if callee, ok := jsonx.Get(raw, word); ok && word != "allowed_tools" {
		c.Extensions = canon.KeepUnknown(c.Extensions, own, "", jsonx.Without(jsonx.Without(raw, "type"), word))
		c.Extensions = canon.KeepUnknown(c.Extensions, own, "/"+word, jsonx.Without(callee, "name"))
	}
}

// readToolChoice reads a word, one tool, or a set of allowed tools.
func readToolChoice(c *pb.ToolChoice, raw string) bool {
	if word, ok := jsonx.Unquote(raw); ok {
		mode, known := readChoiceMode(word)
		c.Mode = mode
		return known
	}
	kind, _ := jsonx.Get(raw, "type")
	switch kind {
	case `"function"`, `"custom"`:
		ref, ok := readToolRef(raw)
		if ok {
			c.Mode, c.Tools = pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED, []*pb.ToolRef{ref}
		}
		return ok
	case `"allowed_tools"`:
		allowed, _ := jsonx.Get(raw, "allowed_tools")
		word, _ := jsonx.Get(allowed, "mode")
		word, _ = jsonx.Unquote(word)
		mode, known := readChoiceMode(word)
		tools, ok := jsonx.Get(allowed, "tools")
		if !known || !ok {
			return false
		}
		var refs []*pb.ToolRef
		for e := range jsonx.Elements(tools) {
			ref, ok := readToolRef(e)
			if !ok {
				return false
			}
			refs = append(refs, ref)
		}
		c.Mode, c.Tools = mode, refs
		return true
	}
	return false
}

// readToolRef reads {type, TYPE: {name}}.
func readToolRef(raw string) (*pb.ToolRef, bool) {
	quoted, _ := jsonx.Get(raw, "type")
	word, _ := jsonx.Unquote(quoted)
	callee, _ := jsonx.Get(raw, word)
	name, ok := jsonx.Get(callee, "name")
	ref := &pb.ToolRef{Kind: pb.ToolKind_TOOL_KIND_FUNCTION}
	if word == "custom" {
		ref.Kind = pb.ToolKind_TOOL_KIND_CUSTOM
	}
	if ok {
		ref.Name, ok = jsonx.Unquote(name)
	}
	return ref, ok
}

// readFunctionCall reads a word or {name}.
func readFunctionCall(c *pb.ToolChoice, raw string) bool {
	if word, ok := jsonx.Unquote(raw); ok {
		mode, known := readChoiceMode(word)
		c.Mode = mode
		return known
	}
	name, _ := jsonx.Get(raw, "name")
	text, ok := jsonx.Unquote(name)
	if ok {
		c.Mode = pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED
		c.Tools = []*pb.ToolRef{{Name: text, Kind: pb.ToolKind_TOOL_KIND_FUNCTION}}
	}
	return ok
}

// spellChoice keeps the spelling of a choice that would be written in another way.
func spellChoice(c *pb.ToolChoice, field, raw string, k *kept) {
	w := jsonx.NewWriter(nil)
	writeToolChoice(w, c, nil)
	if !jsonx.EqualNormal(w.Bytes(), []byte(raw)) {
		k.spell(field, raw)
	}
}

// writeToolChoice writes the value of tool_choice; alias gives the name of a tool, nil its own.
func writeToolChoice(w *jsonx.Writer, c *pb.ToolChoice, alias func(*pb.ToolRef) string) {
	switch {
	case len(c.Tools) == 0:
		w.Str(choiceWord(c.Mode))
	case len(c.Tools) == 1 && c.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED:
		writeToolRef(w, c.Tools[0], alias)
	default:
		o := w.Object("")
		o.Str("type", "allowed_tools")
		if a, ok := o.Object("allowed_tools", ""); ok {
			a.Str("mode", choiceWord(c.Mode))
			if a.Array("tools") {
				for _, ref := range c.Tools {
					writeToolRef(w, ref, alias)
				}
				a.EndArray()
			}
			a.End()
		}
		o.End()
	}
}

func writeToolRef(w *jsonx.Writer, ref *pb.ToolRef, alias func(*pb.ToolRef) string) {
	word := "function"
	if ref.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		word = "custom"
	}
	name := ref.Name
	if alias != nil {
		name = alias(ref)
	}
	o := w.Object("")
	o.Str("type", word)
	if callee, ok := o.Object(word, ""); ok {
		callee.Str("name", name)
		callee.End()
	}
	o.End()
}

// toolChoice writes what decodeToolChoice reads.
func (e *requestEncoder) toolChoice(o jsonx.Object) {
	c := e.req.ToolChoice
	if c == nil {
		return
	}
	if e.native {
		if c.Mode != 0 && o.Key("tool_choice") {
			writeToolChoice(e.w, c, nil)
		}
		o.BoolOpt("parallel_tool_calls", c.Parallel)
		return
	}
	if !e.toolsWritten {
		e.choiceWithoutTools(c)
		return
	}
	if c = e.offered(c); c.Mode != 0 && o.Key("tool_choice") {
		writeToolChoice(e.w, c, func(ref *pb.ToolRef) string { return e.names.Alias(ref.Namespace, ref.Name) })
	}
	o.BoolOpt("parallel_tool_calls", c.Parallel)
}

// choiceWithoutTools reports a choice that may not be sent because there are no tools to choose from.
func (e *requestEncoder) choiceWithoutTools(c *pb.ToolChoice) {
	const none = "there is no tool left to choose"
	for i := range c.Tools {
		e.losses.Drop("/tool_choice/tools/"+strconv.Itoa(i), classTools, none)
	}
	if c.Mode > pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO {
		e.losses.Drop("/tool_choice/mode", classTools, none)
	}
	if c.Parallel != nil && !*c.Parallel {
		e.losses.Drop("/tool_choice/parallel", classTools, none)
	}
}

// offered gives a choice as it is among the tools that are offered.
func (e *requestEncoder) offered(c *pb.ToolChoice) *pb.ToolChoice {
	if len(c.Tools) == 0 {
		return c
	}
	refs := make([]*pb.ToolRef, 0, len(c.Tools))
	for i, ref := range c.Tools {
		if say := e.unchoosable(c, ref); say != "" {
			e.losses.Drop("/tool_choice/tools/"+strconv.Itoa(i), classTools, say)
			continue
		}
		if ref.Kind == pb.ToolKind_TOOL_KIND_CUSTOM && e.x.Quirks.NoCustomTools {
			ref = &pb.ToolRef{Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Name: ref.Name, Namespace: ref.Namespace}
		}
		refs = append(refs, ref)
	}
	out := &pb.ToolChoice{Mode: c.Mode, Tools: refs, Parallel: c.Parallel}
	if len(refs) == 0 && c.Mode != pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE {
		if c.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED {
			e.losses.Approximate("/tool_choice/mode", classTools, "none of the tools to choose from is left")
		}
		out.Mode = pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO
	}
	return out
}

// unchoosable says why a tool cannot be among those to choose from; "" where it can.
func (e *requestEncoder) unchoosable(c *pb.ToolChoice, ref *pb.ToolRef) string {
	switch {
	case ref.Kind == pb.ToolKind_TOOL_KIND_HOSTED:
		return "the target cannot choose a hosted tool"
	case c.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE:
		return "the target does not take tools from which none is to be chosen"
	case !e.offers[e.names.Alias(ref.Namespace, ref.Name)]:
		return "no such tool is offered"
	}
	return ""
}
