package claude

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Where a request and its reasoning keep what the objects of the wire hold beside.
const (
	// atThinking is at the reasoning, whose wire form is the member thinking.
	atThinking     = ""
	atOutputConfig = "/output_config"
	// atOldFormat is at an output format that stood in its older place, the member output_format of the request.
	atOldFormat = "/output_format"
)

// wireThinking is thinking.
type wireThinking struct {
	Type         jsonx.String `json:"type"`
	BudgetTokens jsonx.Int    `json:"budget_tokens"`
	Display      jsonx.String `json:"display"`
	Unknown      jsonx.Value  `json:",inline,embed"`
}

// config sets how much the model reasons.
func (w *wireThinking) config(r *pb.ReasoningConfig) {
	l := leftovers{at: atThinking, unknown: w.Unknown}
	mode, known := thinkingTypes.value(w.Type.V)
	r.Mode = mode
	switch {
	case known:
	case w.Type.Set || w.Type.Raw != nil:
		l.stray("type", &w.Type)
	default:
		// The object stood there all the same: a member that is suppressed brings it back.
		l.spell("type", "null")
	}
	r.BudgetTokens = w.BudgetTokens.Ptr()
	l.raw("budget_tokens", w.BudgetTokens.Raw)
	visibility, known := displays.value(w.Display.V)
	r.Visibility = visibility
	if !known {
		l.stray("display", &w.Display)
	}
	r.Extensions = l.keep(r.Extensions)
}

// writeThinking writes thinking.
func writeThinking(o jsonx.Object, r *pb.ReasoningConfig) {
	members := own(r.GetExtensions(), atThinking)
	if r.GetMode() == pb.ReasoningMode_REASONING_MODE_UNSPECIFIED && members == "" {
		return
	}
	t, ok := o.Object("thinking", members)
	if !ok {
		return
	}
	if kind, ok := thinkingTypes.word(r.GetMode()); ok {
		t.Str("type", kind)
	}
	t.IntOpt("budget_tokens", r.BudgetTokens)
	if display, ok := displays.word(r.Visibility); ok {
		t.Str("display", display)
	}
	t.End()
}

// wireOutputConfig is output_config, of a request or of a message.
type wireOutputConfig struct {
	Effort  jsonx.String `json:"effort"`
	Format  *wireFormat  `json:"format"`
	Unknown jsonx.Value  `json:",inline,embed"`
}

// wireFormat is a format of the answer.
type wireFormat struct {
	Type    jsonx.String `json:"type"`
	Schema  jsonx.Value  `json:"schema"`
	Unknown jsonx.Value  `json:",inline,embed"`
}

// jsonSchema is the one type of format that there is.
const jsonSchema = "json_schema"

// format gives the canonical format; at is where its extensions say that it stood.
func (w *wireFormat) format(at string) *pb.OutputFormat {
	if w == nil {
		return nil
	}
	l := leftovers{at: at, unknown: w.Unknown}
	f := &pb.OutputFormat{}
	old := at == atOldFormat
	switch {
	case w.Type.V == jsonSchema:
		f.MediaType = "application/json"
		if old {
			l.spell("type", jsonx.Quote(jsonSchema))
		}
	case w.Type.Set || w.Type.Raw != nil:
		l.stray("type", &w.Type)
	case old:
		l.spell("type", "null")
	}
	if s := string(w.Schema); s != "" && s != "null" {
		f.SchemaJson = &s
	}
	f.Extensions = l.keep(nil)
	return f
}

func writeFormat(o jsonx.Object, k string, f *pb.OutputFormat, at string) {
	t, ok := o.Object(k, own(f.Extensions, at))
	if !ok {
		return
	}
	if f.MediaType != "" {
		t.Str("type", jsonSchema)
	}
	if f.SchemaJson != nil {
		t.RawNonEmpty("schema", *f.SchemaJson)
	}
	t.End()
}

// leftovers gives what output_config holds beside effort and format.
func (w *wireOutputConfig) leftovers() leftovers {
	l := leftovers{at: atOutputConfig, unknown: w.Unknown}
	l.raw("effort", w.Effort.Raw)
	if !w.Effort.Set && w.Format == nil && l.none() {
		// An empty object says nothing, yet stood there: a member that is suppressed brings it back.
		l.spell("effort", "null")
	}
	return l
}

// writeOutputConfig writes output_config where there is anything to say.
func writeOutputConfig(o jsonx.Object, effort *string, f *pb.OutputFormat, members string) {
	if effort == nil && f == nil && members == "" {
		return
	}
	c, ok := o.Object("output_config", members)
	if !ok {
		return
	}
	c.StrOpt("effort", effort)
	if f != nil {
		writeFormat(c, "format", f, "")
	}
	c.End()
}
