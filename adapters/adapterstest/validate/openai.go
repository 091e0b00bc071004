package validate

import "regexp"

// What both of OpenAI's dialects have in common: names, metadata, strict schemas, errors.

// openaiName is the form of the name of a tool, a schema or the like.
const openaiName = `^[A-Za-z0-9_-]{1,64}$`

// openaiMetadata takes at most 16 short pairs.
func openaiMetadata(c *check, at string, v any) {
	mapOf(short(512))(c, at, v)
	if o := asObject(v); len(o) > 16 {
		c.fail(at, "has more than 16 pairs")
	}
	for name := range asObject(v) {
		if len([]rune(name)) > 64 {
			c.fail(at, "has a name of more than 64 characters")
		}
	}
}

// openaiStrictSchema is the subset of JSON Schema that OpenAI enforces.
var openaiStrictSchema = both(
	func(c *check, at string, v any) {
		if textOf(v, "type") != "object" && !has(v, "$ref") {
			c.fail(under(at, "type"), "the root of a strict schema is of type object")
		}
		if has(v, "anyOf") {
			c.fail(under(at, "anyOf"), "stands at the root of a strict schema")
		}
	},
	subset(
		closedObjects,
		allRequired,
		arrayItems,
		without("$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveAnchor", "$recursiveRef", "allOf", "contains", "minContains",
			"maxContains", "contentEncoding", "contentMediaType", "contentSchema", "dependencies", "dependentRequired",
			"dependentSchemas", "if", "then", "else", "maxProperties", "minProperties", "not", "oneOf", "patternProperties",
			"prefixItems", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "uniqueItems", "default"),
		formats("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"),
	),
)

// arrayItems demands that an array says what it holds.
func arrayItems(c *check, at string, s map[string]any) {
	if _, ok := s["items"]; textOf(s, "type") == "array" && !ok {
		c.fail(under(at, "items"), "is missing in the schema of an array")
	}
}

// openaiParameters takes the schema of a function that need not be strict.
func openaiParameters(c *check, at string, v any) {
	objectSchema(c, at, v)
	eachSchema(at, v, func(at string, s map[string]any) { arrayItems(c, at, s) })
}

// openaiFunction takes the parameters of a function, which are one plain object.
var openaiFunction = both(openaiParameters, plainRoot("anyOf", "oneOf", "allOf", "enum", "not"), func(
	c *check, at string, v any,
) {
	if textOf(v, "type") == "object" && !has(v, "properties") {
		c.fail(under(at, "properties"), "is missing in the schema of a function")
	}
})

// openaiError is the shape of an error body.
var openaiError = object(fields{"error!": object(openaiErrorMembers)})

var openaiErrorMembers = fields{
	"message!": filled, "type!": nullable(filled), "param!": nullable(str), "code!": nullable(str),
	"misalignment": anything,
	// Azure tells more about its filter.
	"innererror": record,
}

// openaiStatuses are the types of errors that go with a status. A status that is not listed goes with any.
var openaiStatuses = map[int][]string{
	400: {"invalid_request_error"},
	401: {"invalid_request_error", "authentication_error"},
	403: {"invalid_request_error", "permission_error"},
	404: {"invalid_request_error", "not_found_error"},
	429: {"rate_limit_error", "requests", "tokens", "insufficient_quota"},
	500: {"server_error"},
	502: {"server_error"},
	503: {"service_unavailable_error", "server_error"},
	504: {"server_error"},
}

var openaiErrorLaws = []law{{"openai: the type of error fits the status", func(c *check, doc any) {
	fits(c, "/error/type", textOf(member(doc, "error"), "type"), openaiStatuses[c.status])
}}}

// openaiReasoner reports whether a model reasons, by its name; known is false for names that say nothing.
func openaiReasoner(model string) (reasons, known bool) {
	switch {
	case openaiTalkers.MatchString(model):
		return false, true
	case openaiReasoners.MatchString(model):
		return true, true
	}
	return false, false
}

// openaiThinks reports whether a model reasons in a request: newer ones do only where an effort is given.
func openaiThinks(model, effort string) bool {
	reasons, _ := openaiReasoner(model)
	return reasons && effort != "none" && (effort != "" || openaiAlwaysReasons.MatchString(model))
}

var (
	openaiReasoners     = regexp.MustCompile(`^(o1|o3|o4|gpt-5|gpt-6|codex-)`)
	openaiTalkers       = regexp.MustCompile(`^(gpt-3|gpt-4|chatgpt-|gpt-[56][0-9.]*-(chat|search))`)
	openaiAlwaysReasons = regexp.MustCompile(`^(o1|o3|o4|codex-|gpt-5(-mini|-nano|-pro|-codex)?(-20[0-9-]+)?$)`)
)

// cites checks the places of citations within a text: characters, the start before the end.
func cites(c *check, at, text string, annotation any) {
	start, isStart := numberOf(annotation, "start_index")
	end, isEnd := numberOf(annotation, "end_index")
	if isStart && isEnd && (start > end || end > float64(len([]rune(text)))) {
		c.fail(at, "from %g to %g is no place in a text of %d characters", start, end, len([]rune(text)))
	}
}
