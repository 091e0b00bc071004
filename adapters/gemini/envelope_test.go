package gemini

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func text(s string) *pb.Part { return &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{Text: s}}} }

func sealed(s, seal string) *pb.Part {
	return &pb.Part{
		Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: s}},
		Seal:    &pb.Seal{Issuer: pb.Dialect_DIALECT_CLAUDE, Data: seal},
	}
}

func toolCall(id, seal string) *pb.Part {
	p := &pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{
		CallId: id, Name: "look", Kind: pb.ToolKind_TOOL_KIND_FUNCTION, ArgumentsJson: "{}",
	}}}
	if seal != "" {
		p.Seal = &pb.Seal{Issuer: pb.Dialect_DIALECT_CLAUDE, Data: seal}
	}
	return p
}

// foreignAnswer is an answer of another dialect.
func foreignAnswer(parts ...*pb.Part) *pb.GenerateResponse {
	return &pb.GenerateResponse{
		Origin: pb.Dialect_DIALECT_CLAUDE, Id: "1", Model: "m",
		Candidates: []*pb.Candidate{{
			Messages: []*pb.Message{{Role: pb.Role_ROLE_ASSISTANT, Parts: parts}},
			Finish:   &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_END},
		}},
	}
}

// replay gives the parts that the next request of a client brings back, who puts the content of an answer into its history.
func replay(t *testing.T, body []byte) []*pb.Part {
	t.Helper()
	content, ok := jsonx.Lookup(string(body), "/candidates/0/content")
	if !ok {
		t.Fatalf("%s", body)
	}
	req, err := New().DecodeRequest(&adapters.Exchange{}, adapters.Wire{Body: []byte(`{"contents":[` + content + `]}`)})
	if err != nil {
		t.Fatal(err)
	}
	return req.Messages[0].Parts
}

// bare gives parts as they are for their issuer: without what this dialect keeps for itself, and without the empty text that
// carries an envelope when nothing else can.
func bare(parts []*pb.Part) []*pb.Part {
	var out []*pb.Part
	for _, p := range parts {
		p = proto.CloneOf(p)
		p.Extensions = nil
		if !proto.Equal(p, text("")) {
			out = append(out, p)
		}
	}
	return out
}

func samePart(a, b *pb.Part) bool { return proto.Equal(a, b) }

// TestEnvelopes: the state of another vendor that a client brings back is where it was.
func TestEnvelopes(t *testing.T) {
	for name, parts := range map[string][]*pb.Part{
		"on a call":               {sealed("hm", "s1"), text("well"), toolCall("c1", "")},
		"calls with seals":        {toolCall("c1", "s1"), toolCall("c2", "s2")},
		"without words":           {sealed("", "s1"), text("well"), toolCall("c1", "")},
		"on a text":               {sealed("hm", "s1"), text("well")},
		"several":                 {sealed("hm", "s1"), sealed("so", "s2"), text("well"), toolCall("c1", "s3"), toolCall("c2", "")},
		"nothing to ride on":      {sealed("hm", "s1")},
		"before and after a call": {sealed("hm", "s1"), toolCall("c1", ""), sealed("so", "s2"), text("well")},
	} {
		body, err := New().EncodeResponse(&adapters.Exchange{}, nil, foreignAnswer(parts...), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := bare(replay(t, body)); !slices.EqualFunc(got, parts, samePart) {
			t.Errorf("%s:\n%v\n%v\n%s", name, got, parts, body)
		}
	}
}

// TestEnvelopesOfStreams: the same for a client that joins the chunks of a stream, as the vendor's libraries do.
func TestEnvelopesOfStreams(t *testing.T) {
	for name, parts := range map[string][]*pb.Part{
		"on a call":        {sealed("hm", "s1"), text("well"), toolCall("c1", "")},
		"calls with seals": {toolCall("c1", "s1"), toolCall("c2", "s2")},
		"on a text":        {sealed("hm", "s1"), text("well")},
	} {
		x := &adapters.Exchange{}
		w := New().NewEventWriter(x, nil)
		var stream []byte
		if err := canon.Explode(foreignAnswer(parts...), func(ev *pb.GenerateEvent) (err error) {
			stream, err = w.Append(stream, ev)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		var joined []string
		for _, f := range adapterstest.Frames(stream) {
			list, _ := jsonx.Lookup(f.Data, "/candidates/0/content/parts")
			for p := range jsonx.Elements(list) {
				joined = append(joined, p)
			}
		}
		body := `{"candidates":[{"content":{"role":"model","parts":[` + strings.Join(joined, ",") + `]}}]}`
		if got := bare(replay(t, []byte(body))); !slices.EqualFunc(got, parts, samePart) {
			t.Errorf("%s:\n%v\n%v\n%s", name, got, parts, body)
		}
	}
}

// TestEnvelopeInAnAnswer: an answer that comes with an envelope, from a peer that translates too, goes on as it came.
func TestEnvelopeInAnAnswer(t *testing.T) {
	body, err := New().EncodeResponse(&adapters.Exchange{}, nil, foreignAnswer(sealed("hm", "s1"), text("well")), nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := New().DecodeResponse(&adapters.Exchange{}, adapters.Wire{Body: body})
	if err != nil {
		t.Fatal(err)
	}
	if got := resp.Candidates[0].Messages[0].Parts[0].Seal; got.GetData() != "s1" || got.Issuer != pb.Dialect_DIALECT_CLAUDE {
		t.Errorf("%v", got)
	}
	again, err := New().EncodeResponse(&adapters.Exchange{}, nil, resp, nil)
	if err != nil || !bytes.Equal(again, body) {
		t.Errorf("%s\n%s\n%v", again, body, err)
	}
}

// TestUnreadableEnvelopes: neither an envelope nor what was in it goes to a service that cannot read it.
func TestUnreadableEnvelopes(t *testing.T) {
	answer, err := New().EncodeResponse(&adapters.Exchange{}, nil, foreignAnswer(sealed("hm", "s1"), toolCall("c1", "")), nil)
	if err != nil {
		t.Fatal(err)
	}
	content, _ := jsonx.Lookup(string(answer), "/candidates/0/content")
	forged := strings.Replace(content, canon.EnvelopePrefix, canon.EnvelopePrefix+"AAAA", 1)
	for name, history := range map[string]string{"opened": content, "damaged": forged} {
		x := &adapters.Exchange{}
		req, err := New().DecodeRequest(x, adapters.Wire{
			Path: "/v1beta/models/gemini-3.8-flash:generateContent",
			Body: []byte(`{"contents":[{"role":"user","parts":[{"text":"hi"}]},` + history + `]}`),
		})
		if err != nil {
			t.Fatal(err)
		}
		var losses adapters.Losses
		w, err := New().EncodeRequest(x, req, &losses)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(w.Body), canon.EnvelopePrefix) || strings.Contains(string(w.Body), `"s1"`) {
			t.Errorf("%s: %s", name, w.Body)
		}
		if !strings.Contains(string(w.Body), dummySignature) {
			t.Errorf("%s: no placeholder: %s", name, w.Body)
		}
		withheld := func(l *pb.Loss) bool { return l.Action == pb.LossAction_LOSS_ACTION_WITHHELD }
		if !slices.ContainsFunc(losses.Items(), withheld) {
			t.Errorf("%s: %v", name, losses.Items())
		}
	}
}

// TestEnvelopeOfPieces: a client that puts the chunks of a stream into its history as they came shows reasoning in pieces, all of which
// the envelope stands for.
func TestEnvelopeOfPieces(t *testing.T) {
	parts := []*pb.Part{sealed("Wet there.", "s1"), sealed("Or not.", "s2"), toolCall("c1", "")}
	body, err := New().EncodeResponse(&adapters.Exchange{}, nil, foreignAnswer(parts...), nil)
	if err != nil {
		t.Fatal(err)
	}
	pieces := strings.Replace(string(body), `{"text":"Wet there.","thought":true}`,
		`{"text":"Wet","thought":true},{"text":" the","thought":true},{"text":"re.","thought":true}`, 1)
	if got := bare(replay(t, []byte(pieces))); !slices.EqualFunc(got, parts, samePart) {
		t.Errorf("%v\n%v\n%s", got, parts, pieces)
	}
}
