package canon

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Keep appends an extension that holds the members of a JSON object text; nothing where the object is empty. Members
// already kept for the same dialect, place and kind are joined with it.
func Keep(exts []*pb.Extension, d pb.Dialect, at, members string, kind pb.ExtensionKind) []*pb.Extension {
	if jsonx.Empty(members) {
		return exts
	}
	for _, e := range exts {
		if e.Dialect == d && e.At == at && e.Kind == kind {
			e.MembersJson = jsonx.Merge(e.MembersJson, members)
			return exts
		}
	}
	return append(exts, &pb.Extension{Dialect: d, At: at, MembersJson: members, Kind: kind})
}

// KeepUnknown keeps members that the model has no field for.
func KeepUnknown(exts []*pb.Extension, d pb.Dialect, at, members string) []*pb.Extension {
	return Keep(exts, d, at, members, pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED)
}

// KeepSpelling keeps the exact spelling of a member whose meaning a field holds too. A raw value of null says that the
// wire object lacked a member that the adapter would otherwise write.
func KeepSpelling(exts []*pb.Extension, d pb.Dialect, at, name, raw string) []*pb.Extension {
	return Keep(exts, d, at, jsonx.Wrap(name, raw), pb.ExtensionKind_EXTENSION_KIND_SPELLING)
}

// KeepTransport keeps members that say nothing about the conversation.
func KeepTransport(exts []*pb.Extension, d pb.Dialect, at, members string) []*pb.Extension {
	return Keep(exts, d, at, members, pb.ExtensionKind_EXTENSION_KIND_TRANSPORT)
}

// Own gives the members that a dialect kept for the wire object at a place, as one object text; "" for none. It is what
// jsonx.Writer.Object takes.
func Own(exts []*pb.Extension, d pb.Dialect, at string) string {
	own := ""
	for _, e := range exts {
		if e.Dialect != d || e.At != at {
			continue
		}
		if own == "" {
			own = e.MembersJson
		} else {
			own = jsonx.Merge(own, e.MembersJson)
		}
	}
	return own
}
