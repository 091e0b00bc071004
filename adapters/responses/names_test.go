package responses_test

import (
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/responses"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Tools whose names this dialect does not take are called by aliases, and the answer has their own names again.
func TestNamesAreRestored(t *testing.T) {
	a := responses.New()
	function := func(name string) *pb.Tool { return &pb.Tool{Name: name, Kind: pb.ToolKind_TOOL_KIND_FUNCTION} }
	req := &pb.GenerateRequest{Model: "gpt-6", Tools: []*pb.Tool{
		function("plain"), function("files.read:all"),
		{Name: "ns", Kind: pb.ToolKind_TOOL_KIND_NAMESPACE, Tools: []*pb.Tool{function("wait"), function("a.b")}},
	}}
	w, err := a.EncodeRequest(nil, req, nil)
	if err != nil {
		t.Fatal(err)
	}
	sent, err := a.DecodeRequest(nil, adapters.Wire{Body: w.Body})
	if err != nil {
		t.Fatal(err)
	}
	call := func(namespace, name string) string {
		member := ""
		if namespace != "" {
			member = `"namespace":"` + namespace + `",`
		}
		return `{"type":"function_call","id":"fc_1","call_id":"c",` + member + `"name":"` + name + `","arguments":"{}"}`
	}
	ns := sent.Tools[2]
	doc := `{"id":"resp_1","status":"completed","output":[` + strings.Join([]string{
		call("", sent.Tools[0].Name), call("", sent.Tools[1].Name), call(ns.Name, ns.Tools[0].Name), call(ns.Name, ns.Tools[1].Name),
		call("", "unknown"),
	}, ",") + `]}`
	resp, err := a.DecodeResponse(&adapters.Exchange{Request: req}, adapters.Wire{Body: []byte(doc)})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range resp.Candidates[0].Messages {
		c := m.Parts[0].GetToolCall()
		got = append(got, c.Namespace+"/"+c.Name)
	}
	const want = "/plain /files.read:all ns/wait ns/a.b /unknown"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

func TestNoDeveloperRole(t *testing.T) {
	a := responses.New()
	const doc = `{"model":"m","input":[{"type":"message","role":"developer","content":"D"}]}`
	req, err := a.DecodeRequest(nil, adapters.Wire{Body: []byte(doc)})
	if err != nil {
		t.Fatal(err)
	}
	x := &adapters.Exchange{}
	x.Quirks.NoDeveloperRole = true
	w, err := a.EncodeRequest(x, req, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(w.Body), `"role":"system"`) {
		t.Errorf("%s", w.Body)
	}
}

// An upstream that breaks off is a failure in the stream of this dialect, also where the stream came from this dialect.
func TestBrokenOffStreamFails(t *testing.T) {
	a := responses.New()
	const begun = "event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":0,\"response\":{\"id\":\"resp_1\",\"model\":\"gpt-5.5\",\"status\":\"in_progress\",\"output\":[]}}\n\n"
	r, w := a.NewEventReader(nil, strings.NewReader(begun)), a.NewEventWriter(nil, nil)
	var out []byte
	for {
		ev, err := r.Next()
		if err != nil {
			break
		}
		if out, err = w.Append(out, ev); err != nil {
			t.Fatal(err)
		}
	}
	out, err := w.Append(out, &pb.GenerateEvent{Event: &pb.GenerateEvent_Error{Error: &pb.Error{
		Code: pb.ErrorCode_ERROR_CODE_TRUNCATED, Message: "broken off",
	}}})
	if err != nil {
		t.Fatal(err)
	}
	tail := string(out[len(begun):])
	for _, want := range []string{"event: response.failed\n", `"sequence_number":1`, `"id":"resp_1"`, `"message":"broken off"`} {
		if !strings.Contains(tail, want) {
			t.Errorf("%s is missing in %s", want, tail)
		}
	}
}
