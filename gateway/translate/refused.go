package translate

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Mentions reports whether a document has any of the members at its top, or what is before the first dot of their names.
func Mentions(body []byte, members []string) bool {
	if len(members) == 0 {
		return false
	}
	found := false
	_, ok := jsonx.Skim(body, "", func(name, _ string) {
		for _, m := range members {
			top, _, _ := strings.Cut(m, ".")
			found = found || name == top || strings.IndexByte(name, '\\') >= 0
		}
	})
	// What Skim does not read through is for whoever looks closer.
	return found || !ok
}

// Without leaves out of a document that Encode wrote for a target what its upstream refuses: members by name, with a dot before
// the name of one inside another. What of the source they said is lost; what only the encoder had put in is not.
func (r *Request) Without(target adapters.Adapter, w adapters.Wire, members []string) (adapters.Wire, []*pb.Loss) {
	if len(members) == 0 {
		return w, nil
	}
	var losses canon.Losses
	text := string(w.Body)
	for _, m := range members {
		cut, ok := without(text, strings.Split(m, "."))
		if !ok {
			continue
		}
		r.lostWith(target, text, "/"+strings.ReplaceAll(m, ".", "/"), &losses)
		text = cut
	}
	w.Body = []byte(text)
	return w, located(losses.Items(), pb.LossLeg_LOSS_LEG_REQUEST, func(p string) string { return p })
}

// without cuts the member at the end of a path of names out of an object, and what becomes empty by it.
func without(object string, path []string) (string, bool) {
	inner, ok := jsonx.Get(object, path[0])
	if !ok {
		return object, false
	}
	if len(path) == 1 {
		return jsonx.Without(object, path[0]), true
	}
	left, ok := without(inner, path[1:])
	switch {
	case !ok:
		return object, false
	case jsonx.Empty(left):
		return jsonx.Without(object, path[0]), true
	}
	w := jsonx.NewWriter(make([]byte, 0, len(object)))
	o := w.Object("")
	for name, raw := range jsonx.Members(object) {
		if name == path[0] {
			raw = left
		}
		o.Raw(name, raw)
	}
	o.End()
	return string(w.Bytes()), true
}

// lostWith reports what of the source the member of a target's document said.
func (r *Request) lostWith(target adapters.Adapter, text, pointer string, losses *canon.Losses) {
	const detail = "the upstream refuses it"
	said := saidAt(target, text, pointer)
	if r.source != nil && r.source.Dialect() == target.Dialect() {
		class := pb.LossClass_LOSS_CLASS_METADATA
		if len(said) > 0 {
			class = optionClass(said[0])
		}
		losses.Drop(pointer, class, detail)
		return
	}
	for _, option := range said {
		for _, path := range r.sameOption(option) {
			losses.Drop(r.locate(path), optionClass(path), detail)
		}
	}
}

// saidAt gives the options that a member of a document holds, as canonical paths.
func saidAt(a adapters.Adapter, text, pointer string) []string {
	locator, ok := a.(adapters.Locator)
	if !ok {
		return nil
	}
	req, err := a.DecodeRequest(&adapters.Exchange{}, adapters.Wire{Body: []byte(withoutLists(text, pointer))})
	if err != nil {
		return nil
	}
	var said []string
	for _, path := range options(req) {
		if at := locator.LocateRequest(req, path); strings.HasPrefix(at+"/", pointer+"/") {
			said = append(said, path)
		}
	}
	return said
}

// withoutLists empties the lists of a document that a pointer does not lead into: a conversation and its tools tell nothing of
// options, and are long.
func withoutLists(text, pointer string) string {
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	for name, raw := range jsonx.Members(text) {
		if jsonx.KindOf(raw) == '[' && !strings.HasPrefix(pointer+"/", "/"+jsonx.EscapePointer(name)+"/") {
			raw = "[]"
		}
		o.Raw(name, raw)
	}
	o.End()
	return string(w.Bytes())
}

// sameOption gives the paths at which the source says what an option of a target says: the same one, else whatever it says of the
// same matter, since a target may say it in another way.
func (r *Request) sameOption(option string) []string {
	var related []string
	group, _, inside := strings.Cut(option[1:], "/")
	for _, path := range options(r.Canonical) {
		if path == option {
			return []string{path}
		}
		if inside && strings.HasPrefix(path, "/"+group+"/") {
			related = append(related, path)
		}
	}
	return related
}

// options gives the paths of all options of a request that are set, in order.
func options(req *pb.GenerateRequest) []string {
	var paths []string
	req.ProtoReflect().Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		at := "/" + string(f.Name())
		switch {
		case f.Name() == "messages" || f.Name() == "extensions":
		case f.IsList() || f.Message() == nil:
			paths = append(paths, at)
		default:
			v.Message().Range(func(f protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
				paths = append(paths, at+"/"+string(f.Name()))
				return true
			})
		}
		return true
	})
	slices.Sort(paths)
	return paths
}

// optionClasses are the classes of options by the first step of their paths; all others are about the call.
var optionClasses = map[string]pb.LossClass{
	"sampling": pb.LossClass_LOSS_CLASS_SAMPLING, "max_output_tokens": pb.LossClass_LOSS_CLASS_SAMPLING,
	"candidate_count": pb.LossClass_LOSS_CLASS_SAMPLING, "reasoning": pb.LossClass_LOSS_CLASS_REASONING,
	"output": pb.LossClass_LOSS_CLASS_FORMAT, "caching": pb.LossClass_LOSS_CLASS_CACHING,
	"continuation": pb.LossClass_LOSS_CLASS_STATE, "tool_choice": pb.LossClass_LOSS_CLASS_TOOLS,
	"tools": pb.LossClass_LOSS_CLASS_TOOLS, "max_tool_calls": pb.LossClass_LOSS_CLASS_TOOLS,
	"stream_usage": pb.LossClass_LOSS_CLASS_USAGE, "instructions": pb.LossClass_LOSS_CLASS_CONTENT,
}

func optionClass(path string) pb.LossClass {
	if class, ok := optionClasses[canon.StepsOf(path).First()]; ok {
		return class
	}
	return pb.LossClass_LOSS_CLASS_METADATA
}
