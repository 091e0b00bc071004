package schema

import "strings"

// holding says how the value of a keyword holds schemas.
type holding uint8

const (
	// holdsNone is a value without schemas: a bound, or the user's own data.
	holdsNone holding = iota
	// holdsOne is one schema, or a list of them in older drafts.
	holdsOne
	// holdsList is a list of schemas.
	holdsList
	// holdsMap is an object whose members are schemas under the user's own names.
	holdsMap
)

// word is what is known of a keyword.
type word struct {
	holds holding
	// about is the type that the keyword is about, empty for all.
	about string
	// fallback is the value that means the same as no such keyword.
	fallback string
	// mute says that the keyword tells a model nothing: it is not repeated in a description.
	mute bool
}

// words lists the keywords of JSON Schema that mean something here. Others hold no schemas.
var words = map[string]word{
	"$schema":               {mute: true},
	"$id":                   {mute: true},
	"$anchor":               {mute: true},
	"$comment":              {mute: true},
	"$vocabulary":           {mute: true},
	"$dynamicAnchor":        {mute: true},
	"$ref":                  {mute: true},
	"$defs":                 {holds: holdsMap, mute: true},
	"definitions":           {holds: holdsMap, mute: true},
	"allOf":                 {holds: holdsList},
	"anyOf":                 {holds: holdsList},
	"oneOf":                 {holds: holdsList},
	"not":                   {holds: holdsOne},
	"if":                    {holds: holdsOne},
	"then":                  {holds: holdsOne},
	"else":                  {holds: holdsOne},
	"nullable":              {fallback: "false"},
	"deprecated":            {fallback: "false"},
	"readOnly":              {fallback: "false"},
	"writeOnly":             {fallback: "false"},
	"properties":            {holds: holdsMap, about: "object"},
	"patternProperties":     {holds: holdsMap, about: "object"},
	"additionalProperties":  {holds: holdsOne, about: "object", fallback: "true"},
	"unevaluatedProperties": {holds: holdsOne, about: "object", fallback: "true"},
	"propertyNames":         {holds: holdsOne, about: "object", fallback: "true"},
	"dependentSchemas":      {holds: holdsMap, about: "object"},
	"dependencies":          {holds: holdsMap, about: "object"},
	"dependentRequired":     {about: "object"},
	"required":              {about: "object", fallback: "[]"},
	"minProperties":         {about: "object", fallback: "0"},
	"maxProperties":         {about: "object"},
	"propertyOrdering":      {about: "object", mute: true},
	"items":                 {holds: holdsOne, about: "array"},
	"prefixItems":           {holds: holdsList, about: "array"},
	"additionalItems":       {holds: holdsOne, about: "array", fallback: "true"},
	"unevaluatedItems":      {holds: holdsOne, about: "array", fallback: "true"},
	"contains":              {holds: holdsOne, about: "array"},
	"minContains":           {about: "array"},
	"maxContains":           {about: "array"},
	"minItems":              {about: "array", fallback: "0"},
	"maxItems":              {about: "array"},
	"uniqueItems":           {about: "array", fallback: "false"},
	"minLength":             {about: "string", fallback: "0"},
	"maxLength":             {about: "string"},
	"pattern":               {about: "string"},
	"contentEncoding":       {about: "string"},
	"contentMediaType":      {about: "string"},
	"contentSchema":         {holds: holdsOne, about: "string"},
	"minimum":               {about: "number"},
	"maximum":               {about: "number"},
	"exclusiveMinimum":      {about: "number", fallback: "false"},
	"exclusiveMaximum":      {about: "number", fallback: "false"},
	"multipleOf":            {about: "number"},
}

// mute reports whether a keyword tells a model nothing.
func mute(keyword string) bool {
	return words[keyword].mute || strings.HasPrefix(keyword, "x-")
}

// counts are the keywords whose value is a whole number, which some write as a string of digits.
var counts = [...]string{
	"minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties",
}

// typeSpelling is a type in lower case, as JSON Schema has it, and as OpenAPI's dialect may spell it.
type typeSpelling struct{ lower, upper, number string }

var typeSpellings = [...]typeSpelling{
	{"string", "STRING", "1"},
	{"number", "NUMBER", "2"},
	{"integer", "INTEGER", "3"},
	{"boolean", "BOOLEAN", "4"},
	{"array", "ARRAY", "5"},
	{"object", "OBJECT", "6"},
	{"null", "NULL", "7"},
}

// lowerType gives the lower-case spelling of a type.
func lowerType(t string) string {
	for _, s := range typeSpellings {
		if t == s.upper || t == s.number {
			return s.lower
		}
	}
	return t
}

// upperType gives the upper-case spelling of a type.
func upperType(t string) string {
	for _, s := range typeSpellings {
		if t == s.lower {
			return s.upper
		}
	}
	return t
}
