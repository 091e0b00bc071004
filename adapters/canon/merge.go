package canon

import (
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// copier makes copies that share no memory with what they were copied from, its strings included: those of an event may
// lie in its reader's buffer.
type copier struct {
	scratch []byte
	copied  int
}

// copy fills dst, an empty message of the same type, with a copy of src.
func (c *copier) copy(dst, src proto.Message) error {
	data, err := proto.MarshalOptions{}.MarshalAppend(c.scratch[:0], src)
	if err != nil {
		return err
	}
	c.copied += len(data)
	if cap(data) <= maxScratch {
		c.scratch = data
	}
	return proto.Unmarshal(data, dst)
}

// maxScratch is the largest buffer that a copier keeps for the next message.
const maxScratch = 64 << 10

// merge puts what src knows over what dst knows. What is set in src replaces, messages merge member by member, extensions
// join those of the same place, and a seal, which is one value, replaces as a whole. It uses parts of src in dst.
func merge(dst, src protoreflect.Message) {
	src.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case fd.IsList() && fd.Message() != nil && fd.Message().FullName() == extensionType:
			joinList(dst.Mutable(fd).List(), v.List())
		case fd.IsList() || fd.Message() == nil || fd.Message().FullName() == sealType || !dst.Has(fd):
			dst.Set(fd, v)
		default:
			merge(dst.Mutable(fd).Message(), v.Message())
		}
		return true
	})
}

const (
	extensionType protoreflect.FullName = "interlingua.v1beta1.Extension"
	sealType      protoreflect.FullName = "interlingua.v1beta1.Seal"
)

func joinList(dst, src protoreflect.List) {
	joined := joinExtensions(extensionsIn(dst), extensionsIn(src))
	for i := dst.Len(); i < len(joined); i++ {
		dst.Append(protoreflect.ValueOfMessage(joined[i].ProtoReflect()))
	}
}

func extensionsIn(list protoreflect.List) []*pb.Extension {
	out := make([]*pb.Extension, list.Len())
	for i := range out {
		out[i] = list.Get(i).Message().Interface().(*pb.Extension)
	}
	return out
}

// joinExtensions adds copies of more to exts. Members of one dialect, place and kind are joined; later ones win.
func joinExtensions(exts, more []*pb.Extension) []*pb.Extension {
	for _, e := range more {
		old := findExtension(exts, e)
		switch {
		case old == nil:
			exts = append(exts, &pb.Extension{
				Dialect: e.Dialect, At: strings.Clone(e.At), MembersJson: strings.Clone(e.MembersJson), Kind: e.Kind,
			})
		case old.MembersJson == e.MembersJson || jsonx.Empty(e.MembersJson):
		case jsonx.Empty(old.MembersJson):
			old.MembersJson = strings.Clone(e.MembersJson)
		default:
			old.MembersJson = jsonx.Merge(old.MembersJson, e.MembersJson)
		}
	}
	return exts
}

func findExtension(exts []*pb.Extension, like *pb.Extension) *pb.Extension {
	for _, e := range exts {
		if e.Dialect == like.Dialect && e.Kind == like.Kind && e.At == like.At {
			return e
		}
	}
	return nil
}
