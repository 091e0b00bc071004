package rpc

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// validRequest refuses a canonical request that is malformed, before any upstream is asked. What only a vendor knows to be
// wrong (ranges, models, sizes) is left to it, and so is what its adapter can repair. The error is of type violations.
func validRequest(req *pb.GenerateRequest, root string) error {
	if req == nil {
		return violated(root, "is missing")
	}
	v := &validator{}
	v.request(req, root)
	v.walk(req.ProtoReflect(), root)
	return v.err()
}

// validMessage refuses any other canonical message that is malformed.
func validMessage(m proto.Message, root string) error {
	v := &validator{}
	v.walk(m.ProtoReflect(), root)
	return v.err()
}

// validator collects what is wrong with a message.
type validator struct {
	found violations
}

func (v *validator) err() error {
	if len(v.found) == 0 {
		return nil
	}
	return v.found
}

// fault records a field at fault.
func (v *validator) fault(field, format string, args ...any) {
	if len(v.found) < reportedLosses {
		err, _ := errors.AsType[violations](violated(field, fmt.Sprintf(format, args...)))
		v.found = append(v.found, err...)
	}
}

// walk checks a message and all messages in it: what is so for every field here, what is so for one type in checks.
func (v *validator) walk(m protoreflect.Message, path string) {
	if check, ok := checks[m.Descriptor().FullName()]; ok {
		check(v, m.Interface(), path)
	}
	// In the order of the fields: a message's own Range has another one in every build.
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		fd := fields.Get(i)
		if !m.Has(fd) {
			continue
		}
		at := join(path, string(fd.Name()))
		if !fd.IsList() {
			v.value(fd, m.Get(fd), at)
			continue
		}
		list := m.Get(fd).List()
		for i := range list.Len() {
			v.value(fd, list.Get(i), fmt.Sprintf("%s[%d]", at, i))
		}
	}
}

func (v *validator) value(fd protoreflect.FieldDescriptor, value protoreflect.Value, path string) {
	switch fd.Kind() {
	case protoreflect.MessageKind:
		v.walk(value.Message(), path)
	case protoreflect.EnumKind:
		if fd.Enum().Values().ByNumber(value.Enum()) == nil {
			v.fault(path, "is %d, which %s does not have", value.Enum(), fd.Enum().Name())
		}
	case protoreflect.DoubleKind:
		if f := value.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			v.fault(path, "is no finite number")
		}
	case protoreflect.StringKind:
		// What a model wrote as arguments may be no JSON, and must go back as it was.
		if isJSON(fd) && fd.Name() != "arguments_json" && !jsonx.ValidText(value.String()) {
			v.fault(path, "is not the text of one JSON value")
		}
	}
}

// isJSON reports whether a field holds JSON text.
func isJSON(fd protoreflect.FieldDescriptor) bool {
	return fd.Name() == "json" || strings.HasSuffix(string(fd.Name()), "_json")
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
