package gemini

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// tools gives the pointer of a place in a tool.
func (p place) tools(req *pb.GenerateRequest, steps canon.Steps) string {
	f := form(req.Extensions, "", "tools")
	if len(req.Tools) == 0 && f == "" {
		return p.pointer
	}
	list := p.member("tools")
	i, ok := steps.Index(len(req.Tools))
	if !ok {
		return list.pointer
	}
	group, first := 0, 0
	sizes := parseSizes(f, len(req.Tools))
	if sizes == nil {
		sizes = groups(req.Tools)
	}
	if f == formSingle {
		sizes = []int{len(req.Tools)}
	}
	for i >= first+sizes[group] {
		first += sizes[group]
		group++
	}
	members := req.Tools[first : first+sizes[group]]
	g := place{pointer: list.pointer, exts: req.Extensions, at: "/tools/" + strconv.Itoa(group)}
	if f != formSingle {
		g.pointer += "/" + strconv.Itoa(group)
	}
	t := req.Tools[i]
	if t.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
		return g.hosted(members, i-first, t, steps.After(1))
	}
	return g.function(members, i-first, t, steps.After(1))
}

// function gives the pointer of a place in the i-th tool of a Tool object, a function.
func (p place) function(members []*pb.Tool, i int, t *pb.Tool, steps canon.Steps) string {
	list := p.member("functionDeclarations")
	d := place{pointer: list.pointer, exts: t.Extensions}
	if form(p.exts, p.at, "functionDeclarations") != formSingle {
		n := 0
		for _, before := range members[:i] {
			if before.Kind != pb.ToolKind_TOOL_KIND_HOSTED {
				n++
			}
		}
		d.pointer += "/" + strconv.Itoa(n)
	}
	switch name := steps.First(); {
	case name == "extensions":
		return d.extension(t.Extensions, steps.After(1))
	case name == "name":
		return d.member("name").pointer
	case name == "description" && t.Description != nil:
		return d.member("description").pointer
	case name == "schema_json" && t.SchemaJson != nil:
		return d.member("parametersJsonSchema").below(steps[1:])
	case name == "output_schema_json" && t.OutputSchemaJson != nil:
		return d.member("responseJsonSchema").below(steps[1:])
	}
	return d.pointer
}

// hosted gives the pointer of a place in the i-th tool of a Tool object, one that Google runs.
func (p place) hosted(members []*pb.Tool, i int, t *pb.Tool, steps canon.Steps) string {
	h := place{pointer: p.pointer, exts: t.Extensions}
	h.pointer = place{pointer: p.pointer}.below(canon.Steps{jsonx.EscapePointer(t.GetHosted().GetType())})
	if t.Hosted.GetKind() == pb.HostedKind_HOSTED_KIND_MCP {
		n := 0
		for k := i - 1; k >= 0 && members[k].Hosted.GetKind() == t.Hosted.Kind && members[k].Hosted.Type == t.Hosted.Type; k-- {
			n++
		}
		h.pointer += "/" + strconv.Itoa(n)
	}
	if steps.First() == "extensions" {
		return h.extension(t.Extensions, steps.After(1))
	}
	if steps.First() != "hosted" {
		return h.pointer
	}
	const transport = "streamableHttpTransport"
	switch name := steps.After(1).First(); {
	case name == "server_label" && t.Hosted.ServerLabel != "":
		return h.member("name").pointer
	case name == "server_url" && t.Hosted.ServerUrl != "":
		return h.object(transport, "/"+transport).member("url").pointer
	case name == "authorization" && t.Hosted.Authorization != "":
		return h.object(transport, "/"+transport).member("headers").pointer + "/Authorization"
	}
	return h.pointer
}
