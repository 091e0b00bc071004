package validate

import (
	"maps"
	"slices"
	"strings"
)

// geminiToolDefs are the named shapes of tools.
var geminiToolDefs = map[string]rule{
	"tool": object(fields{
		"functionDeclarations": bounded(0, 512, ref("declaration")),
		"googleSearch": object(fields{
			"searchTypes": record, "timeRangeFilter": record, "excludeDomains": array(filled),
			"blockingConfidence": str,
		}),
		"googleSearchRetrieval": record,
		"codeExecution":         object(),
		"urlContext":            object(),
		"computerUse": object(fields{
			"environment!": geminiWord(
				"ENVIRONMENT_BROWSER", "ENVIRONMENT_MOBILE", "ENVIRONMENT_DESKTOP", "BROWSER", "MOBILE", "DESKTOP",
			),
			"excludedPredefinedFunctions": array(filled), "disabledSafetyPolicies": array(filled),
			"enablePromptInjectionDetection": boolean,
		}),
		"fileSearch": object(fields{
			"fileSearchStoreNames!": bounded(1, huge, filled), "topK": tally, "metadataFilter": str,
		}),
		"googleMaps":          object(fields{"enableWidget": boolean}),
		"mcpServers":          array(object(fields{"name": filled, "streamableHttpTransport": record})),
		"retrieval":           record,
		"enterpriseWebSearch": record,
		"parallelAiSearch":    record,
		"exaAiSearch":         record,
		"":                    geminiSomeTool,
	}),
	"declaration": object(fields{
		"name!": matching(geminiName), "description": str, "behavior": geminiWord("UNSPECIFIED", "BLOCKING", "NON_BLOCKING"),
		"parameters": both(geminiSchema, geminiObjectRoot), "parametersJsonSchema": both(jsonSchemaAnyCase, geminiObjectRoot),
		"response": geminiSchema, "responseJsonSchema": jsonSchemaAnyCase,
		"": both(atMostOne("parameters", "parametersJsonSchema"), atMostOne("response", "responseJsonSchema")),
	}),
	"tool config": object(fields{
		"functionCallingConfig": object(fields{
			"mode": geminiWord("MODE_UNSPECIFIED", "AUTO", "ANY", "NONE", "VALIDATED"), "allowedFunctionNames": array(filled),
			"streamFunctionCallArguments": boolean,
			"":                            geminiAllowed,
		}),
		"retrievalConfig": object(fields{
			"latLng": object(fields{"latitude": anyNumber, "longitude": anyNumber}), "languageCode": str,
		}),
		"includeServerSideToolInvocations": boolean,
	}),
}

// geminiSomeTool demands that an entry of tools holds a tool.
func geminiSomeTool(c *check, at string, v any) {
	if len(asObject(v)) == 0 {
		c.fail(at, "holds no tool")
	}
}

// geminiAllowed demands that a list of names goes with a mode that obeys it.
func geminiAllowed(c *check, at string, v any) {
	mode := strings.ToUpper(textOf(v, "mode"))
	if len(listOf(v, "allowedFunctionNames")) > 0 && mode != "ANY" && mode != "VALIDATED" {
		c.fail(under(at, "allowedFunctionNames"), "goes with the modes ANY and VALIDATED")
	}
}

// geminiSchemaRule is the shape of one schema in the OpenAPI manner.
var geminiSchemaRule = object(fields{
	"type":   geminiWord("TYPE_UNSPECIFIED", "STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL"),
	"format": str, "title": str, "description": str, "nullable": boolean, "enum": array(str), "items": anything,
	"minItems": geminiInteger, "maxItems": geminiInteger, "minProperties": geminiInteger, "maxProperties": geminiInteger,
	"minLength": geminiInteger, "maxLength": geminiInteger, "properties": record, "required": array(str),
	"minimum": anyNumber, "maximum": anyNumber, "pattern": str, "example": anything, "default": anything,
	"anyOf": bounded(1, huge, anything), "propertyOrdering": array(str),
	"": geminiSchemaFits,
})

// geminiSchema takes a schema in the OpenAPI manner.
func geminiSchema(c *check, at string, v any) {
	if asObject(v) == nil {
		c.fail(at, "is %s, not a schema", kind(v))
		return
	}
	eachSchema(at, v, func(at string, s map[string]any) { geminiSchemaRule(c, at, s) })
}

// geminiSchemaFits checks what goes with the type of a schema.
func geminiSchemaFits(c *check, at string, v any) {
	kind := strings.ToUpper(textOf(v, "type"))
	properties := asObject(member(v, "properties"))
	_, numbered := numberOf(v, "type")
	switch {
	case numbered:
		// the type is spelled as a number
	case kind == "" && !has(v, "anyOf"):
		c.fail(under(at, "type"), "is missing")
	case kind == "ARRAY" && !has(v, "items"):
		c.fail(under(at, "items"), "is missing in the schema of an array")
	case properties != nil && kind != "OBJECT":
		c.fail(under(at, "properties"), "stands in a schema of type %s", kind)
	}
	for i, name := range listOf(v, "required") {
		if s, _ := name.(string); !slices.Contains(slices.Collect(maps.Keys(properties)), s) {
			c.fail(under(under(at, "required"), i), "is none of the properties")
		}
	}
}

// geminiObjectRoot demands that the parameters of a function are an object.
func geminiObjectRoot(c *check, at string, v any) {
	if _, numbered := numberOf(v, "type"); numbered {
		return
	}
	if !strings.EqualFold(textOf(v, "type"), "object") && !has(v, "$ref") && !has(v, "anyOf") {
		c.fail(under(at, "type"), "the root of a function's schema is of type object")
	}
}

// jsonSchemaAnyCase takes a JSON Schema whose types may be in capitals, and whose references lead somewhere.
func jsonSchemaAnyCase(c *check, at string, v any) {
	v = lowerTypes(v)
	jsonSchema(c, at, v)
	resolves(c, v, at, v)
}

// lowerTypes writes the types of a schema in lower case.
func lowerTypes(v any) any {
	switch v := v.(type) {
	case []any:
		out := []any{}
		for _, e := range v {
			out = append(out, lowerTypes(e))
		}
		return out
	case map[string]any:
		out := maps.Clone(v)
		for name, m := range v {
			out[name] = lowerTypes(m)
		}
		if s, ok := v["type"].(string); ok {
			out["type"] = strings.ToLower(s)
		}
		return out
	}
	return v
}
