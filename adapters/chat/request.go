package chat

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// DecodeRequest reads the body of POST /chat/completions.
func (adapter) DecodeRequest(x *adapters.Exchange, in adapters.Wire) (*pb.GenerateRequest, error) {
	var w wireRequest
	if err := jsonx.UnmarshalAlias(in.Body, &w); err != nil {
		return nil, badJSON(err)
	}
	switch {
	case w.Messages.Raw != nil:
		return nil, malformed("/messages", "expected array")
	case w.Messages.V == nil:
		return nil, malformed("", "member messages is missing")
	}
	d := decoder{x: x}
	k := keep(w.Extra)
	req := &pb.GenerateRequest{
		Origin:   own,
		Model:    k.strSpelled("model", &w.Model),
		Messages: make([]*pb.Message, 0, len(w.Messages.V)),
	}
	for i := range w.Messages.V {
		req.Messages = append(req.Messages, d.message(w.Messages.V[i]))
	}
	if d.opened {
		canon.AttachSeals(req.Messages)
	}
	d.tools(req, &w, &k)
	decodeToolChoice(req, &w, &k)
	decodeLimits(req, &w, &k)
	decodeReasoningConfig(req, &w, &k)
	decodeOutput(req, &w, &k)
	decodeCall(req, &w, &k)
	req.Extensions = k.into(req.Extensions, "")
	return req, nil
}

// EncodeRequest writes the body of POST /chat/completions.
func (adapter) EncodeRequest(x *adapters.Exchange, req *pb.GenerateRequest, losses *adapters.Losses) (adapters.Wire, error) {
	e := newRequestEncoder(x, req, losses)
	canon.ReportForeignRequest(req, own, losses)
	o := e.w.Object(e.ownMembers())
	o.StrNonEmpty("model", req.Model)
	e.messages(o)
	e.tools(o)
	e.toolChoice(o)
	e.limits(o)
	e.reasoningConfig(o)
	e.output(o)
	e.call(o)
	o.End()
	return adapters.Wire{Body: e.w.Bytes(), Path: "/chat/completions"}, nil
}

// requestEncoder is one request being written.
type requestEncoder struct {
	x      *adapters.Exchange
	req    *pb.GenerateRequest
	losses *canon.Losses
	w      *jsonx.Writer
	names  *canon.Names
	caps   *canon.Capabilities
	// native says that the request was read from this dialect: nothing is repaired or reported.
	native bool
	// fits says that what the model refuses is left out.
	fits bool
	// toolsWritten says whether the body offers tools: some members may not stand without them.
	toolsWritten bool
	// offers are the names of the tools that another dialect's request offers.
	offers map[string]bool
	// named are the messages whose names were written, by their positions.
	named map[int]bool
	// moved are media out of tool results that wait for a user message.
	moved []item
}

func newRequestEncoder(x *adapters.Exchange, req *pb.GenerateRequest, losses *canon.Losses) *requestEncoder {
	e := &requestEncoder{
		x: x, req: req, losses: losses, native: req.Origin == own,
		w: jsonx.NewWriter(make([]byte, 0, requestSize(req))), caps: capabilities(x, req.Model),
	}
	e.fits = !e.native || x.Refit
	if e.native && x.Refit && e.caps.NoCacheMarks {
		e.req = canon.Shallow(req)
		e.req.Messages = canon.WithoutMarks(req.Messages, losses)
	}
	if !e.native {
		e.names = canon.NewNames(req, toolNames)
	}
	return e
}

// ownMembers are the kept members of the request, without those that a switch for the upstream or the model decides.
func (e *requestEncoder) ownMembers() string {
	members := ours(e.req.Extensions, "")
	if e.x.Quirks.MaxTokensField != "" || e.fits && e.caps.NoMaxTokens {
		members = jsonx.Without(members, maxTokensNew, maxTokensOld)
	}
	if e.fits && e.caps.NoStop {
		members = jsonx.Without(members, "stop")
	}
	return members
}

// requestSize guesses the size of a body, a little too large, so that its buffer need not grow.
func requestSize(req *pb.GenerateRequest) int {
	n := 1024 + partsSize(req.Instructions) + toolsSize(req.Tools)
	for _, m := range req.Messages {
		n += 64 + partsSize(m.Parts)
	}
	return n + n/16
}

func toolsSize(tools []*pb.Tool) int {
	n := 0
	for _, t := range tools {
		n += 96 + len(t.Name) + len(t.GetDescription()) + len(t.GetSchemaJson()) + toolsSize(t.Tools)
	}
	return n
}

func partsSize(parts []*pb.Part) int {
	n := 0
	for _, p := range parts {
		n += 64 + len(p.GetSeal().GetData())
		switch c := p.Content.(type) {
		case *pb.Part_Text:
			n += len(c.Text.Text)
		case *pb.Part_Reasoning:
			n += len(c.Reasoning.Text)
		case *pb.Part_Media:
			n += len(c.Media.GetData()) + len(c.Media.GetText()) + partsSize(c.Media.Parts)
		case *pb.Part_ToolCall:
			n += 64 + len(c.ToolCall.ArgumentsJson) + len(c.ToolCall.Input)
		case *pb.Part_ToolResult:
			n += 32 + len(c.ToolResult.GetOutputJson()) + partsSize(c.ToolResult.Parts)
		case *pb.Part_Opaque:
			n += len(c.Opaque.Json)
		}
	}
	return n
}
