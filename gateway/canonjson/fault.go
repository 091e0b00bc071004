package canonjson

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// Fault is the error of a text that is no JSON form of a message. It never quotes the text: who sent it has it, and nobody else is to.
type Fault struct {
	// Field is the path of the field at fault as google.rpc.BadRequest spells it, messages[3].parts[1].text; empty for the whole.
	Field string
	// Message says what is wrong.
	Message string
}

// Error implements error.
func (f *Fault) Error() string {
	if f.Field == "" {
		return f.Message
	}
	return f.Field + ": " + f.Message
}

// syntaxFault is the fault of what is no JSON.
func syntaxFault(data []byte) error {
	var value jsonx.Value
	err := jsonx.Unmarshal(data, &value)
	if err == nil {
		return &Fault{Message: "is no JSON"}
	}
	return &Fault{Message: err.Error()}
}

// findFault finds the narrowest field whose text is at fault in an object that is no JSON form of a message; at is the object's path.
func findFault(d protoreflect.MessageDescriptor, raw, at string) *Fault {
	if jsonx.KindOf(raw) != '{' {
		return &Fault{at, "is no object"}
	}
	for name, value := range jsonx.Members(raw) {
		f := field(d, name)
		path := name
		if at != "" {
			path = at + "." + name
		}
		if f == nil {
			return &Fault{path, "there is no such field"}
		}
		if f.IsList() && jsonx.KindOf(value) == '[' {
			i := 0
			for element := range jsonx.Elements(value) {
				if !reads(d, name, "["+element+"]") {
					return valueFault(f, element, path+"["+strconv.Itoa(i)+"]")
				}
				i++
			}
			continue
		}
		switch {
		case reads(d, name, value):
		case f.IsList():
			return &Fault{path, "is no list"}
		default:
			return valueFault(f, value, path)
		}
	}
	return &Fault{at, "its fields exclude each other, or one comes twice"}
}

// reads reports whether a message can have a member.
func reads(d protoreflect.MessageDescriptor, name, value string) bool {
	m := dynamicpb.NewMessage(d)
	return protojson.Unmarshal(rewrite([]byte(jsonx.Wrap(name, value)), m, fold), m) == nil
}

// valueFault is the fault of a value that its field cannot have.
func valueFault(f protoreflect.FieldDescriptor, value, at string) *Fault {
	switch {
	case f.IsMap():
		return &Fault{at, "is no map as the field has it"}
	case f.Enum() != nil:
		return &Fault{at, "is no value of " + string(f.Enum().Name())}
	case f.Message() != nil:
		return findFault(f.Message(), value, at)
	}
	return &Fault{at, "is no value of the type " + f.Kind().String()}
}
