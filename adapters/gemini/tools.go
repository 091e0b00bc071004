package gemini

import (
	"slices"
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decodeTools reads the tools, one canonical tool for each function and for each hosted tool. How Google's Tool objects
// grouped them is kept where groups would not say it.
func decodeTools(req *pb.GenerateRequest, k *keeper, tools *list[wireTool]) {
	var sizes []int
	for i := range tools.items {
		t := &tools.items[i]
		at := "/tools/" + strconv.Itoa(i)
		before := len(req.Tools)
		for j := range t.functions.items {
			req.Tools = append(req.Tools, decodeFunction(&t.functions.items[j]))
		}
		if t.functions.set && len(t.functions.items) == 0 {
			k.form(at, "functionDeclarations", formEmpty)
		}
		if t.functions.single {
			k.form(at, "functionDeclarations", formSingle)
		}
		for name, raw := range jsonx.Members(t.unknown.String()) {
			req.Tools = append(req.Tools, decodeHosted(name, raw)...)
		}
		k.names(at, &t.leftover)
		sizes = append(sizes, len(req.Tools)-before)
	}
	switch {
	case tools.single:
		k.form("", "tools", formSingle)
	case tools.set && !sameSizes(sizes, groups(req.Tools)):
		k.form("", "tools", formatSizes(sizes))
	}
}

// groups gives the sizes of the Tool objects in which tools are written when nothing else was kept: functions that follow
// one another share one, every hosted tool has its own.
func groups(tools []*pb.Tool) []int {
	var sizes []int
	for i, t := range tools {
		isFunction := t.Kind != pb.ToolKind_TOOL_KIND_HOSTED
		if i > 0 && isFunction && tools[i-1].Kind != pb.ToolKind_TOOL_KIND_HOSTED {
			sizes[len(sizes)-1]++
			continue
		}
		sizes = append(sizes, 1)
	}
	return sizes
}

func sameSizes(a, b []int) bool { return len(a) > 0 && slices.Equal(a, b) }

// formatSizes writes sizes as the form of a list of groups.
func formatSizes(sizes []int) string {
	w := jsonx.NewWriter(nil)
	w.BeginArray()
	for _, n := range sizes {
		w.Int(int64(n))
	}
	w.EndArray()
	return string(w.Bytes())
}

// parseSizes undoes formatSizes; nil for another form, or where the sizes do not fit the number of tools any more.
func parseSizes(form string, tools int) []int {
	if jsonx.KindOf(form) != '[' {
		return nil
	}
	sizes := []int{}
	for raw := range jsonx.Elements(form) {
		n, _ := jsonx.ParseInt(raw)
		sizes = append(sizes, int(n))
		tools -= int(n)
	}
	if tools != 0 {
		return nil
	}
	return sizes
}

// writeTools writes the tools in the Tool objects in which they came.
func writeTools(o object, req *pb.GenerateRequest) {
	f := form(req.Extensions, "", "tools")
	if len(req.Tools) == 0 && f == "" {
		return
	}
	name := o.name("tools")
	if f == formSingle {
		if o.Key(name) {
			writeToolGroup(o.Writer(), req, 0, req.Tools)
		}
		return
	}
	sizes := parseSizes(f, len(req.Tools))
	if sizes == nil {
		sizes = groups(req.Tools)
	}
	if o.Array(name) {
		tools := req.Tools
		for i, n := range sizes {
			writeToolGroup(o.Writer(), req, i, tools[:n])
			tools = tools[n:]
		}
		o.EndArray()
	}
}

// writeToolGroup writes one Tool object.
func writeToolGroup(w *jsonx.Writer, req *pb.GenerateRequest, i int, tools []*pb.Tool) {
	at := "/tools/" + strconv.Itoa(i)
	o := open(w, req.Extensions, at)
	var functions []*pb.Tool
	for _, t := range tools {
		if t.Kind != pb.ToolKind_TOOL_KIND_HOSTED {
			functions = append(functions, t)
		}
	}
	writeFunctions(o, functions, form(req.Extensions, at, "functionDeclarations"))
	for n := 0; n < len(tools); n++ {
		t := tools[n]
		switch {
		case t.Kind != pb.ToolKind_TOOL_KIND_HOSTED:
		case t.Hosted.GetKind() == pb.HostedKind_HOSTED_KIND_MCP:
			servers := mcpRun(tools[n:])
			if o.Array(t.Hosted.Type) {
				for _, s := range servers {
					writeMCP(o.Writer(), s)
				}
				o.EndArray()
			}
			n += len(servers) - 1
		default:
			writeHosted(o, t)
		}
	}
	o.End()
}
