package translate_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestSealsComeHome follows provider state through a client of another dialect and back: the answer is translated for the
// client, who puts it into its history as it does, and the next request brings every seal back to its issuer unchanged.
func TestSealsComeHome(t *testing.T) {
	acrossDialects(t, adapterstest.KindResponse, func(p pair, c *adapterstest.Case, laws *checker) {
		resp, err := p.source.DecodeResponse(c.Exchange(), c.Wire())
		if err != nil || len(resp.Candidates) == 0 || isFailure(resp) {
			return
		}
		seals := sealsOf(resp.Candidates[0].Messages)
		if len(seals) == 0 {
			return
		}
		laws.run("seals come home", func() []finding { return sealsHome(p, c, seals) })
	})
}

func sealsHome(p pair, c *adapterstest.Case, seals []string) (found []finding) {
	client, upstream := p.target, p.source
	shown, _, err := translate.Response(upstream, client, c.Exchange(), nil, c.Wire())
	if err != nil {
		return []finding{{Where: "shown", What: err.Error()}}
	}
	req, err := translate.DecodeRequest(client, c.Exchange(), adapters.Wire{Body: replay[client.Dialect()](string(shown))})
	if err != nil {
		return []finding{{Where: "replayed", What: err.Error()}}
	}
	answerCalls(req.Canonical)
	out, _, err := req.Encode(upstream, c.Exchange())
	if err != nil {
		return []finding{{Where: "sent home", What: err.Error()}}
	}
	for _, s := range seals {
		// A seal is a string of its dialect, or the text of a whole JSON value.
		home := bytes.Contains(out.Body, []byte(jsonx.Quote(s))) || jsonx.ValidText(s) && bytes.Contains(out.Body, []byte(s))
		if !home {
			found = append(found, finding{Where: "seal", What: "did not come home"})
		}
	}
	return found
}

// sealsOf lists the state that a client is to bring back. Content that only its own dialect has goes lost with its seal.
func sealsOf(messages []*pb.Message) (seals []string) {
	for _, m := range messages {
		for _, p := range m.Parts {
			if s := p.GetSeal().GetData(); s != "" && p.GetOpaque() == nil && p.GetCompaction() == nil {
				seals = append(seals, s)
			}
		}
	}
	return seals
}

// replay puts an answer into the history of a client's next request, as clients of each dialect do.
var replay = map[pb.Dialect]func(answer string) []byte{
	pb.Dialect_DIALECT_RESPONSES: func(answer string) []byte {
		output, _ := jsonx.Get(answer, "output")
		hi := `{"type":"message","role":"user","content":"Hi"}`
		return []byte(`{"model":"m","input":[` + hi + "," + strings.TrimSuffix(strings.TrimPrefix(output, "["), "]") + `]}`)
	},
	pb.Dialect_DIALECT_CHAT: func(answer string) []byte {
		message, _ := jsonx.Lookup(answer, "/choices/0/message")
		return []byte(`{"model":"m","messages":[{"role":"user","content":"Hi"},` + message + `]}`)
	},
	pb.Dialect_DIALECT_CLAUDE: func(answer string) []byte {
		content, _ := jsonx.Get(answer, "content")
		return []byte(`{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},` +
			`{"role":"assistant","content":` + content + `}]}`)
	},
	pb.Dialect_DIALECT_GEMINI: func(answer string) []byte {
		content, _ := jsonx.Lookup(answer, "/candidates/0/content")
		return []byte(`{"contents":[{"role":"user","parts":[{"text":"Hi"}]},` + content + `]}`)
	},
}

// answerCalls adds a result for every call of the history, then a turn of the user.
func answerCalls(req *pb.GenerateRequest) {
	for _, m := range req.Messages {
		for _, p := range m.Parts {
			c := p.GetToolCall()
			if c == nil || c.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
				continue
			}
			result := &pb.ToolResult{CallId: c.CallId, Name: c.Name, Namespace: c.Namespace, Kind: c.Kind, Parts: []*pb.Part{textPart("done")}}
			req.Messages = append(req.Messages, &pb.Message{
				Role: pb.Role_ROLE_TOOL, Parts: []*pb.Part{{Content: &pb.Part_ToolResult{ToolResult: result}}},
			})
		}
	}
	req.Messages = append(req.Messages, &pb.Message{Role: pb.Role_ROLE_USER, Parts: []*pb.Part{textPart("Go on")}})
}

func textPart(text string) *pb.Part {
	return &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{Text: text}}}
}
