package gemini

import (
	"strconv"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestLocate: whatever a canonical document says has a place in the wire document that it was read from.
func TestLocate(t *testing.T) {
	locator := New().(adapters.Locator)
	tally := adapterstest.Tally{Title: "gemini"}
	for _, c := range adapterstest.Corpus(t, own) {
		var m proto.Message
		var locate func(string) string
		switch c.Kind {
		case adapterstest.KindRequest:
			req, err := New().DecodeRequest(c.Exchange(), c.Wire())
			if err != nil {
				t.Fatal(err)
			}
			m, locate = req, func(path string) string { return locator.LocateRequest(req, path) }
		case adapterstest.KindResponse:
			resp, err := New().DecodeResponse(c.Exchange(), c.Wire())
			if err != nil {
				t.Fatal(err)
			}
			m, locate = resp, func(path string) string { return locator.LocateResponse(resp, path) }
		default:
			continue
		}
		var found []adapterstest.Finding
		eachPath("", m.ProtoReflect(), func(path string) {
			if at := locate(path); !exists(c.Body, at) {
				found = append(found, adapterstest.Finding{Where: path, What: "not in the document: " + at})
			}
		})
		tally.Add("locate", c.File, found)
	}
	tally.Report(t)
}

// eachPath gives the canonical path of everything that a message says.
func eachPath(path string, m protoreflect.Message, do func(string)) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		at := path + "/" + string(f.Name())
		do(at)
		ext, isExtension := m.Interface().(*pb.Extension)
		switch {
		case isExtension && f.Name() == "members_json" && ext.Kind == pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED:
			for name := range jsonx.Members(ext.MembersJson) {
				do(at + "/" + jsonx.EscapePointer(name))
			}
		case f.Message() == nil || f.IsMap():
		case f.IsList():
			for i := range v.List().Len() {
				element := at + "/" + strconv.Itoa(i)
				do(element)
				eachPath(element, v.List().Get(i).Message(), do)
			}
		default:
			eachPath(at, v.Message(), do)
		}
		return true
	})
}

// TestLocateNarrow: a place is as narrow as the document allows.
func TestLocateNarrow(t *testing.T) {
	const body = `{"system_instruction":{"parts":{"text":"a"}},"tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT"}}]},
		{"googleSearch":{"excludeDomains":["x"]}}],"contents":[{"role":"user","parts":[{"text":"b"},{"inline_data":{"mime_type":"image/png","data":"AA=="}}]},
		{"role":"model","parts":[{"functionCall":{"name":"f","args":{"x":1}},"thought_signature":"c2ln"}]}],
		"generationConfig":{"stopSequences":["x","y"],"thinkingConfig":{"thinkingLevel":"HIGH"},"imageConfig":{"imageSize":"2K"}},"safetySettings":[{"category":"c"}]}`
	req, err := New().DecodeRequest(&adapters.Exchange{}, adapters.Wire{Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/instructions/0":                                   "/system_instruction/parts",
		"/tools/0/schema_json/type":                         "/tools/0/functionDeclarations/0/parameters/type",
		"/tools/1/hosted/allowed_domains":                   "/tools/1/googleSearch",
		"/tools/1/extensions/0/members_json/excludeDomains": "/tools/1/googleSearch/excludeDomains",
		"/messages/0/parts/1/media/media_type":              "/contents/0/parts/1/inline_data/mime_type",
		"/messages/1/parts/0/seal":                          "/contents/1/parts/0/thought_signature",
		"/messages/1/parts/0/tool_call/arguments_json/x":    "/contents/1/parts/0/functionCall/args/x",
		"/messages/1/parts/0/tool_call/call_id":             "/contents/1/parts/0/functionCall",
		"/sampling/stop/1":                                  "/generationConfig/stopSequences/1",
		"/reasoning/effort":                                 "/generationConfig/thinkingConfig/thinkingLevel",
		"/extensions/0/members_json/imageConfig/imageSize":  "/generationConfig/imageConfig/imageSize",
		"/messages/7":                                       "/contents",
		"/end_user_id":                                      "",
	} {
		if got := New().(adapters.Locator).LocateRequest(req, path); got != want {
			t.Errorf("%s: %s, not %s", path, got, want)
		}
	}
}
