package canon

import (
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// keptMember is a member that a dialect kept because the model has no field for it.
type keptMember struct {
	dialect         pb.Dialect
	at, name, value string
	path            string
	hosted          bool // of a hosted tool
}

// extensions compares the unknown members that two documents keep, wherever they keep them. It finds their places by
// itself, so that it does not share the blind spots of ReportForeignRequest.
func (c *comparer) extensions(a, b protoreflect.Message) {
	left := keptMembers(nil, "", b)
	for _, m := range keptMembers(nil, "", a) {
		found := false
		for i, other := range left {
			if m.dialect == other.dialect && m.at == other.at && m.name == other.name && sameJSON(m.value, other.value) {
				left = append(left[:i], left[i+1:]...)
				found = true
				break
			}
		}
		if !found {
			c.differ(m.path, "the member is gone")
		}
	}
	for _, m := range left {
		if m.hosted || m.value == `""` {
			continue // what a vendor demands to be told of its own tool, or to be there at all
		}
		c.differ("", "the second alone has the member "+m.name+" at "+m.path)
	}
}

// keptMembers finds all unknown members of a message and of the messages in it.
func keptMembers(out []keptMember, path string, m protoreflect.Message) []keptMember {
	tool, _ := m.Interface().(*pb.Tool)
	list := m.Descriptor().Fields()
	for i := range list.Len() {
		f := list.Get(i)
		if f.Message() == nil || !m.Has(f) {
			continue
		}
		at := path + "/" + string(f.Name())
		if !f.IsList() {
			out = keptMembers(out, at, m.Get(f).Message())
			continue
		}
		for j, elements := 0, m.Get(f).List(); j < elements.Len(); j++ {
			e := elements.Get(j).Message()
			if ext, ok := e.Interface().(*pb.Extension); ok {
				out = appendMembers(out, at+Path(j, "members_json"), ext, tool.GetHosted() != nil)
			} else {
				out = keptMembers(out, at+Path(j), e)
			}
		}
	}
	return out
}

func appendMembers(out []keptMember, path string, e *pb.Extension, hosted bool) []keptMember {
	if e.Kind != pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED {
		return out
	}
	for name, value := range jsonx.Members(e.MembersJson) {
		if value != "null" {
			out = append(out, keptMember{e.Dialect, e.At, name, value, path + Path(name), hosted})
		}
	}
	return out
}
