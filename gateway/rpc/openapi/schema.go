package main

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// rename gives the schema of a message with the members' proto names; what is the schema of no message stays as it is.
func rename(schema, message string) string {
	d, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(message))
	if err != nil {
		return schema
	}
	m, ok := d.(protoreflect.MessageDescriptor)
	if !ok {
		return schema
	}
	w := jsonx.NewWriter(nil)
	renamer{w, m}.schema(schema)
	return string(w.Bytes())
}

// renamer writes the schema of one message anew.
type renamer struct {
	w *jsonx.Writer
	m protoreflect.MessageDescriptor
}

// schema writes a schema in which members of the message may be named at any depth: the arms of a oneof repeat them.
func (r renamer) schema(raw string) {
	switch jsonx.KindOf(raw) {
	case '{':
		o := r.w.Object("")
		for name, value := range jsonx.Members(raw) {
			o.Key(name)
			switch name {
			case "properties":
				r.properties(value)
			case "required":
				r.required(value)
			default:
				r.schema(value)
			}
		}
		o.End()
	case '[':
		r.w.BeginArray()
		for value := range jsonx.Elements(raw) {
			r.schema(value)
		}
		r.w.EndArray()
	default:
		r.w.Raw(raw)
	}
}

func (r renamer) properties(raw string) {
	o := r.w.Object("")
	for name, schema := range jsonx.Members(raw) {
		f := r.m.Fields().ByJSONName(name)
		if f == nil {
			o.Raw(name, schema)
			continue
		}
		o.Raw(f.TextName(), member(f, schema))
	}
	o.End()
}

func (r renamer) required(raw string) {
	r.w.BeginArray()
	for name := range jsonx.Elements(raw) {
		if text, ok := jsonx.Unquote(name); ok {
			if f := r.m.Fields().ByJSONName(text); f != nil {
				name = jsonx.Quote(f.TextName())
			}
		}
		r.w.Raw(name)
	}
	r.w.EndArray()
}

// member gives the schema of a field: one that holds JSON text may be any value.
func member(f protoreflect.FieldDescriptor, schema string) string {
	if f.Name() != "json" && !strings.HasSuffix(string(f.Name()), "_json") {
		return schema
	}
	if !f.IsList() {
		return jsonx.Without(schema, "type")
	}
	return jsonx.Merge(schema, `{"items":{}}`)
}
