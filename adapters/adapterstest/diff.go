package adapterstest

import (
	"fmt"
	"strconv"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// DiffMessages lists where two messages of one type differ exactly, by canonical path.
func DiffMessages(want, got proto.Message) []Finding {
	if proto.Equal(want, got) {
		return nil
	}
	var found []Finding
	diffMessage("", want.ProtoReflect(), got.ProtoReflect(), func(path, what string) {
		found = append(found, Finding{Where: path, What: what})
	})
	return found
}

func diffMessage(path string, want, got protoreflect.Message, note func(path, what string)) {
	fields := want.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		at := path + "/" + f.TextName()
		switch {
		case !want.Has(f) && !got.Has(f):
		case !got.Has(f):
			note(at, "missing")
		case !want.Has(f):
			note(at, "added")
		case f.IsList():
			diffList(at, f, want.Get(f).List(), got.Get(f).List(), note)
		default:
			diffValue(at, f, want.Get(f), got.Get(f), note)
		}
	}
}

func diffList(path string, f protoreflect.FieldDescriptor, want, got protoreflect.List, note func(path, what string)) {
	if want.Len() != got.Len() {
		note(path, fmt.Sprintf("%d elements against %d", want.Len(), got.Len()))
		return
	}
	for i := range want.Len() {
		diffValue(path+"/"+strconv.Itoa(i), f, want.Get(i), got.Get(i), note)
	}
}

func diffValue(path string, f protoreflect.FieldDescriptor, want, got protoreflect.Value, note func(path, what string)) {
	switch {
	case f.Message() != nil:
		diffMessage(path, want.Message(), got.Message(), note)
	case !want.Equal(got):
		note(path, fmt.Sprintf("%.60q against %.60q", want.String(), got.String()))
	}
}
