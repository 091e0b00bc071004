package responses_test

import (
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/responses"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// sealedAnswer is an answer of another vendor whose reasoning, text and call are sealed.
func sealedAnswer() *pb.GenerateResponse {
	seal := func(data string) *pb.Seal {
		return &pb.Seal{Issuer: pb.Dialect_DIALECT_GEMINI, Model: "gemini-x", Data: data}
	}
	parts := []*pb.Part{
		{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: "Hm"}}, Seal: seal("thought")},
		{Content: &pb.Part_Text{Text: &pb.Text{Text: "Hi"}}, Seal: seal("text")},
		{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{CallId: "c1", Name: "f", ArgumentsJson: "{}"}}, Seal: seal("call")},
	}
	return &pb.GenerateResponse{Origin: pb.Dialect_DIALECT_GEMINI, Candidates: []*pb.Candidate{{
		Messages: []*pb.Message{{Origin: pb.Dialect_DIALECT_GEMINI, Role: pb.Role_ROLE_ASSISTANT, Parts: parts}},
		Finish:   &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_TOOL_CALLS},
	}}}
}

// replay makes the request with which a client goes on after an answer: it sends back the items of the output.
func replay(t *testing.T, a adapters.Adapter, output string) *pb.GenerateRequest {
	t.Helper()
	body := `{"model":"gpt-5.5","store":false,"input":[{"role":"user","content":"Go"},` + output[1:len(output)-1] +
		`,{"type":"function_call_output","call_id":"c1","output":"done"}]}`
	req, err := a.DecodeRequest(nil, adapters.Wire{Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	return req
}

// sealsOf lists what is sealed in a conversation, and by whom.
func sealsOf(req *pb.GenerateRequest) string {
	var found []string
	for _, m := range req.Messages {
		for _, p := range m.Parts {
			if p.Seal == nil {
				continue
			}
			kind := "text"
			switch {
			case p.GetReasoning() != nil:
				kind = "reasoning " + p.GetReasoning().Text
			case p.GetToolCall() != nil:
				kind = "call " + p.GetToolCall().CallId
			}
			found = append(found, kind+": "+p.Seal.Data)
		}
	}
	return strings.Join(found, ", ")
}

// The seals of another vendor come back to it through a client of this dialect, whole or streamed. In a stream that of a text
// comes after it, and comes back as that of an empty text behind it, before all else.
func TestForeignSealsComeBack(t *testing.T) {
	a := responses.New()
	const want = "reasoning Hm: thought, text: text, call c1: call"
	body, err := a.EncodeResponse(nil, nil, sealedAnswer(), nil)
	if err != nil {
		t.Fatal(err)
	}
	output, _ := jsonx.Get(string(body), "output")
	req := replay(t, a, output)
	if got := sealsOf(req); got != want {
		t.Errorf("whole: got %s, want %s", got, want)
	}

	var stream []byte
	w := a.NewEventWriter(nil, nil)
	err = canon.Explode(sealedAnswer(), func(ev *pb.GenerateEvent) (err error) {
		stream, err = w.Append(stream, ev)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var items []string
	for _, f := range adapterstest.Frames(stream) {
		if f.Name == "response.output_item.done" {
			item, _ := jsonx.Get(f.Data, "item")
			items = append(items, item)
		}
	}
	if got := sealsOf(replay(t, a, "["+strings.Join(items, ",")+"]")); got != want {
		t.Errorf("streamed: got %s, want %s", got, want)
	}

	// To anybody but the vendor they are withheld, and the reasoning with them.
	var losses adapters.Losses
	again, err := a.EncodeRequest(nil, req, &losses)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(again.Body), "encrypted_content") {
		t.Errorf("a foreign seal was sent on: %s", again.Body)
	}
	withheld := 0
	for _, l := range losses.Items() {
		if l.Action == pb.LossAction_LOSS_ACTION_WITHHELD {
			withheld++
		}
	}
	if withheld != 3 {
		t.Errorf("%d seals withheld: %v", withheld, losses.Items())
	}
}

// An own seal goes back as it is, and only to the upstream that issued it.
func TestOwnSeals(t *testing.T) {
	a := responses.New()
	const doc = `{"id":"resp_1","model":"gpt-5.5","status":"completed","output":[{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"gAAA"}]}`
	resp, err := a.DecodeResponse(&adapters.Exchange{Upstream: "one"}, adapters.Wire{Body: []byte(doc)})
	if err != nil {
		t.Fatal(err)
	}
	req := &pb.GenerateRequest{Model: "gpt-5.5", Messages: []*pb.Message{{Role: pb.Role_ROLE_ASSISTANT, Parts: resp.Candidates[0].Messages[0].Parts}}}
	for upstream, sent := range map[string]bool{"one": true, "two": false, "": true} {
		w, err := a.EncodeRequest(&adapters.Exchange{Upstream: upstream}, req, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(w.Body), `{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"gAAA"}`); got != sent {
			t.Errorf("to upstream %q: %s", upstream, w.Body)
		}
	}
}

// A damaged envelope is nobody's.
func TestDamagedEnvelope(t *testing.T) {
	a := responses.New()
	const doc = `{"model":"m","input":[{"type":"reasoning","summary":[{"type":"summary_text","text":"S"}],"encrypted_content":"` + canon.EnvelopePrefix + `AAAA"}]}`
	req, err := a.DecodeRequest(nil, adapters.Wire{Body: []byte(doc)})
	if err != nil {
		t.Fatal(err)
	}
	var losses adapters.Losses
	w, err := a.EncodeRequest(nil, req, &losses)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(w.Body), "reasoning") || len(losses.Items()) != 1 {
		t.Errorf("%s, %v", w.Body, losses.Items())
	}
}
