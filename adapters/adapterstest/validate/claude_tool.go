package validate

import "regexp"

// claudeName is the form of a tool's name.
const claudeName = `^[A-Za-z0-9_-]{1,128}$`

// claudeTool takes one entry of a request's tools: a tool of the client's own, or one of those with a type.
func claudeTool(c *check, at string, v any) {
	name := textOf(v, "type")
	if !has(v, "type") || name == "custom" {
		claudeOwnTool(c, at, v)
		return
	}
	for _, t := range claudeTypedTools {
		if t.form.MatchString(name) {
			t.shape(c, at, v)
			return
		}
	}
	c.fail(under(at, "type"), "%.60q is no type of tool", name)
}

// claudeToolOptions are the members that all tools share.
var claudeToolOptions = fields{
	"type":            nullable(str),
	"cache_control":   ref("cache control"),
	"defer_loading":   boolean,
	"strict":          boolean,
	"allowed_callers": array(word("direct", "code_execution_20250825", "code_execution_20260120", "code_execution_20260521")),
	"input_examples":  array(record),
}

var claudeOwnTool = object(claudeToolOptions, fields{
	"name!":                 matching(claudeName),
	"description":           str,
	"input_schema!":         both(objectSchema, plainRoot("anyOf", "oneOf", "allOf")),
	"eager_input_streaming": nullable(boolean),
	"":                      claudeStrictTool,
})

// claudeStrictTool holds the schema of a strict tool against the subset that can be enforced.
func claudeStrictTool(c *check, at string, v any) {
	if isTrue(v, "strict") && has(v, "input_schema") {
		claudeStrictSchema(c, under(at, "input_schema"), member(v, "input_schema"))
	}
}

// claudeTypedTools are the tools with a type of their own, by the form of the type.
var claudeTypedTools = []struct {
	form  *regexp.Regexp
	shape rule
}{
	{regexp.MustCompile(`^bash_(20241022|20250124)$`), object(claudeToolOptions, fields{"name!": word("bash")})},
	{
		regexp.MustCompile(`^text_editor_(20241022|20250124)$`),
		object(claudeToolOptions, fields{"name!": word("str_replace_editor")}),
	},
	{regexp.MustCompile(`^text_editor_(20250429|20250728)$`), object(claudeToolOptions, fields{
		"name!": word("str_replace_based_edit_tool"), "max_characters": nullable(integer(1, huge)),
	})},
	{regexp.MustCompile(`^memory_20250818$`), object(claudeToolOptions, fields{"name!": word("memory")})},
	{regexp.MustCompile(`^(browser|computer)_toolset_20260801$`), open(claudeToolOptions)},
	{regexp.MustCompile(`^computer_(20241022|20250124|20251124)$`), object(claudeToolOptions, fields{
		"name!": word("computer"), "display_width_px!": integer(1, huge), "display_height_px!": integer(1, huge),
		"display_number": nullable(tally), "enable_zoom": boolean,
	})},
	{regexp.MustCompile(`^web_search_(20250305|20260209|20260318)$`), object(claudeToolOptions, claudeWebTool, fields{
		"name!": word("web_search"), "user_location": nullable(ref("user location")),
	})},
	{regexp.MustCompile(`^web_fetch_(20250910|20260209|20260309|20260318)$`), object(claudeToolOptions, claudeWebTool, fields{
		"name!": word("web_fetch"), "max_content_tokens": nullable(integer(1, huge)),
		"citations": nullable(ref("citations switch")),
		"use_cache": boolean, "url_sources": anything,
	})},
	{
		regexp.MustCompile(`^code_execution_(20250522|20250825|20260120|20260521)$`),
		object(claudeToolOptions, fields{"name!": word("code_execution")}),
	},
	{
		regexp.MustCompile(`^tool_search_tool_regex(_20251119)?$`),
		object(claudeToolOptions, fields{"name!": word("tool_search_tool_regex")}),
	},
	{
		regexp.MustCompile(`^tool_search_tool_bm25(_20251119)?$`),
		object(claudeToolOptions, fields{"name!": word("tool_search_tool_bm25")}),
	},
	{regexp.MustCompile(`^mcp_toolset$`), object(claudeToolOptions, fields{
		"mcp_server_name!": filled, "default_config": record, "configs": record, "tools": array(anything),
	})},
	{regexp.MustCompile(`^advisor_20260301$`), object(claudeToolOptions, fields{
		"name!": word("advisor"), "model!": filled, "max_uses": nullable(integer(1, huge)),
		"max_tokens": integer(1, huge), "caching": anything,
	})},
}

var claudeWebTool = fields{
	"max_uses":           nullable(integer(1, huge)),
	"allowed_domains":    nullable(array(filled)),
	"blocked_domains":    nullable(array(filled)),
	"response_inclusion": str,
	"":                   atMostOne("allowed_domains", "blocked_domains"),
}

// claudeToolDefs are the named shapes of tools and what belongs to them.
var claudeToolDefs = map[string]rule{
	"tool": claudeTool,
	"tool choice": tagged("type", map[string]fields{
		"auto": {"disable_parallel_tool_use": boolean},
		"any":  {"disable_parallel_tool_use": boolean},
		"tool": {"disable_parallel_tool_use": boolean, "name!": filled},
		"none": {},
	}),
	"user location": tagged("type", map[string]fields{"approximate": {
		"city": nullable(str), "country": nullable(matching(`^[A-Z]{2}$`)), "region": nullable(str), "timezone": nullable(str),
	}}),
	"citations switch": object(fields{"enabled": boolean}),
}

// claudeStrictSchema is the subset of JSON Schema that Claude enforces.
var claudeStrictSchema = both(
	subset(
		closedObjects,
		without("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "maxItems",
			"uniqueItems", "contains", "minContains", "maxContains", "minProperties", "maxProperties", "patternProperties",
			"propertyNames", "dependentRequired", "dependentSchemas", "dependencies", "not", "if", "then", "else", "oneOf",
			"prefixItems", "unevaluatedItems", "unevaluatedProperties"),
		formats("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"),
		claudeSchemaLimits,
	),
	func(c *check, at string, v any) {
		if isRecursive(v) {
			c.fail(at, "refers to itself, which a strict schema may not")
		}
	},
)

// claudeSchemaLimits are limits on values of keywords.
func claudeSchemaLimits(c *check, at string, s map[string]any) {
	if n, ok := numberOf(s, "minItems"); ok && n > 1 {
		c.fail(under(at, "minItems"), "is more than 1, which a strict schema may not demand")
	}
	for i, part := range listOf(s, "allOf") {
		if has(part, "$ref") {
			c.fail(under(under(under(at, "allOf"), i), "$ref"), "stands in allOf, which a strict schema may not have")
		}
	}
	for i, e := range listOf(s, "enum") {
		switch e.(type) {
		case []any, map[string]any:
			c.fail(under(under(at, "enum"), i), "is %s, but a strict enum holds plain values", kind(e))
		}
	}
}
