package validate

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
)

// What requests and responses of Gemini share, and the freedoms of its JSON: member names in two spellings, words in any
// case or as numbers, null for absent, one object for a list of one.

// geminiUserJSON are the members in which names are not the service's.
var geminiUserJSON = map[string]bool{
	"args": true, "response": true, "labels": true, "headers": true, "partMetadata": true, "properties": true, "metadata": true,
	"parametersJsonSchema": true, "responseJsonSchema": true, "_responseJsonSchema": true, "$defs": true,
	"default": true, "example": true,
}

// geminiRepeated are the lists for which one object may stand.
var geminiRepeated = map[string]bool{"contents": true, "parts": true, "tools": true, "functionDeclarations": true}

// geminiCamel gives a document with its member names in the first spelling, without nulls, and with lists where there are
// lists.
func geminiCamel(v any) any {
	switch v := v.(type) {
	case []any:
		out := []any{}
		for _, e := range v {
			out = append(out, geminiCamel(e))
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for name, m := range v {
			name = camel(name)
			switch {
			case m == nil:
			case name == "properties":
				out[name] = geminiCamelValues(m)
			case geminiRepeated[name] && asObject(m) != nil:
				out[name] = []any{geminiCamel(m)}
			case geminiUserJSON[name] && name != "response", name == "response" && geminiUserObject(v):
				out[name] = m
			default:
				out[name] = geminiCamel(m)
			}
		}
		return out
	}
	return v
}

// geminiUserObject reports whether the member response of an object is the user's: a function's answer has a name, and a
// declaration's response, which is a schema, stands beside a description.
func geminiUserObject(v map[string]any) bool {
	return v["description"] == nil && v["parameters"] == nil
}

// geminiCamelValues leaves the names of an object alone.
func geminiCamelValues(v any) any {
	o, ok := v.(map[string]any)
	if !ok {
		return v
	}
	out := map[string]any{}
	for name, m := range o {
		out[name] = geminiCamel(m)
	}
	return out
}

// camel turns snake_case into camelCase; a leading underscore stays.
func camel(name string) string {
	head, rest, more := strings.Cut(strings.TrimPrefix(name, "_"), "_")
	if name[:min(1, len(name))] == "_" {
		return name
	}
	for more {
		var next string
		next, rest, more = strings.Cut(rest, "_")
		if next != "" {
			head += strings.ToUpper(next[:1]) + next[1:]
		}
	}
	return head
}

// geminiWord takes one of a list of words, in any case or as a number.
func geminiWord(words ...string) rule {
	return func(c *check, at string, v any) {
		if _, ok := v.(json.Number); ok {
			return
		}
		if s, ok := asText(c, at, v); ok && !slices.Contains(words, strings.ToUpper(s)) {
			c.fail(at, "%.40q is none of %s", s, strings.Join(words, ", "))
		}
	}
}

// geminiBytes takes bytes in either alphabet, with or without padding.
func geminiBytes(c *check, at string, v any) {
	s, ok := asText(c, at, v)
	if !ok || placeholder(s) {
		return
	}
	plain := strings.TrimRight(strings.NewReplacer("-", "+", "_", "/").Replace(s), "=")
	if _, err := base64.RawStdEncoding.DecodeString(plain); err != nil {
		c.fail(at, "is not base64")
	}
}

// geminiInteger takes a whole number, which may stand in a string.
func geminiInteger(c *check, at string, v any) {
	if s, ok := v.(string); ok {
		v = json.Number(s)
	}
	integer(-huge, huge)(c, at, v)
}

// geminiName is the form of the name of a function.
const geminiName = `^[A-Za-z_][A-Za-z0-9_.:-]{0,127}$`

// geminiBlob is a media type and bytes.
func geminiBlob(bytes rule) rule {
	return object(fields{
		"mimeType!": matching(`^[a-zA-Z0-9.+-]+/[a-zA-Z0-9.+-]+`), "data!": both(filled, bytes), "displayName": str,
	})
}

// geminiDuration is the form of a length of time.
const geminiDuration = `^-?[0-9]+(\.[0-9]+)?s$`
