package chat_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/chat"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestLocateStreamedList: the content that a stream stands for is a list where its parts are not one text, although no chunk
// says so.
func TestLocateStreamedList(t *testing.T) {
	a := chat.New()
	thinking := &pb.Part{
		Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: "hm"}},
		Extensions: []*pb.Extension{
			{Dialect: a.Dialect(), MembersJson: `{"type":"thinking"}`, Kind: pb.ExtensionKind_EXTENSION_KIND_SPELLING},
			{Dialect: a.Dialect(), MembersJson: `{"closed":true}`},
		},
	}
	text := &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{Text: "144"}}}
	resp := &pb.GenerateResponse{Origin: a.Dialect(), Candidates: []*pb.Candidate{{
		Messages: []*pb.Message{{Origin: a.Dialect(), Role: pb.Role_ROLE_ASSISTANT, Parts: []*pb.Part{thinking, text}}},
	}}}
	body, err := a.EncodeResponse(&adapters.Exchange{}, nil, resp, nil)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/candidates/0/messages/0/parts/0/extensions/1/members_json/closed": "/choices/0/message/content/0/closed",
		"/candidates/0/messages/0/parts/1/text/text":                        "/choices/0/message/content/1/text",
	} {
		got := a.(adapters.Locator).LocateResponse(resp, path)
		if _, there := jsonx.Lookup(string(body), got); got != want || !there {
			t.Errorf("%s is at %s, want %s; in the document: %t\n%s", path, got, want, there, body)
		}
	}
}

// TestLocateFlatFunctions: what the model does not know of functions as they were before tools stands in their own objects.
func TestLocateFlatFunctions(t *testing.T) {
	a := chat.New()
	body := `{"model":"m","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}","x":1}},` +
		`{"role":"function","name":"f","content":"ok"}],"functions":[{"name":"f","parameters":{"type":"object","properties":{}},"y":2}]}`
	req, err := a.DecodeRequest(&adapters.Exchange{}, adapters.Wire{Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	find := func(at string, exts []*pb.Extension, member string) string {
		for i, e := range exts {
			if _, ok := jsonx.Get(e.MembersJson, member); ok {
				return a.(adapters.Locator).LocateRequest(req, at+canon.Path("extensions", i, "members_json", member))
			}
		}
		return "nowhere"
	}
	if got, want := find("/tools/0", req.Tools[0].Extensions, "y"), "/functions/0/y"; got != want {
		t.Errorf("the function's member is at %s, want %s", got, want)
	}
	if got, want := find("/messages/1/parts/0", req.Messages[1].Parts[0].Extensions, "x"), "/messages/1/function_call/x"; got != want {
		t.Errorf("the call's member is at %s, want %s", got, want)
	}
}

// TestLocateSpoken: the audio of an answer stands beside its content, with its bytes or with an id alone.
func TestLocateSpoken(t *testing.T) {
	a := chat.New()
	for audio, want := range map[string]string{
		`{"id":"a1","data":"UklGRg==","transcript":"Hi","expires_at":1}`: "/choices/0/message/audio/data",
		`{"id":"a1","transcript":"Hi"}`:                                  "/choices/0/message/audio/id",
	} {
		body := `{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"audio":` +
			audio + `},"finish_reason":"stop"}]}`
		resp, err := a.DecodeResponse(&adapters.Exchange{}, adapters.Wire{Body: []byte(body)})
		if err != nil {
			t.Fatal(err)
		}
		if got := a.(adapters.Locator).LocateResponse(resp, "/candidates/0/messages/0/parts/0/media"); got != want {
			t.Errorf("%s is at %s, want %s", audio, got, want)
		}
	}
}
