package chat

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	effortField    = "reasoning_effort"
	effortNone     = "none"
	classReasoning = pb.LossClass_LOSS_CLASS_REASONING
)

// decodeReasoningConfig reads how much the model reasons: the vendor's reasoning_effort, and the objects reasoning and
// thinking and the switches enable_thinking and include_reasoning of other servers, whose spelling is kept.
func decodeReasoningConfig(req *pb.GenerateRequest, w *wireRequest, k *kept) {
	c := &pb.ReasoningConfig{Effort: k.strPtr(effortField, &w.ReasoningEffort)}
	if c.GetEffort() == effortNone {
		c.Mode = pb.ReasoningMode_REASONING_MODE_OFF
	}
	for _, member := range []struct {
		name string
		raw  rawJSON
		read func(c *pb.ReasoningConfig, name, raw string) bool
	}{
		{"reasoning", w.Reasoning, readRouterReasoning},
		{"thinking", w.Thinking, readThinking},
		{"enable_thinking", w.EnableThinking, readModeSwitch},
		{"include_reasoning", w.IncludeReasoning, readInclude},
	} {
		raw := string(member.raw)
		switch {
		case raw == "":
		case jsonx.KindOf(raw) == '{':
			readMembers(c, member.name, raw, member.read)
			k.spell(member.name, raw)
		case member.read(c, "", raw):
			k.spell(member.name, raw)
		default:
			k.raw(member.name, jsonx.Value(raw), false)
		}
	}
	if c.Effort != nil && !w.ReasoningEffort.Set {
		k.lacks(effortField)
	}
	if c.Effort != nil || c.BudgetTokens != nil || c.Mode != 0 || c.Visibility != 0 || c.Extensions != nil {
		req.Reasoning = c
	}
}

// readMembers reads the members of an object; those that read does not take are kept.
func readMembers(c *pb.ReasoningConfig, object, raw string, read func(c *pb.ReasoningConfig, name, raw string) bool) {
	for name, value := range jsonx.Members(raw) {
		if value != "null" && !read(c, name, value) {
			c.Extensions = canon.KeepUnknown(c.Extensions, own, "/"+object, jsonx.Wrap(name, value))
		}
	}
}

// readRouterReasoning reads a member of the object reasoning.
func readRouterReasoning(c *pb.ReasoningConfig, name, raw string) bool {
	switch name {
	case "effort":
		effort, ok := jsonx.Unquote(raw)
		if ok && c.Effort == nil {
			c.Effort = &effort
		}
		if effort == effortNone {
			setMode(c, pb.ReasoningMode_REASONING_MODE_OFF)
		}
		return ok
	case "max_tokens":
		return readBudget(c, raw)
	case "enabled":
		return readModeSwitch(c, "", raw)
	case "exclude":
		visibility, ok := excludeVisibility[raw]
		setVisibility(c, visibility)
		return ok
	case "summary":
		word, _ := jsonx.Unquote(raw)
		visibility, ok := summaryVisibility[word]
		setVisibility(c, visibility)
		return ok
	}
	return false
}

// setVisibility sets whether reasoning is shown. That it is not outweighs how, and how outweighs that it is.
func setVisibility(c *pb.ReasoningConfig, v pb.ReasoningVisibility) {
	switch {
	case v == pb.ReasoningVisibility_REASONING_VISIBILITY_UNSPECIFIED, c.Visibility == pb.ReasoningVisibility_REASONING_VISIBILITY_NONE:
	case v == pb.ReasoningVisibility_REASONING_VISIBILITY_SUMMARY && c.Visibility != pb.ReasoningVisibility_REASONING_VISIBILITY_UNSPECIFIED:
	default:
		c.Visibility = v
	}
}

// readThinking reads a member of the object thinking.
func readThinking(c *pb.ReasoningConfig, name, raw string) bool {
	switch name {
	case "type":
		word, _ := jsonx.Unquote(raw)
		mode, ok := thinkingModes[word]
		setMode(c, mode)
		return ok
	case "budget_tokens":
		return readBudget(c, raw)
	}
	return false
}

func readBudget(c *pb.ReasoningConfig, raw string) bool {
	if jsonx.KindOf(raw) != '0' {
		return false
	}
	budget, ok := jsonx.ParseInt(raw)
	if ok {
		c.BudgetTokens = &budget
		c.Mode = pb.ReasoningMode_REASONING_MODE_BUDGET
	}
	return ok
}

func readModeSwitch(c *pb.ReasoningConfig, _, raw string) bool {
	mode, ok := switchModes[raw]
	setMode(c, mode)
	return ok
}

func readInclude(c *pb.ReasoningConfig, _, raw string) bool {
	visibility, ok := includeVisibility[raw]
	if ok {
		c.Visibility = visibility
	}
	return ok
}

// thinkingModes are the types of the object thinking.
var thinkingModes = map[string]pb.ReasoningMode{
	"enabled":  pb.ReasoningMode_REASONING_MODE_ADAPTIVE,
	"adaptive": pb.ReasoningMode_REASONING_MODE_ADAPTIVE,
	"auto":     pb.ReasoningMode_REASONING_MODE_ADAPTIVE,
	"disabled": pb.ReasoningMode_REASONING_MODE_OFF,
}

var switchModes = map[string]pb.ReasoningMode{
	"true":  pb.ReasoningMode_REASONING_MODE_ADAPTIVE,
	"false": pb.ReasoningMode_REASONING_MODE_OFF,
}

var includeVisibility = map[string]pb.ReasoningVisibility{
	"true":  pb.ReasoningVisibility_REASONING_VISIBILITY_SUMMARY,
	"false": pb.ReasoningVisibility_REASONING_VISIBILITY_NONE,
}

var excludeVisibility = map[string]pb.ReasoningVisibility{
	"true":  pb.ReasoningVisibility_REASONING_VISIBILITY_NONE,
	"false": pb.ReasoningVisibility_REASONING_VISIBILITY_SUMMARY,
}

// summaryVisibility are the words of the object reasoning as servers of another surface have it, which some take here too.
var summaryVisibility = map[string]pb.ReasoningVisibility{
	"auto":     pb.ReasoningVisibility_REASONING_VISIBILITY_SUMMARY,
	"concise":  pb.ReasoningVisibility_REASONING_VISIBILITY_CONCISE,
	"detailed": pb.ReasoningVisibility_REASONING_VISIBILITY_DETAILED,
}

// setMode sets a mode; that reasoning is off outweighs what was read before, and a budget outweighs a mere switch.
func setMode(c *pb.ReasoningConfig, mode pb.ReasoningMode) {
	if c.Mode == 0 || mode == pb.ReasoningMode_REASONING_MODE_OFF {
		c.Mode = mode
	}
}

// reasoningConfig writes reasoning_effort. What came in objects of other servers is among the kept spellings.
func (e *requestEncoder) reasoningConfig(o jsonx.Object) {
	r := e.req.Reasoning
	if e.native {
		switch {
		case r == nil || r.Effort == nil:
		case e.fits && !o.Has(effortField):
			// What routers' own members say is theirs to fit.
			e.effort(o, *r.Effort, "/reasoning/effort")
		default:
			o.Str(effortField, *r.Effort)
		}
		return
	}
	word, path := e.wantedEffort()
	if word != "" {
		e.effort(o, word, path)
	}
	if r == nil {
		return
	}
	switch {
	case r.Mode == pb.ReasoningMode_REASONING_MODE_ADAPTIVE, r.Mode == pb.ReasoningMode_REASONING_MODE_BETWEEN_TOOLS:
		e.losses.Approximate("/reasoning/mode", classReasoning, "the target takes an effort only, not a mode of reasoning")
	case r.BudgetTokens != nil:
		e.losses.Approximate("/reasoning/budget_tokens", classReasoning, "the target takes an effort in place of a budget")
	}
	if v := r.Visibility; v != 0 && v != pb.ReasoningVisibility_REASONING_VISIBILITY_NONE {
		e.losses.Drop("/reasoning/visibility", classReasoning, "the target does not let reasoning be shown")
	}
	if r.GetIncludeSeal() {
		e.losses.Drop("/reasoning/include_seal", classReasoning, "the target does not hand out sealed reasoning")
	}
}

// wantedEffort gives the effort to ask for, "" for none, and where it stands.
func (e *requestEncoder) wantedEffort() (word, path string) {
	r := e.req.Reasoning
	settings, changes := canon.SettingsInEffect(e.req)
	if settings != nil && settings.Effort != nil {
		if r != nil && r.Effort != nil && *r.Effort != *settings.Effort {
			e.losses.Approximate("/reasoning/effort", classReasoning, "the target takes the latest effort for the whole conversation")
		}
		return *settings.Effort, changes[len(changes)-1]
	}
	switch {
	case r == nil:
		return "", ""
	case r.Mode == pb.ReasoningMode_REASONING_MODE_OFF:
		if r.Effort != nil && *r.Effort != effortNone {
			e.losses.Drop("/reasoning/effort", classReasoning, "the target has no effort without reasoning")
		}
		return effortNone, "/reasoning/mode"
	case r.Effort != nil:
		return *r.Effort, "/reasoning/effort"
	case r.BudgetTokens != nil:
		return canon.BudgetEffort(*r.BudgetTokens), "/reasoning/budget_tokens"
	}
	return "", ""
}

// effort writes an effort as far as the model takes it.
func (e *requestEncoder) effort(o jsonx.Object, word, path string) {
	if e.caps.NoReasoning {
		e.losses.Drop(path, classReasoning, "the model does not reason")
		return
	}
	got, exact := canon.StepEffort(word, e.caps.Efforts)
	if got == "" {
		e.losses.Drop(path, classReasoning, "the model knows no such effort")
		return
	}
	if !exact {
		e.losses.Approximate(path, classReasoning, "the model takes the next effort only")
	}
	o.Str(effortField, got)
}
