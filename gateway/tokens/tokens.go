// Package tokens estimates how many tokens a request has, for upstreams that cannot count. It uses a real tokenizer's
// vocabulary (o200k), so that text of any language is near the truth; vendors whose vocabularies are not public differ
// from it by some percent.
package tokens

import (
	"sync"

	"github.com/tiktoken-go/tokenizer"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// What is counted for things that are not text. OpenAI's published examples count three tokens for each message and the
// vendors' image rules start at a few hundred tokens an image.
const (
	perMessage = 3
	perTool    = 8
	perMedia   = 750
)

// Estimator counts tokens. The vocabulary is loaded on first use. It is safe for concurrent use.
type Estimator struct {
	once  sync.Once
	codec tokenizer.Codec
	err   error
}

// Estimate gives the number of input tokens of a request, roughly.
func (e *Estimator) Estimate(req *pb.GenerateRequest) (int64, error) {
	e.once.Do(func() { e.codec, e.err = tokenizer.Get(tokenizer.O200kBase) })
	if e.err != nil {
		return 0, e.err
	}
	c := counter{codec: e.codec}
	c.parts(req.Instructions)
	for _, m := range req.Messages {
		c.n += perMessage
		c.parts(m.Parts)
	}
	c.tools(req.Tools)
	return c.n, c.err
}

// counter adds up the tokens of one request.
type counter struct {
	codec tokenizer.Codec
	n     int64
	err   error
}

func (c *counter) text(s string) {
	if s == "" || c.err != nil {
		return
	}
	n, err := c.codec.Count(s)
	c.n, c.err = c.n+int64(n), err
}

func (c *counter) parts(parts []*pb.Part) {
	for _, p := range parts {
		switch x := p.Content.(type) {
		case *pb.Part_Text:
			c.text(x.Text.Text)
		case *pb.Part_Reasoning:
			c.text(x.Reasoning.Text)
			for _, s := range x.Reasoning.Summaries {
				c.text(s)
			}
		case *pb.Part_Refusal:
			c.text(x.Refusal.Text)
		case *pb.Part_Media:
			c.media(x.Media)
		case *pb.Part_ToolCall:
			c.text(x.ToolCall.Name)
			c.text(x.ToolCall.ArgumentsJson)
			c.text(x.ToolCall.Input)
		case *pb.Part_ToolResult:
			c.text(x.ToolResult.GetOutputJson())
			c.parts(x.ToolResult.Parts)
		case *pb.Part_ToolChanges:
			c.tools(x.ToolChanges.Add)
		case *pb.Part_Compaction:
			c.text(x.Compaction.Text)
		case *pb.Part_Opaque:
			c.text(x.Opaque.Json)
		}
	}
}

func (c *counter) media(m *pb.Media) {
	if t, ok := m.Source.(*pb.Media_Text); ok {
		c.text(t.Text)
		return
	}
	c.n += perMedia
	c.parts(m.Parts)
}

func (c *counter) tools(tools []*pb.Tool) {
	for _, t := range tools {
		c.n += perTool
		c.text(t.Name)
		c.text(t.GetDescription())
		c.text(t.GetSchemaJson())
		c.text(t.GetGrammar().GetDefinition())
		c.tools(t.Tools)
	}
}
