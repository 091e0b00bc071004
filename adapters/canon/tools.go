package canon

import (
	"strconv"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// ToolInEffect is one tool that a request offers, wherever it declares it.
type ToolInEffect struct {
	// Tool is the tool; never a namespace.
	Tool *pb.Tool
	// Namespace is the namespace that it stands in, empty for none.
	Namespace string
	// Path is its canonical path.
	Path string
	// Change is the canonical path of the tool change that brought it in, empty where it was declared at the top.
	Change string
}

// ToolsInEffect gives the union of all tools that a request offers, namespaces flattened, in order of appearance, without
// repeating a tool that a change declares again. It is the only reader of tools for targets without tool changes; removals
// are not applied, since earlier turns may have used the tool.
func ToolsInEffect(req *pb.GenerateRequest) []ToolInEffect {
	c := toolCollector{seen: make(map[toolKey]bool, len(req.Tools)), tools: make([]ToolInEffect, 0, len(req.Tools))}
	c.add(req.Tools, "", "/tools", "")
	for m, msg := range req.Messages {
		for p, part := range msg.Parts {
			if ch := part.GetToolChanges(); ch != nil {
				at := PartPath(m, p)
				c.add(ch.Add, "", at+"/tool_changes/add", at)
			}
		}
	}
	return c.tools
}

type toolCollector struct {
	tools []ToolInEffect
	seen  map[toolKey]bool
}

func (c *toolCollector) add(tools []*pb.Tool, namespace, path, change string) {
	for i, t := range tools {
		at := path + "/" + strconv.Itoa(i)
		if t.Kind == pb.ToolKind_TOOL_KIND_NAMESPACE {
			c.add(t.Tools, t.Name, at+"/tools", change)
			continue
		}
		key := toolKey{namespace, t.Name}
		if t.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
			key = toolKey{"\x00" + t.GetHosted().GetType(), t.Name + t.GetHosted().GetServerLabel()}
		}
		if change != "" && c.seen[key] {
			continue
		}
		c.seen[key] = true
		c.tools = append(c.tools, ToolInEffect{Tool: t, Namespace: namespace, Path: at, Change: change})
	}
}

// SettingsInEffect gives the latest settings that the messages of a request make, or nil, and the canonical paths of all
// changes, for targets that know settings at the top only.
func SettingsInEffect(req *pb.GenerateRequest) (latest *pb.Settings, paths []string) {
	merge := func(s *pb.Settings, path string) {
		paths = append(paths, path)
		if latest == nil {
			latest = &pb.Settings{}
		}
		if s.Effort != nil {
			latest.Effort = s.Effort
		}
		if s.Format != nil {
			latest.Format = s.Format
		}
	}
	for m, msg := range req.Messages {
		if msg.Settings != nil {
			merge(msg.Settings, MessagePath(m)+"/settings")
		}
		for p, part := range msg.Parts {
			if s := part.GetSettings(); s != nil {
				merge(s, PartPath(m, p))
			}
		}
	}
	return latest, paths
}
