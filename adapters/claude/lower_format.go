package claude

import (
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	mediaJSON = "application/json"
	mediaText = "text/plain"
	mediaEnum = "text/x.enum"
)

// format lowers the shape of the answer.
func (l *lowering) format() {
	o := l.req.Output
	for i, m := range o.GetModalities() {
		if m != "text" {
			l.losses.Refuse(canon.Path("output", "modalities", i), pb.LossClass_LOSS_CLASS_FORMAT, "the target answers in text only")
		}
	}
	if v := o.GetVerbosity(); v != "" && v != "medium" {
		l.losses.Drop("/output/verbosity", pb.LossClass_LOSS_CLASS_FORMAT, "the target has no verbosity")
	}
	f := o.GetFormat()
	if latest, _ := canon.SettingsInEffect(l.req); latest.GetFormat() != nil && !l.own {
		f = latest.Format
	}
	switch {
	case f == nil:
		return
	case f.MediaType == mediaText, f.MediaType == "":
		if f.SchemaJson != nil {
			l.losses.Drop("/output/format/schema_json", pb.LossClass_LOSS_CLASS_FORMAT, "text has no schema")
		}
	case f.MediaType == mediaEnum:
		l.losses.Approximate("/output/format/media_type", pb.LossClass_LOSS_CLASS_FORMAT, "the value is a member of an object")
		l.schemaFormat(f, canon.EnumObject(f.GetSchemaJson()))
	case f.MediaType != "" && f.MediaType != mediaJSON:
		l.losses.Refuse("/output/format/media_type", pb.LossClass_LOSS_CLASS_FORMAT, "the target has no such format")
	case f.GetSchemaJson() == "" || f.GetSchemaJson() == "null":
		l.jsonInstruction()
	default:
		l.schemaFormat(f, *f.SchemaJson)
	}
	l.formatWords(f)
}

// formatWords reports what a format says beside its schema.
func (l *lowering) formatWords(f *pb.OutputFormat) {
	if f.Name != "" && f.Name != defaultFormatName {
		l.losses.Drop("/output/format/name", pb.LossClass_LOSS_CLASS_FORMAT, "formats have no names")
	}
	if f.GetDescription() != "" && !l.jsonTool {
		l.losses.Drop("/output/format/description", pb.LossClass_LOSS_CLASS_FORMAT, "formats have no descriptions")
	}
}

// defaultFormatName is the name that a format gets where it had none.
const defaultFormatName = "response"

// jsonInstruction asks for JSON in words: this dialect has no format without a schema.
func (l *lowering) jsonInstruction() {
	l.losses.Synthesize("/output/format", pb.LossClass_LOSS_CLASS_FORMAT, canon.SynthJSONInstruction)
	l.instruction = textPart(canon.TextJSONInstruction)
}

// schemaFormat holds the model to a schema, by a format or by a forced tool.
func (l *lowering) schemaFormat(f *pb.OutputFormat, schema string) {
	if l.caps.NoStructuredOutput {
		if slices.ContainsFunc(l.out.Tools, func(t *pb.Tool) bool { return t.Name == canon.JSONToolName }) {
			l.jsonInstruction()
			return
		}
		l.jsonByTool(f, schema)
		return
	}
	rules := strictRules
	rules.PlainRoot = false
	lowered := canon.LowerSchema(schema, rules, l.schemaReport(f))
	l.out.Output = &pb.OutputConfig{Format: &pb.OutputFormat{MediaType: mediaJSON, SchemaJson: &lowered, Extensions: f.Extensions}}
}

// schemaReport reports what the schema of a format loses.
func (l *lowering) schemaReport(f *pb.OutputFormat) func(pointer, detail string) {
	report := func(pointer, detail string) {
		l.losses.Approximate("/output/format/schema_json"+pointer, pb.LossClass_LOSS_CLASS_FORMAT, detail)
	}
	if f.MediaType == mediaEnum {
		return canon.InEnum(report)
	}
	return report
}

// jsonByTool has a model without structured output answer by a call.
func (l *lowering) jsonByTool(f *pb.OutputFormat, schema string) {
	l.losses.Synthesize("/output/format", pb.LossClass_LOSS_CLASS_FORMAT, canon.SynthJSONTool)
	lowered := canon.LowerSchema(schema, looseRules, l.schemaReport(f))
	description := strings.TrimSpace("Gives the answer. " + f.GetDescription())
	l.out.Tools = append(l.out.Tools, &pb.Tool{
		Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Name: canon.JSONToolName, Description: &description, SchemaJson: &lowered,
	})
	l.jsonTool = true
}

// chooseJSONTool demands the tool that stands for structured output: alone where there is no other, else among the others.
func (l *lowering) chooseJSONTool(c *pb.ToolChoice) {
	if l.thinks() {
		l.losses.Approximate(l.reasoningPath(l.wanted), pb.LossClass_LOSS_CLASS_REASONING,
			"the model does not think: its answer is demanded as a call")
		l.out.Reasoning = nil
	}
	l.out.ToolChoice = &pb.ToolChoice{Mode: pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED}
	if mode := c.GetMode(); mode != pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED && mode != l.out.ToolChoice.Mode {
		l.losses.Approximate("/tool_choice/mode", pb.LossClass_LOSS_CLASS_TOOLS, "the answer is demanded as a call")
	}
	if len(l.out.Tools) == 1 || c.GetMode() == pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE {
		l.out.ToolChoice.Tools = []*pb.ToolRef{{Name: canon.JSONToolName, Kind: pb.ToolKind_TOOL_KIND_FUNCTION}}
		return
	}
	if len(c.GetTools()) > 0 {
		l.losses.Approximate("/tool_choice/tools", pb.LossClass_LOSS_CLASS_TOOLS, "any tool may be called, or the answer given")
	}
	if c != nil {
		l.parallel(c, l.out.ToolChoice)
	}
}
