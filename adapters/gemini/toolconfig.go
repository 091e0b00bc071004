package gemini

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decodeToolConfig reads the tool config: function calling is the tool choice, the rest belongs to the request.
func decodeToolConfig(req *pb.GenerateRequest, k *keeper, c *wireToolConfig) {
	if !c.present {
		return
	}
	// Whether hosted calls are shown says something of the answer's form only.
	if shown := k.boolean(&c.leftover, memberMixing, &c.mixing); shown != nil {
		raw := strconv.FormatBool(*shown)
		k.exts = canon.KeepTransport(k.exts, own, "/toolConfig", jsonx.Wrap(c.spelling(memberMixing), raw))
	}
	k.rest("/toolConfig", &c.leftover)
	if !c.calling.present {
		k.form("", "toolConfig", formEmpty)
		return
	}
	var ck keeper
	in := &c.calling
	out := &pb.ToolChoice{}
	req.ToolChoice = out
	if word, ok := enumWord(&in.mode, modeNumbers); ok {
		mode, known := meaning(modes, strings.ToUpper(word))
		out.Mode = mode
		switch {
		case !known:
			in.keep("mode", []byte(jsonx.Quote(word)))
		case !in.mode.Set:
			ck.exact("", in.spelling("mode"), string(in.mode.Raw))
		case wordFor(modes, mode) != word || mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED:
			ck.exact("", in.spelling("mode"), jsonx.Quote(word))
		}
	} else {
		in.keep("mode", in.mode.Raw)
	}
	in.keep("allowedFunctionNames", in.allowed.raw)
	for _, name := range in.allowed.items {
		out.Tools = append(out.Tools, &pb.ToolRef{Name: name, Kind: pb.ToolKind_TOOL_KIND_FUNCTION})
	}
	if in.allowed.set && len(in.allowed.items) == 0 {
		ck.form("", "allowedFunctionNames", formEmpty)
	}
	ck.rest("", &in.leftover)
	out.Extensions = ck.exts
}

// writeToolConfig writes the tool choice with what else stood in the tool config.
func writeToolConfig(o object, req *pb.GenerateRequest) {
	const name = "toolConfig"
	if req.ToolChoice == nil && form(req.Extensions, "", name) == "" {
		return
	}
	c, ok := o.open(name, req.Extensions, "/"+name)
	if !ok {
		return
	}
	if t := req.ToolChoice; t != nil {
		if f, ok := c.open("functionCallingConfig", t.Extensions, ""); ok {
			if t.Mode != pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED {
				f.Str(f.name("mode"), wordFor(modes, t.Mode))
			}
			writeAllowed(f, t)
			f.End()
		}
	}
	c.End()
}

func writeAllowed(f object, t *pb.ToolChoice) {
	const name = "allowedFunctionNames"
	if len(t.Tools) == 0 && form(t.Extensions, "", name) == "" {
		return
	}
	if f.Array(f.name(name)) {
		for _, r := range t.Tools {
			f.Writer().Str(r.Name)
		}
		f.EndArray()
	}
}
