package claude

import (
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// looseRules is what a tool's schema must be where nothing holds the model to it.
var looseRules = canon.SchemaRules{RootObject: true, PlainRoot: true, MinItemsMax: -1}

// strictRules is the part of JSON Schema to which the model can be held.
var strictRules = canon.SchemaRules{
	RootObject:         true,
	PlainRoot:          true,
	NoRecursion:        true,
	OneOfToAnyOf:       true,
	MergeAllOf:         true,
	ForceClosedObjects: true,
	Keywords: []string{
		"type", "properties", "required", "additionalProperties", "items", "anyOf", "allOf", "enum", "const", "$ref", "$defs",
		"definitions", "title", "description", "default", "format", "pattern", "minItems",
	},
	Formats: []string{
		"date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid",
	},
	MinItemsMax: 1,
}

// emptySchema is that of a tool without arguments.
const emptySchema = `{"type":"object","properties":{}}`

// lowerSchema writes a schema within rules; what it leaves out is reported below path.
func (l *lowering) lowerSchema(schema string, rules canon.SchemaRules, path string) string {
	return canon.LowerSchema(schema, rules, func(pointer, detail string) {
		l.losses.Approximate(path+pointer, pb.LossClass_LOSS_CLASS_TOOLS, detail)
	})
}
