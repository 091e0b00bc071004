package chat_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters"
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
