package canon

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// tools compares the tools that two requests offer, wherever they declare them, and the choice among them.
func (c *comparer) tools(a, b *pb.GenerateRequest) {
	toolsA, toolsB := ToolsInEffect(a), ToolsInEffect(b)
	for i, t := range namespaces(a.Tools) {
		if t != nil && t.GetDescription() != "" && !hasNamespace(b.Tools, t) {
			c.differ(Path("tools", i, "description"), "the namespace's description is gone")
		}
	}
	left := slices.Clone(toolsB)
	var gone []string
	for _, t := range toolsA {
		k := slices.IndexFunc(left, func(other ToolInEffect) bool { return sameDeclared(t, other) })
		if k < 0 {
			c.gone(t.Path, "the tool is gone", c.unchosen(a, t)...)
			gone = append(gone, t.Path)
			continue
		}
		c.tool(t.Path, t.Tool, left[k].Tool)
		left = slices.Delete(left, k, k+1)
	}
	stubs := c.addedTools(a, left, gone)
	places := choicePlaces(a)
	if stubs == len(toolsB) {
		// Whether tools may be called went with the last of them.
		places = append(places, gone...)
	}
	c.choice(a, b, places, len(toolsA) > 0, stubs == len(toolsB))
}

// namespaces gives the tools at the top that are namespaces, at their places; nil for others.
func namespaces(tools []*pb.Tool) []*pb.Tool {
	out := make([]*pb.Tool, len(tools))
	for i, t := range tools {
		if t.Kind == pb.ToolKind_TOOL_KIND_NAMESPACE {
			out[i] = t
		}
	}
	return out
}

func hasNamespace(tools []*pb.Tool, like *pb.Tool) bool {
	return slices.ContainsFunc(tools, func(t *pb.Tool) bool {
		return t.Kind == like.Kind && t.Name == like.Name && t.GetDescription() == like.GetDescription()
	})
}

// unchosen gives the place of the choice for a tool that may not be called: it may be left out in place of the choice.
func (c *comparer) unchosen(a *pb.GenerateRequest, t ToolInEffect) []string {
	chosen := a.GetToolChoice().GetTools()
	if len(chosen) == 0 || slices.ContainsFunc(chosen, func(r *pb.ToolRef) bool { return r.Name == t.Tool.Name }) {
		return nil
	}
	return choicePlaces(a)
}

// choicePlaces gives all places of a choice: its parts depend on one another.
func choicePlaces(r *pb.GenerateRequest) []string {
	places := []string{"/tool_choice/mode", "/tool_choice/tools"}
	for i := range r.GetToolChoice().GetTools() {
		places = append(places, Path("tool_choice", "tools", i))
	}
	return places
}

func sameDeclared(a, b ToolInEffect) bool {
	hostedA, hostedB := a.Tool.Kind == pb.ToolKind_TOOL_KIND_HOSTED, b.Tool.Kind == pb.ToolKind_TOOL_KIND_HOSTED
	if !hostedA || !hostedB {
		return hostedA == hostedB && sameTool(a.Namespace, a.Tool.Name, b.Namespace, b.Tool.Name)
	}
	ha, hb := a.Tool.GetHosted(), b.Tool.GetHosted()
	if ha.GetKind() != hb.GetKind() || ha.GetServerLabel() != hb.GetServerLabel() {
		return false
	}
	return ha.GetKind() != pb.HostedKind_HOSTED_KIND_UNSPECIFIED || ha.GetType() == hb.GetType()
}

// addedTools records tools that only b has, and counts those that are stubs for calls in the history.
func (c *comparer) addedTools(a *pb.GenerateRequest, left []ToolInEffect, gone []string) (stubs int) {
	called := func(namespace, name string) bool {
		return slices.ContainsFunc(a.Messages, func(m *pb.Message) bool {
			return slices.ContainsFunc(m.Parts, func(p *pb.Part) bool {
				t := p.GetToolCall()
				return t != nil && sameTool(t.Namespace, t.Name, namespace, name)
			})
		})
	}
	for _, t := range left {
		switch {
		case isStub(t.Tool, called):
			stubs++
		case t.Tool.Name == JSONToolName:
			c.synthesized("/output/format", "a tool stands for the format")
		default:
			c.differ("/tools", fmt.Sprintf("the second alone has the tool %q", t.Tool.Name), gone...)
		}
	}
	return stubs
}

// tool compares a tool with what became of it. A description that only grew may say what another field said.
func (c *comparer) tool(path string, a, b *pb.Tool) {
	first := len(c.diffs)
	c.fields(path, asFunction(a, b), b)
	if kindA, kindB := functionKind(a.Kind), functionKind(b.Kind); kindA != kindB {
		c.differ(path+"/kind", fmt.Sprintf("%v became %v", kindA, kindB), path+"/grammar")
	}
	switch {
	case a.Grammar != nil && b.Grammar == nil:
		c.differ(path+"/grammar", "it is gone", path+"/kind")
	case a.Grammar != nil || b.Grammar != nil:
		c.fields(path+"/grammar", a.Grammar, b.Grammar)
	}
	if a.Hosted != nil || b.Hosted != nil {
		c.fields(path+"/hosted", a.Hosted, b.Hosted)
		c.fields(path+"/hosted/user_location", a.GetHosted().GetUserLocation(), b.GetHosted().GetUserLocation())
	}
	c.cacheHint(path+"/cache", a.Cache, b.Cache)
	if da, db := a.GetDescription(), b.GetDescription(); da != db {
		var instead []string
		for _, d := range c.diffs[first:] {
			if strings.HasPrefix(db, da) {
				instead = append(instead, d.Path)
			}
		}
		c.differ(path+"/description", fmt.Sprintf("%.60q became %.60q", da, db), instead...)
	}
}

// asFunction gives a custom tool the schema with which it had to become a function: its kind says all that is lost.
func asFunction(a, b *pb.Tool) *pb.Tool {
	if a.Kind != pb.ToolKind_TOOL_KIND_CUSTOM || functionKind(b.Kind) != pb.ToolKind_TOOL_KIND_FUNCTION {
		return a
	}
	function := proto.CloneOf(a)
	function.SchemaJson = b.SchemaJson
	return function
}

func functionKind(k pb.ToolKind) pb.ToolKind {
	if k == pb.ToolKind_TOOL_KIND_UNSPECIFIED {
		return pb.ToolKind_TOOL_KIND_FUNCTION
	}
	return k
}

// choice compares what bounds the calls; losses at the places explain another mode. Without tools it means nothing.
func (c *comparer) choice(a, b *pb.GenerateRequest, places []string, anyTools, onlyStubs bool) {
	ca, cb := a.GetToolChoice(), b.GetToolChoice()
	if hasJSONTool(b) && !hasJSONTool(a) && modeOf(cb) == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED {
		c.synthesized("/output/format", "a forced tool stands for the format")
		return
	}
	if !anyTools && (onlyStubs || modeOf(ca) != pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED) {
		return
	}
	if modeOf(ca) != modeOf(cb) {
		c.differ("/tool_choice/mode", fmt.Sprintf("%v became %v", modeOf(ca), modeOf(cb)), places...)
	}
	if on := func(t *pb.ToolChoice) bool { return t == nil || t.Parallel == nil || *t.Parallel }; on(ca) != on(cb) {
		c.differ("/tool_choice/parallel", fmt.Sprintf("%t became %t", on(ca), on(cb)))
	}
	c.chosen(chosenTools(a), chosenTools(b))
}

// hasJSONTool reports whether a tool stands for structured output.
func hasJSONTool(r *pb.GenerateRequest) bool {
	return slices.ContainsFunc(r.GetTools(), func(t *pb.Tool) bool { return t.Name == JSONToolName })
}

func modeOf(t *pb.ToolChoice) pb.ToolChoiceMode {
	if t.GetMode() == pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED {
		return pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO
	}
	return t.GetMode()
}

// chosenTools gives the tools that a choice names, as they are declared; hosted ones go by many names.
func chosenTools(r *pb.GenerateRequest) []ToolInEffect {
	declared := ToolsInEffect(r)
	var out []ToolInEffect
	for _, ref := range r.GetToolChoice().GetTools() {
		k := slices.IndexFunc(declared, func(t ToolInEffect) bool {
			return t.Tool.Name == ref.Name && t.Namespace == ref.Namespace || t.Tool.GetHosted().GetType() == ref.Name
		})
		if k >= 0 {
			out = append(out, declared[k])
		} else {
			out = append(out, ToolInEffect{Tool: &pb.Tool{Name: ref.Name}, Namespace: ref.Namespace})
		}
	}
	return out
}

// chosen compares the tools that may be called; none means all.
func (c *comparer) chosen(a, b []ToolInEffect) {
	left := slices.Clone(b)
	var gone []string
	for i, t := range a {
		k := slices.IndexFunc(left, func(other ToolInEffect) bool { return sameDeclared(t, other) })
		if k < 0 {
			at := Path("tool_choice", "tools", i)
			c.differ(at, "the tool is no longer chosen", "/tool_choice/mode")
			gone = append(gone, at)
			continue
		}
		left = slices.Delete(left, k, k+1)
	}
	if len(left) > 0 {
		c.differ("/tool_choice/tools", "the second alone chooses "+left[0].Tool.Name, gone...)
	}
}
