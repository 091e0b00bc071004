// Package canonjson is the JSON form of the canonical model: protojson in proto field names, in which the *_json fields
// stand as the JSON that they are. It is the same text every time. It reads back as the same message, but that line breaks
// between the tokens of such JSON become spaces.
package canonjson

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Marshal writes a canonical message. A *_json field that holds a JSON string, or text that is no JSON (a model's
// unfinished arguments), stands as the string that the field is.
func Marshal(m proto.Message) ([]byte, error) {
	text, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(m)
	if err != nil {
		return nil, err
	}
	return rewrite(text, m, unfold), nil
}

// Unmarshal reads what Marshal wrote. Proto field names and their lower camel case forms are taken; unknown members are
// an error. Errors are a *Fault.
func Unmarshal(data []byte, m proto.Message) error {
	if !jsonx.Valid(data) {
		return syntaxFault(data)
	}
	if protojson.Unmarshal(rewrite(data, m, fold), m) != nil {
		return findFault(m.ProtoReflect().Descriptor(), string(data), "")
	}
	return nil
}

// rewrite copies the JSON form of a message and changes the values of its *_json fields.
func rewrite(doc []byte, m proto.Message, change func(raw string) string) []byte {
	r := rewriter{w: jsonx.NewWriter(make([]byte, 0, len(doc))), change: change}
	r.message(m.ProtoReflect().Descriptor(), string(doc))
	return r.w.Bytes()
}

type rewriter struct {
	w      *jsonx.Writer
	change func(raw string) string
}

func (r rewriter) message(d protoreflect.MessageDescriptor, raw string) {
	if jsonx.KindOf(raw) != '{' || d.FullName().Parent() == "google.protobuf" {
		// protojson puts blanks where it likes, a different build elsewhere.
		r.w.Raw(jsonx.Compact(raw))
		return
	}
	o := r.w.Object("")
	for name, value := range jsonx.Members(raw) {
		o.Key(name)
		if f := field(d, name); f == nil || f.IsMap() {
			r.w.Raw(value)
		} else {
			r.field(f, value)
		}
	}
	o.End()
}

func (r rewriter) field(f protoreflect.FieldDescriptor, raw string) {
	if !f.IsList() || jsonx.KindOf(raw) != '[' {
		r.value(f, raw)
		return
	}
	r.w.BeginArray()
	for element := range jsonx.Elements(raw) {
		r.value(f, element)
	}
	r.w.EndArray()
}

func (r rewriter) value(f protoreflect.FieldDescriptor, raw string) {
	switch {
	case f.Message() != nil:
		r.message(f.Message(), raw)
	case f.Name() == "json" || strings.HasSuffix(string(f.Name()), "_json"):
		r.w.Raw(r.change(raw))
	default:
		r.w.Raw(raw)
	}
}

// field finds a field by either of its names.
func field(d protoreflect.MessageDescriptor, name string) protoreflect.FieldDescriptor {
	if f := d.Fields().ByTextName(name); f != nil {
		return f
	}
	return d.Fields().ByJSONName(name)
}

// unfold gives the JSON in a string, or the string itself where there is none to show.
func unfold(raw string) string {
	text, ok := jsonx.Unquote(raw)
	if !ok || jsonx.KindOf(text) == '"' || !jsonx.ValidText(text) {
		return raw
	}
	return text
}

// fold gives a JSON value as a string; a string stays as it is.
func fold(raw string) string {
	if jsonx.KindOf(raw) == '"' {
		return raw
	}
	return jsonx.Quote(raw)
}
