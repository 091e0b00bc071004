package responses

import (
	"slices"
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// reasoning fits how much the model reasons, and what of it is shown.
func (f *fitter) reasoning() {
	c := f.req.Reasoning
	if c == nil {
		c = &pb.ReasoningConfig{}
	}
	out := &pb.ReasoningConfig{IncludeSeal: c.IncludeSeal}
	f.out.Reasoning = out
	if f.caps.NoReasoning {
		out.IncludeSeal = nil
		f.noReasoning(f.req.Reasoning)
		return
	}
	effort, at := f.effort(c)
	if effort != "" {
		got, exact := canon.StepEffort(effort, f.caps.Efforts)
		if !exact {
			f.losses.Approximate(at, pb.LossClass_LOSS_CLASS_REASONING, "the model takes other efforts; the nearest lower one is asked for")
		}
		if got != "" {
			out.Effort = &got
		}
	}
	if c.Visibility != pb.ReasoningVisibility_REASONING_VISIBILITY_NONE {
		out.Visibility = c.Visibility
	}
}

// noReasoning reports the options of a model that has none.
func (f *fitter) noReasoning(c *pb.ReasoningConfig) {
	const class, say = pb.LossClass_LOSS_CLASS_REASONING, "the model takes no reasoning options"
	switch {
	case c == nil:
	case c.GetMode() != pb.ReasoningMode_REASONING_MODE_OFF && c.GetEffort() != "none":
		f.losses.Drop("/reasoning", class, say)
	default:
		f.drop(c.GetMode() == pb.ReasoningMode_REASONING_MODE_OFF, "/reasoning/mode", class, say)
		f.drop(c.GetEffort() != "", "/reasoning/effort", class, say)
		f.drop(c.GetVisibility() > pb.ReasoningVisibility_REASONING_VISIBILITY_NONE, "/reasoning/visibility", class, say)
		f.drop(c.BudgetTokens != nil, "/reasoning/budget_tokens", class, say)
	}
}

// effort finds how hard the model is to reason, "" for nothing said, and where the source says it.
func (f *fitter) effort(c *pb.ReasoningConfig) (effort, at string) {
	const class = pb.LossClass_LOSS_CLASS_REASONING
	if e := f.settings.GetEffort(); e != "" {
		return e, "/reasoning/effort"
	}
	switch c.Mode {
	case pb.ReasoningMode_REASONING_MODE_OFF:
		return "none", "/reasoning/mode"
	case pb.ReasoningMode_REASONING_MODE_ADAPTIVE, pb.ReasoningMode_REASONING_MODE_BETWEEN_TOOLS:
		f.losses.Approximate("/reasoning/mode", class, "the model decides by itself when to reason")
	}
	switch {
	case c.GetEffort() != "":
		f.drop(c.BudgetTokens != nil, "/reasoning/budget_tokens", class, "the effort is said instead")
		return *c.Effort, "/reasoning/effort"
	case c.BudgetTokens != nil:
		f.losses.Approximate("/reasoning/budget_tokens", class, "said as an effort")
		return canon.BudgetEffort(*c.BudgetTokens), "/reasoning/budget_tokens"
	}
	f.drop(c.Mode == pb.ReasoningMode_REASONING_MODE_BUDGET, "/reasoning/mode", class, "the mode is a budget, and no budget is said")
	return "", ""
}

// output fits the shape of the answer.
func (f *fitter) output() {
	c := f.req.Output
	format, at := c.GetFormat(), "/output/format"
	if f.settings.GetFormat() != nil {
		format = f.settings.Format
	}
	if format == nil && c == nil {
		return
	}
	f.out.Output = &pb.OutputConfig{Format: f.format(format, at)}
	f.sayJSON(at)
	if c == nil {
		return
	}
	if v := c.Verbosity; v == nil || slices.Contains(verbosities, *v) {
		f.out.Output.Verbosity = v
	} else {
		f.losses.Drop("/output/verbosity", pb.LossClass_LOSS_CLASS_FORMAT, "the target has no such word")
	}
	for i, m := range c.Modalities {
		if m != "text" {
			f.losses.Refuse(canon.Path("output", "modalities", i), pb.LossClass_LOSS_CLASS_FORMAT, "the target answers in text only")
		}
	}
}

// verbosities are the words for how much is to be said.
var verbosities = []string{"low", "medium", "high"}

// sayJSON puts in the word that the service demands in a message where JSON is wanted without a schema.
func (f *fitter) sayJSON(at string) {
	if out := f.out.Output.Format; out == nil || out.MediaType != mediaJSON || out.SchemaJson != nil {
		return
	}
	for _, m := range f.out.Messages {
		for _, p := range m.Parts {
			if strings.Contains(strings.ToLower(p.GetText().GetText()), "json") {
				return
			}
		}
	}
	ask := &pb.Message{
		Origin: dialect, Role: f.author(pb.Role_ROLE_DEVELOPER), Form: pb.ContentForm_CONTENT_FORM_LIST,
		Parts: []*pb.Part{textPart(canon.TextJSONInstruction)},
	}
	f.out.Messages = slices.Insert(f.out.Messages, 0, ask)
	f.losses.Synthesize(at, pb.LossClass_LOSS_CLASS_FORMAT, canon.SynthJSONInstruction)
}

// format fits the format of the answer.
func (f *fitter) format(from *pb.OutputFormat, at string) *pb.OutputFormat {
	if from == nil {
		return nil
	}
	to := &pb.OutputFormat{MediaType: from.MediaType, Name: from.Name, Description: from.Description, Strict: from.Strict}
	enum := from.MediaType == mediaEnum
	if enum {
		to.MediaType = mediaJSON
		f.losses.Approximate(at+"/media_type", pb.LossClass_LOSS_CLASS_FORMAT, "asked for as JSON with one member, value")
		wrapped := canon.EnumObject(from.GetSchemaJson())
		from = &pb.OutputFormat{SchemaJson: &wrapped, Strict: from.Strict}
	}
	if from.SchemaJson == nil || to.MediaType != mediaJSON {
		const class, say = pb.LossClass_LOSS_CLASS_FORMAT, "the target says it of a schema only"
		f.drop(from.SchemaJson != nil, at+"/schema_json", class, "only JSON has a schema")
		f.drop(from.Name != "" && from.Name != schemaName, at+"/name", class, say)
		f.drop(from.Description != nil, at+"/description", class, say)
		f.drop(from.GetStrict(), at+"/strict", class, say)
		return &pb.OutputFormat{MediaType: to.MediaType}
	}
	if !toolNames.Legal(to.Name) {
		f.drop(to.Name != "", at+"/name", pb.LossClass_LOSS_CLASS_FORMAT, "the target takes no such name")
		to.Name = schemaName
	}
	report := func(pointer, detail string) {
		f.losses.Approximate(at+"/schema_json"+pointer, pb.LossClass_LOSS_CLASS_FORMAT, detail)
	}
	if enum {
		report = canon.InEnum(report)
	}
	schema := canon.LowerSchema(*from.SchemaJson, schemaRules, report)
	to.SchemaJson = &schema
	to.Strict = f.strict(from.Strict, schema, at, pb.LossClass_LOSS_CLASS_FORMAT)
	return to
}

// schemaName is the name of a schema that has none: the target needs one.
const schemaName = "response"

// caching fits how the prompt is cached.
func (f *fitter) caching() {
	const class = pb.LossClass_LOSS_CLASS_CACHING
	c := f.req.Caching
	if c == nil {
		return
	}
	out := &pb.Caching{Retention: c.Retention}
	f.out.Caching = out
	if c.Key != nil {
		key := short(*c.Key)
		if out.Key = &key; key != *c.Key {
			f.losses.Approximate("/caching/key", class, "too long; a hash stands for it")
		}
	}
	if c.CachedContent != "" {
		f.losses.Refuse("/caching/cached_content", class, "the target cannot reach content that another vendor holds")
	}
	if c.Automatic != nil {
		f.losses.Approximate("/caching/automatic", class, "the target caches by itself")
	}
	if f.caps.NoCacheMarks {
		f.drop(c.Mode != "", "/caching/mode", class, "the model takes no cache options")
		f.drop(c.TtlSeconds != nil, "/caching/ttl_seconds", class, "the model takes no cache options")
		return
	}
	out.Mode = c.Mode
	if c.TtlSeconds != nil {
		ttl := nearestTTL(*c.TtlSeconds)
		if out.TtlSeconds = &ttl; ttl != *c.TtlSeconds {
			f.losses.Approximate("/caching/ttl_seconds", class, "said as the nearest time to live")
		}
	}
}

// longest is the longest id that the service takes.
const longest = 64

// short gives an id that is not too long.
func short(id string) string {
	if len(id) <= longest {
		return id
	}
	return canon.MintID("", id)
}

// continuation fits the server-side state. Where the source says nothing of storing, nothing is stored, and the sealed
// reasoning is asked for in its place.
func (f *fitter) continuation() {
	out := &pb.Continuation{}
	if c := f.req.Continuation; c != nil {
		out.PreviousResponseId, out.Conversation = c.PreviousResponseId, c.Conversation
		out.Store, out.Background = c.Store, c.Background
	}
	f.out.Continuation = out
	if out.Store != nil || out.PreviousResponseId != "" || out.Conversation != "" || out.GetBackground() {
		return
	}
	no, yes := false, true
	out.Store = &no
	if !f.caps.NoReasoning && f.out.Reasoning.IncludeSeal == nil {
		f.out.Reasoning.IncludeSeal = &yes
	}
}

// tiers are the service tiers that the service knows.
var tiers = []string{"auto", "default", "flex", "scale", "priority", "fast", "ultrafast"}

// labels fits what is about the call rather than the conversation.
func (f *fitter) labels() {
	const class = pb.LossClass_LOSS_CLASS_METADATA
	switch t := f.req.ServiceTier; {
	case t == nil:
	case slices.Contains(tiers, *t):
		f.out.ServiceTier = t
	default:
		f.losses.Drop("/service_tier", class, "the target has no such tier")
	}
	if id := f.req.EndUserId; id != nil {
		s := short(*id)
		if f.out.EndUserId = &s; s != *id {
			f.losses.Approximate("/end_user_id", class, "too long; a hash stands for it")
		}
	}
	const pairs, keyRunes, valueRunes = 16, 64, 512
	for i, m := range f.req.Metadata {
		if len(f.out.Metadata) == pairs || len(m.Key) > keyRunes || len(m.Value) > valueRunes {
			f.losses.Drop("/metadata/"+strconv.Itoa(i), class, "the target takes 16 pairs, keys of 64 and values of 512 characters")
			continue
		}
		f.out.Metadata = append(f.out.Metadata, m)
	}
}

// What the service asks of any schema: its root is an object, and arrays say what they hold. Tools have no alternatives at the root.
var (
	schemaRules = canon.SchemaRules{RootObject: true, ArrayItems: true, MinItemsMax: -1}
	toolRules   = canon.SchemaRules{RootObject: true, PlainRoot: true, ArrayItems: true, MinItemsMax: -1}
)

// schema fits a JSON Schema.
func (f *fitter) schema(schema string, rules canon.SchemaRules, at string, class pb.LossClass) string {
	return canon.LowerSchema(schema, rules, func(pointer, detail string) {
		f.losses.Approximate(at+pointer, class, detail)
	})
}

// strict fits whether a schema must be followed exactly. Left out it would mean that the service tries.
func (f *fitter) strict(wanted *bool, schema, at string, class pb.LossClass) *bool {
	no := false
	switch {
	case wanted == nil:
		return &no
	case *wanted && !fitsStrict(schema):
		f.losses.Approximate(at+"/strict", class, "the schema is beyond what the target enforces")
		return &no
	}
	return wanted
}

// notStrict are the keywords that a strict schema must not have.
var notStrict = map[string]bool{
	"$anchor": true, "$dynamicAnchor": true, "$dynamicRef": true, "$recursiveAnchor": true, "$recursiveRef": true,
	"allOf": true, "contains": true, "minContains": true, "maxContains": true, "contentEncoding": true,
	"contentMediaType": true, "contentSchema": true, "dependencies": true, "dependentRequired": true,
	"dependentSchemas": true, "if": true, "then": true, "else": true, "maxProperties": true, "minProperties": true,
	"not": true, "oneOf": true, "patternProperties": true, "prefixItems": true, "propertyNames": true,
	"unevaluatedItems": true, "unevaluatedProperties": true, "uniqueItems": true, "default": true, "examples": true,
}

// fitsStrict reports whether the service can enforce a schema: every object is closed and asks for all its properties, and
// no keyword is one that the service refuses.
func fitsStrict(schema string) bool {
	if _, union := jsonx.Get(schema, "anyOf"); union {
		return false
	}
	return canon.SchemaWalk(schema, func(pointer, keyword, value string) bool {
		if keyword == "properties" || keyword == "type" && strings.Contains(value, `"object"`) {
			of, _ := jsonx.Lookup(schema, pointer)
			return closed(of)
		}
		return !notStrict[keyword]
	})
}

// closed reports whether an object takes exactly the properties that it lists.
func closed(object string) bool {
	if more, _ := jsonx.Get(object, "additionalProperties"); more != "false" {
		return false
	}
	properties, _ := jsonx.Get(object, "properties")
	list, _ := jsonx.Get(object, "required")
	required := map[string]bool{}
	for name := range jsonx.Elements(list) {
		s, _ := jsonx.Unquote(name)
		required[s] = true
	}
	for name := range jsonx.Members(properties) {
		if !required[name] {
			return false
		}
	}
	return true
}
