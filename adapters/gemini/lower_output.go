package gemini

import (
	"slices"
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const formatClass = pb.LossClass_LOSS_CLASS_FORMAT

// The media types that an answer can have.
const (
	mimeText = "text/plain"
	mimeJSON = "application/json"
	mimeEnum = "text/x.enum"
)

// modalities are the kinds of output that Gemini makes.
var modalities = []string{"text", "image", "audio", "video"}

// output lowers the shape of the answer.
func (l *lowerer) output() {
	in := l.in.GetOutput()
	out := &pb.OutputConfig{}
	for i, m := range in.GetModalities() {
		if slices.Contains(modalities, m) {
			out.Modalities = append(out.Modalities, m)
		} else {
			l.losses.Refuse("/output/modalities/"+strconv.Itoa(i), formatClass, "Gemini does not make it")
		}
	}
	l.drop(in.GetVerbosity() != "", "/output/verbosity", formatClass, "verbosity cannot be chosen")
	format, path := in.GetFormat(), "/output/format"
	if latest, paths := canon.SettingsInEffect(l.in); latest.GetFormat() != nil {
		format, path = latest.Format, settingsPath(paths[len(paths)-1])+"/format"
	}
	out.Format = l.format(format, path)
	if out.Format != nil || out.Modalities != nil {
		l.out.Output = out
	}
}

// settingsPath gives the path of settings themselves, where that of the part that holds them is known.
func settingsPath(path string) string {
	const member = "/settings"
	return strings.TrimSuffix(path, member) + member
}

func (l *lowerer) format(in *pb.OutputFormat, path string) *pb.OutputFormat {
	if in == nil {
		return nil
	}
	l.drop(in.Name != "", path+"/name", formatClass, "formats have no name")
	l.drop(in.GetDescription() != "", path+"/description", formatClass, "formats have no description")
	out := &pb.OutputFormat{MediaType: in.MediaType, Extensions: in.Extensions}
	switch in.MediaType {
	case mimeJSON, mimeEnum, "":
	case mimeText:
		l.drop(in.SchemaJson != nil, path+"/schema_json", formatClass, "plain text has no schema")
		return nil
	default:
		l.losses.Drop(path+"/media_type", formatClass, "Gemini does not write it")
		return nil
	}
	if in.SchemaJson != nil {
		if out.MediaType == "" {
			out.MediaType = mimeJSON
		}
		if l.caps.NoStructuredOutput {
			l.losses.Drop(path+"/schema_json", formatClass, "the model takes no schema")
			return out
		}
		schema := l.schema(*in.SchemaJson, path+"/schema_json", formatClass, l.schemaRules(false))
		out.SchemaJson = &schema
		l.oldSchema(&out.Extensions, "responseJsonSchema", "responseSchema")
	}
	return out
}
