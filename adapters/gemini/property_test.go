package gemini

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"pgregory.net/rapid"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/canon/canontest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// disown makes a message and all that it holds one of another dialect, and takes out what no vendor's document has.
func disown(m protoreflect.Message, texts *int) {
	other := func(d *pb.Dialect) {
		if *d == own {
			*d = pb.Dialect_DIALECT_RESPONSES
		}
	}
	switch x := m.Interface().(type) {
	case *pb.Extension:
		other(&x.Dialect)
	case *pb.GenerateRequest:
		other(&x.Origin)
	case *pb.GenerateResponse:
		other(&x.Origin)
	case *pb.Message:
		other(&x.Origin)
	case *pb.Tool:
		x.Tools = slices.DeleteFunc(x.Tools, isHosted)
		x.Name = fmt.Sprintf("%s_%d", x.Name, *texts)
		*texts++
		if isHosted(x) {
			x.Name, x.SchemaJson, x.OutputSchemaJson = "", nil, nil
		}
	case *pb.ToolChanges:
		x.Add = slices.DeleteFunc(x.Add, isHosted)
	case *pb.Text:
		// Every text is one of its own, so that it can be found again.
		if strings.TrimSpace(x.Text) != "" {
			x.Text = fmt.Sprintf("%s no. %d", x.Text, *texts)
			*texts++
		}
	case *pb.HostedTool:
		if x.Kind != pb.HostedKind_HOSTED_KIND_MCP {
			x.ServerLabel, x.ServerUrl, x.Authorization, x.AllowedTools = "", "", "", nil
		}
	case *pb.OutputFormat:
		x.MediaType = "application/json"
	case *pb.Sampling:
		if x.TopLogprobs != nil && x.Logprobs == nil {
			x.Logprobs = new(bool)
		}
	case *pb.ReasoningConfig:
		if (x.BudgetTokens != nil) != (x.Mode == pb.ReasoningMode_REASONING_MODE_BUDGET) {
			x.BudgetTokens, x.Mode = nil, pb.ReasoningMode_REASONING_MODE_UNSPECIFIED
		}
	case *pb.Media:
		x.Parts = slices.DeleteFunc(x.Parts, func(p *pb.Part) bool { return p.GetText() == nil && p.GetMedia() == nil })
		if d, ok := x.Source.(*pb.Media_Data); ok && d.Data != "" {
			d.Data = base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "picture %d", *texts))
			*texts++
		}
	case *pb.ReasoningContent:
		x.Summaries, x.Text, x.Redacted = nil, fmt.Sprintf("thought no. %d", *texts), false
		*texts++
	case *pb.Seal:
		other(&x.Issuer)
		x.Data = fmt.Sprintf("%s%d", x.Data, *texts)
		*texts++
	case *pb.ToolCall:
		if x.CallId != "" {
			x.CallId = fmt.Sprintf("%s_%d", x.CallId, *texts)
			*texts++
		}
	case *pb.ToolResult:
		if x.OutputJson != nil {
			x.Parts = nil
		}
	case *pb.Refusal:
		x.Text = "I decline."
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

// plausible takes out what no vendor's request has.
func plausible(req *pb.GenerateRequest) {
	disown(req.ProtoReflect(), new(int))
	seen := map[pb.HostedKind]bool{}
	req.Tools = slices.DeleteFunc(req.Tools, func(t *pb.Tool) bool {
		kind := t.GetHosted().GetKind()
		again := seen[kind]
		seen[kind] = t.Hosted != nil
		return again
	})
	for _, m := range req.Messages {
		m.Parts = slices.DeleteFunc(m.Parts, func(p *pb.Part) bool {
			if p.GetCompaction() != nil || p.GetText() != nil && strings.TrimSpace(p.GetText().Text) == "" {
				return true
			}
			if m.Role == pb.Role_ROLE_ASSISTANT || m.Role == pb.Role_ROLE_UNSPECIFIED {
				return p.GetToolResult() != nil
			}
			if m.Role == pb.Role_ROLE_TOOL {
				return p.GetToolResult() == nil
			}
			system := m.Role == pb.Role_ROLE_SYSTEM || m.Role == pb.Role_ROLE_DEVELOPER
			return p.GetToolCall() != nil || p.GetRefusal() != nil || p.GetReasoning() != nil || system && p.GetToolResult() != nil
		})
	}
}

// TestForeignRequests: any request of another dialect becomes one that the service takes, unless the client is told that it
// asked for what cannot be; and whatever is not the same afterwards was reported.
func TestForeignRequests(t *testing.T) {
	models := []string{"gemini-3.8-flash", "gemini-2.5-pro", "gemini-2.0-flash", "gemini-2.5-flash-image", "other"}
	rapid.Check(t, func(t *rapid.T) {
		req := canontest.Request().Draw(t, "request")
		plausible(req)
		req.Model = rapid.SampledFrom(models).Draw(t, "model")
		before := proto.CloneOf(req)
		var losses adapters.Losses
		w, err := New().EncodeRequest(&adapters.Exchange{}, req, &losses)
		if err != nil {
			t.Fatal(err)
		}
		if !proto.Equal(before, req) {
			t.Error("the request was changed")
		}
		refused := func(l *pb.Loss) bool { return l.Refuse }
		if !slices.ContainsFunc(losses.Items(), refused) {
			for _, f := range validate.Request(own, w.Path, nil, w.Body) {
				t.Error(f)
			}
		}
		back, err := New().DecodeRequest(&adapters.Exchange{}, w)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range canon.Unreported(canon.DiffRequests(req, back), losses.Items()) {
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

// plausibleResponse takes out what no vendor's answer has.
func plausibleResponse(resp *pb.GenerateResponse) {
	disown(resp.ProtoReflect(), new(int))
	// An answer or a failure.
	if resp.Error = nil; len(resp.Candidates) == 0 && resp.PromptBlock == nil {
		resp.Candidates = []*pb.Candidate{{}}
	}
	if u := resp.Usage; u != nil {
		// Parts of a sum are no more than the sum.
		all := int64(1000000)
		u.InputTokens, u.OutputTokens, u.TotalTokens = &all, &all, nil
	}
	if len(resp.Candidates) > 0 {
		// A prompt was refused or answered, and an answer ended.
		resp.PromptBlock = nil
	}
	for i, c := range resp.Candidates {
		c.Index = int32(i)
		if c.Finish == nil {
			c.Finish = &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_END}
		}
		for _, m := range c.Messages {
			m.Role, m.Settings = pb.Role_ROLE_ASSISTANT, nil
			m.Parts = slices.DeleteFunc(m.Parts, func(p *pb.Part) bool { return !isAnswer(p) })
		}
	}
}

// isAnswer reports whether a part can be part of an answer, and takes out of it what cannot.
func isAnswer(p *pb.Part) bool {
	p.Cache = nil
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		// No other vendor seals texts.
		p.Seal, c.Text.Logprobs = nil, nil
		for _, cite := range c.Text.Citations {
			cite.FileId, cite.Filename, cite.Start, cite.End = "", "", nil, nil
		}
		return strings.TrimSpace(c.Text.Text) != ""
	case *pb.Part_Media:
		p.Seal = nil
		p.Content = &pb.Part_Media{Media: &pb.Media{MediaType: "image/png", Kind: pb.MediaKind_MEDIA_KIND_IMAGE, Source: c.Media.Source}}
		return c.Media.GetData() != ""
	case *pb.Part_ToolCall:
		if c.ToolCall.CallId == "" {
			p.Seal = nil
		}
		if c.ToolCall.ArgumentsJson == "{" {
			c.ToolCall.ArgumentsJson = ""
		}
		return true
	case *pb.Part_Refusal, *pb.Part_Opaque:
		p.Seal = nil
		return true
	}
	return p.GetReasoning() != nil
}

// TestForeignResponses: any answer of another dialect becomes one that clients take, whole and streamed, and whatever is not
// the same afterwards was reported.
func TestForeignResponses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		resp := canontest.Response().Draw(t, "response")
		plausibleResponse(resp)
		before := proto.CloneOf(resp)
		x := &adapters.Exchange{Seed: "s"}
		var losses adapters.Losses
		body, err := New().EncodeResponse(x, nil, resp, &losses)
		if _, failed := errors.AsType[*canon.Failure](err); failed {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if !proto.Equal(before, resp) {
			t.Error("the response was changed")
		}
		back, err := New().DecodeResponse(x, adapters.Wire{Body: body})
		if err != nil {
			t.Fatal(err)
		}
		found := append(adapterstest.Findings(validate.Response(own, body)), unreported(resp, back, &losses)...)
		stream, streamed := throughStream(t, x, resp, &losses)
		found = append(found, adapterstest.Findings(validate.Stream(own, stream))...)
		found = append(found, unreported(resp, streamed, &losses)...)
		for _, f := range found {
			t.Errorf("%s: %s", f.Where, f.What)
		}
		if t.Failed() {
			t.Logf("%s\n%s", body, stream)
			for _, l := range losses.Items() {
				t.Logf("loss %s %s %s", l.Path, l.Action, l.Detail)
			}
		}
	})
}

// throughStream writes an answer as a stream and reads it back.
func throughStream(t *rapid.T, x *adapters.Exchange, resp *pb.GenerateResponse, losses *adapters.Losses) ([]byte, *pb.GenerateResponse) {
	var stream []byte
	w := New().NewEventWriter(x, losses)
	if err := canon.Explode(resp, func(ev *pb.GenerateEvent) (err error) {
		stream, err = w.Append(stream, ev)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	acc := canon.NewAccumulator()
	if err := adapterstest.Each(New().NewEventReader(x, bytes.NewReader(stream)), acc.Add); err != nil {
		t.Fatal(err)
	}
	return stream, acc.Response()
}
