package claude_test

import (
	"strconv"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/claude"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Whatever a loss may speak of has a place in the document.
func TestEveryPlaceExists(t *testing.T) {
	a := claude.New()
	locator := a.(adapters.Locator)
	for _, c := range adapterstest.Corpus(t, pb.Dialect_DIALECT_CLAUDE) {
		var message protoreflect.Message
		var locate func(string) string
		switch c.Kind {
		case adapterstest.KindRequest:
			req, err := a.DecodeRequest(c.Exchange(), c.Wire())
			if err != nil {
				t.Fatal(c.File, err)
			}
			message, locate = req.ProtoReflect(), func(p string) string { return locator.LocateRequest(req, p) }
		case adapterstest.KindResponse:
			resp, err := a.DecodeResponse(c.Exchange(), c.Wire())
			if err != nil {
				t.Fatal(c.File, err)
			}
			message, locate = resp.ProtoReflect(), func(p string) string { return locator.LocateResponse(resp, p) }
		default:
			continue
		}
		eachPath(message, "", func(path string) {
			if at := locate(path); at != "" || path == "/model" {
				if _, ok := jsonx.Lookup(string(c.Body), at); !ok {
					t.Errorf("%s: %s is at %s, which is not there", c.File, path, at)
				}
			}
		})
	}
}

// notPlaces are fields that say how the document was written rather than what.
var notPlaces = map[protoreflect.Name]bool{
	"origin": true, "form": true, "instructions_form": true, "messages_form": true, "kind": true, "at": true, "dialect": true,
	"index": true, "issuer": true, "upstream": true,
}

// eachPath gives the path of every field that is set.
func eachPath(m protoreflect.Message, path string, do func(string)) {
	if x, ok := m.Interface().(*pb.Extension); ok {
		if x.Kind == pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED {
			for name := range jsonx.Members(x.MembersJson) {
				do(path + "/members_json/" + jsonx.EscapePointer(name))
			}
		}
		return
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		at := path + "/" + string(f.Name())
		switch {
		case notPlaces[f.Name()]:
		case f.IsList():
			for i := range v.List().Len() {
				do(at + "/" + strconv.Itoa(i))
				if f.Message() != nil {
					eachPath(v.List().Get(i).Message(), at+"/"+strconv.Itoa(i), do)
				}
			}
		case f.Message() != nil:
			do(at)
			eachPath(v.Message(), at, do)
		default:
			do(at)
		}
		return true
	})
}
