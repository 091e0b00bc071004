package claude_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"pgregory.net/rapid"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/canon/canontest"
	"github.com/interlingua/interlingua/adapters/claude"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

var models = []string{
	"claude-fable-5", "claude-opus-5-5", "claude-opus-4-8", "claude-opus-4-7", "claude-opus-4-6", "claude-haiku-4-5",
	"claude-sonnet-4-20250514", "claude-3-5-haiku-latest", "other",
}

// Any request of any other dialect becomes one that the service takes, unless the client is told that it asked for what
// cannot be; and whatever is not the same afterwards was reported.
func TestForeignRequests(t *testing.T) {
	a := claude.New()
	rapid.Check(t, func(t *rapid.T) {
		req := canontest.Request().Draw(t, "request")
		foreign(req)
		req.Model = rapid.SampledFrom(models).Draw(t, "model")
		var losses adapters.Losses
		w, err := a.EncodeRequest(&adapters.Exchange{}, req, &losses)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range checkRequest(w.Body) {
			if !strings.Contains(f, "open calls") {
				t.Errorf("%s", f)
			}
		}
		back, err := a.DecodeRequest(&adapters.Exchange{}, w)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range canon.Unreported(canon.DiffRequests(req, back), losses.Items()) {
			if d.Path == "/tool_choice/mode" && ownChoice.Match(w.Body) {
				continue
			}
			if joined(&losses) && ofResult.MatchString(d.Path) {
				continue
			}
			t.Errorf("not reported: %s: %s", d.Path, d.Detail)
		}
		if t.Failed() {
			t.Logf("%s", w.Body)
			for _, l := range losses.Items() {
				t.Logf("loss %s %s %s", l.Path, l.Action, l.Detail)
			}
		}
	})
}

// ofResult matches places that differ where results were joined.
var ofResult = regexp.MustCompile(`/tool_result/parts/|/cache$|/seal$`)

// joined reports whether they were.
func joined(losses *adapters.Losses) bool {
	return slices.ContainsFunc(losses.Items(), func(l *pb.Loss) bool {
		return l.Detail == "a second result for one call is joined to the first"
	})
}

// ownChoice matches requests whose tool choice belongs to what was put in: stubs of the tools of a history all of whose tools
// were refused, or the tool that stands for structured output.
var ownChoice = regexp.MustCompile(`"tool_choice":{"type":"none"}|"name":"json_response"`)

// disown gives the extensions of this dialect to another one, and takes out what no vendor's request has: hosted tools inside
// of groups, servers of tools that have none.
func disown(m protoreflect.Message, texts *int) {
	switch x := m.Interface().(type) {
	case *pb.Extension:
		if x.Dialect == pb.Dialect_DIALECT_CLAUDE {
			x.Dialect = pb.Dialect_DIALECT_GEMINI
		}
	case *pb.Tool:
		x.Tools = slices.DeleteFunc(x.Tools, isHosted)
		if isHosted(x) {
			x.Name = ""
		}
	case *pb.ToolChanges:
		x.Add = slices.DeleteFunc(x.Add, isHosted)
	case *pb.Text:
		// Every text is one of its own, so that it can be found again.
		if strings.TrimSpace(x.Text) != "" {
			x.Text = fmt.Sprintf("%s no. %d", x.Text, *texts)
			*texts++
		}
	case *pb.Media:
		x.Filename = ""
		if d, ok := x.Source.(*pb.Media_Data); ok && d.Data != "" {
			d.Data = base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "picture %d", *texts))
			*texts++
		}
	case *pb.ReasoningContent:
		x.Summaries, x.Text, x.Redacted = nil, fmt.Sprintf("thought no. %d", *texts), false
		*texts++
	case *pb.Seal:
		x.Data = fmt.Sprintf("%s%d", x.Data, *texts)
		*texts++
	case *pb.Refusal:
		// What becomes text is told from what was text before.
		x.Text = "I decline."
	case *pb.HostedTool:
		x.Type = "vendor_" + x.Type
		if x.Kind != pb.HostedKind_HOSTED_KIND_MCP {
			x.ServerLabel, x.ServerUrl, x.Authorization, x.AllowedTools = "", "", "", nil
		}
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.Message() == nil:
		case f.IsList():
			for i := range v.List().Len() {
				disown(v.List().Get(i).Message(), texts)
			}
		default:
			disown(v.Message(), texts)
		}
		return true
	})
}

func isHosted(t *pb.Tool) bool { return t.Kind == pb.ToolKind_TOOL_KIND_HOSTED }

// foreign makes a request one of another dialect.
func foreign(req *pb.GenerateRequest) {
	if req.Origin == pb.Dialect_DIALECT_CLAUDE {
		req.Origin = pb.Dialect_DIALECT_RESPONSES
	}
	disown(req.ProtoReflect(), new(int))
	seen := map[pb.HostedKind]bool{}
	req.Tools = slices.DeleteFunc(req.Tools, func(t *pb.Tool) bool {
		// No vendor takes a hosted tool twice.
		kind := t.GetHosted().GetKind()
		again := seen[kind]
		seen[kind] = t.Hosted != nil
		return again
	})
	for _, m := range req.Messages {
		// Nobody speaks for another.
		m.Parts = slices.DeleteFunc(m.Parts, func(p *pb.Part) bool {
			if p.GetCompaction() != nil || p.GetMedia() != nil && p.GetMedia().Source == nil {
				return true
			}
			if m.Role == pb.Role_ROLE_ASSISTANT || m.Role == pb.Role_ROLE_UNSPECIFIED {
				return p.GetToolResult() != nil
			}
			if m.Role == pb.Role_ROLE_TOOL && p.GetMedia() != nil {
				return true
			}
			system := m.Role == pb.Role_ROLE_SYSTEM || m.Role == pb.Role_ROLE_DEVELOPER
			return p.GetToolCall() != nil || p.GetRefusal() != nil || p.GetReasoning() != nil || system && p.GetToolResult() != nil
		})
		if m.Origin == pb.Dialect_DIALECT_CLAUDE {
			m.Origin = req.Origin
		}
	}
}

// Any response of any other dialect becomes one of this dialect, and whatever is not the same afterwards was reported. The
// same goes for one that is streamed.
func TestForeignResponses(t *testing.T) {
	a := claude.New()
	rapid.Check(t, func(t *rapid.T) {
		resp := canontest.Response().Draw(t, "response")
		foreignResponse(resp)
		var losses adapters.Losses
		x := &adapters.Exchange{Seed: "s"}
		body, err := a.EncodeResponse(x, nil, resp, &losses)
		if _, failed := errors.AsType[*canon.Failure](err); failed {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		back, err := a.DecodeResponse(x, adapters.Wire{Body: body})
		if err != nil {
			t.Fatal(err)
		}
		report := func(how string, diffs []canon.Difference) {
			for _, d := range canon.Unreported(diffs, losses.Items()) {
				if how == "streamed" && envelopes.MatchString(d.Path+d.Detail) {
					continue
				}
				t.Errorf("%s: not reported: %s: %s", how, d.Path, d.Detail)
			}
		}
		report("whole", canon.DiffResponses(resp, back))
		var stream []byte
		w := a.NewEventWriter(x, &losses)
		if err := canon.Explode(resp, func(ev *pb.GenerateEvent) (err error) {
			stream, err = w.Append(stream, ev)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		acc := canon.NewAccumulator()
		if err := adapterstest.Each(a.NewEventReader(x, bytes.NewReader(stream)), acc.Add); err != nil {
			t.Fatal(err)
		}
		report("streamed", canon.DiffResponses(resp, acc.Response()))
		if t.Failed() {
			t.Logf("%s", body)
			t.Logf("%s", stream)
			for _, l := range losses.Items() {
				t.Logf("loss %s %s %s", l.Path, l.Action, l.Detail)
			}
		}
	})
}

// envelopes matches what a stream that is read back shows of seal envelopes: a client returns them in a request, where they
// are opened with the whole conversation at hand.
var envelopes = regexp.MustCompile(`/seal|"reasoning:"`)

// foreignResponse makes a response one of another dialect.
func foreignResponse(resp *pb.GenerateResponse) {
	disown(resp.ProtoReflect(), new(int))
	if resp.Origin == pb.Dialect_DIALECT_CLAUDE {
		resp.Origin = pb.Dialect_DIALECT_GEMINI
	}
	if u := resp.Usage; u != nil {
		// Parts of a sum are no more than the sum.
		all := int64(1000000)
		u.InputTokens, u.OutputTokens, u.TotalTokens = &all, &all, nil
	}
	// A prompt was refused or answered, and an answer ended.
	resp.PromptBlock = nil
	if len(resp.Candidates) == 0 {
		resp.Candidates = []*pb.Candidate{{}}
	}
	for i, c := range resp.Candidates {
		c.Index = int32(i)
		if c.Finish == nil {
			c.Finish = &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_END}
		}
		for _, m := range c.Messages {
			m.Origin, m.Role = resp.Origin, pb.Role_ROLE_ASSISTANT
			m.Parts = slices.DeleteFunc(m.Parts, func(p *pb.Part) bool {
				return p.GetCompaction() != nil || p.GetText() != nil && strings.TrimSpace(p.GetText().Text) == ""
			})
		}
	}
}
