package chat

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	classFormat = pb.LossClass_LOSS_CLASS_FORMAT

	mediaText = "text/plain"
	mediaJSON = "application/json"
	mediaEnum = "text/x.enum"

	// schemaName is the name of a schema that has none: the target needs one.
	schemaName = "response"
)

// verbosities are the words for how much is to be said.
var verbosities = map[string]bool{"low": true, "medium": true, "high": true}

// decodeOutput reads the shape of the answer.
func decodeOutput(req *pb.GenerateRequest, w *wireRequest, k *kept) {
	out := &pb.OutputConfig{Verbosity: k.strPtr("verbosity", &w.Verbosity)}
	k.raw("response_format", w.ResponseFormat.Raw, false)
	if w.ResponseFormat.V != nil {
		out.Format = decodeFormat(w.ResponseFormat.V)
	}
	if raw := string(w.Modalities); raw != "" {
		words, ok := readStrings(raw)
		switch {
		case !ok:
			k.raw("modalities", jsonx.Value(raw), false)
		case len(words) == 0:
			k.spell("modalities", raw)
		}
		out.Modalities = words
	}
	if out.Format != nil || out.Modalities != nil || out.Verbosity != nil {
		req.Output = out
	}
}

// readStrings reads an array of strings; false for anything else.
func readStrings(raw string) (words []string, ok bool) {
	if jsonx.KindOf(raw) != '[' {
		return nil, false
	}
	for e := range jsonx.Elements(raw) {
		word, ok := jsonx.Unquote(e)
		if !ok {
			return nil, false
		}
		words = append(words, word)
	}
	return words, true
}

func decodeFormat(w *wireResponseFormat) *pb.OutputFormat {
	k := keep(w.Extra)
	f := &pb.OutputFormat{}
	var s wireJSONSchema
	word := w.Type.V
	if isJSON := word == "json_schema" || word == "json_object"; isJSON && readObject(w.JSONSchema, &s) {
		inner := keep(s.Extra)
		f.Name = inner.strSpelled("name", &s.Name)
		f.Description = inner.strPtr("description", &s.Description)
		f.Strict = inner.boolPtr("strict", &s.Strict)
		if s.Schema != "" {
			f.SchemaJson = (*string)(&s.Schema)
		}
		f.Extensions = inner.into(f.Extensions, "/json_schema")
		if jsonx.Empty(string(w.JSONSchema)) {
			k.spell("json_schema", "{}")
		}
	} else {
		k.unknown.Keep("json_schema", rawOrNil(w.JSONSchema))
		if word == "json_schema" {
			k.lacks("json_schema")
		}
		if w.Schema != "" && w.JSONSchema == "" && word == "json_object" {
			f.SchemaJson = (*string)(&w.Schema)
			k.lacks("json_schema")
		}
	}
	if f.SchemaJson != (*string)(&w.Schema) {
		k.unknown.Keep("schema", rawOrNil(w.Schema))
	}
	switch k.str("type", &w.Type); word {
	case "text":
		f.MediaType = mediaText
	case "json_object", "json_schema":
		f.MediaType = mediaJSON
		if word != formatType(f, k.spelling.String()) {
			k.spell("type", jsonx.Quote(word))
		}
	default:
		if w.Type.Set {
			k.unknown.Keep("type", jsonx.Value(jsonx.Quote(word)))
		}
	}
	f.Extensions = k.into(f.Extensions, "")
	return f
}

// readObject reads a raw object; false where it is none.
func readObject(raw rawJSON, into any) bool {
	return jsonx.KindOf(string(raw)) == '{' && jsonx.Unmarshal([]byte(raw), into) == nil
}

// formatType is the type of a JSON format. members are what was kept of its wire object.
func formatType(f *pb.OutputFormat, members string) string {
	if lacked(members, "json_schema") {
		return "json_object"
	}
	if f.SchemaJson != nil || f.Name != "" || f.Description != nil || f.Strict != nil || ours(f.Extensions, "/json_schema") != "" {
		return "json_schema"
	}
	return "json_object"
}

// output writes what decodeOutput reads.
func (e *requestEncoder) output(o jsonx.Object) {
	out := e.req.Output
	format, path := e.wantedFormat()
	if format != nil {
		e.format(o, format, path)
	}
	if out == nil {
		return
	}
	e.modalities(o, out.Modalities)
	if v := out.Verbosity; v != nil && !e.native && !verbosities[*v] {
		e.losses.Drop("/output/verbosity", classFormat, "the target has no such word")
		return
	}
	o.StrOpt("verbosity", out.Verbosity)
}

// wantedFormat gives the format in effect, and where it stands.
func (e *requestEncoder) wantedFormat() (f *pb.OutputFormat, path string) {
	if settings, changes := canon.SettingsInEffect(e.req); settings.GetFormat() != nil {
		return settings.Format, changes[len(changes)-1] + "/format"
	}
	return e.req.GetOutput().GetFormat(), "/output/format"
}

func (e *requestEncoder) format(o jsonx.Object, f *pb.OutputFormat, path string) {
	members := ours(f.Extensions, "")
	if e.native {
		if of, ok := o.Object("response_format", members); ok {
			writeFormat(of, f, members)
			of.End()
		}
		return
	}
	if f.MediaType == mediaEnum {
		e.losses.Approximate(path+"/media_type", classFormat, "the choice is asked for as an object with one member")
	}
	if f.SchemaJson != nil || f.MediaType == mediaEnum {
		f = e.schemaFormat(f, path)
	} else if f.MediaType == mediaJSON {
		f = e.anyJSON(f, path)
	}
	if of, ok := o.Object("response_format", ""); ok {
		writeFormat(of, f, "")
		of.End()
	}
}

// writeFormat writes the members of response_format.
func writeFormat(o jsonx.Object, f *pb.OutputFormat, members string) {
	switch f.MediaType {
	case mediaText:
		o.Str("type", "text")
		return
	case mediaJSON:
		o.Str("type", formatType(f, members))
	case "":
		// Only kept members.
		return
	}
	if lacked(members, "json_schema") {
		o.RawNonEmpty("schema", f.GetSchemaJson())
		return
	}
	if formatType(f, members) != "json_schema" {
		return
	}
	if s, ok := o.Object("json_schema", ours(f.Extensions, "/json_schema")); ok {
		s.StrNonEmpty("name", f.Name)
		s.StrOpt("description", f.Description)
		s.RawNonEmpty("schema", f.GetSchemaJson())
		s.BoolOpt("strict", f.Strict)
		s.End()
	}
}

// schemaFormat gives a format of another dialect a legal name and a schema that the target takes.
func (e *requestEncoder) schemaFormat(f *pb.OutputFormat, path string) *pb.OutputFormat {
	out := &pb.OutputFormat{MediaType: mediaJSON, Name: f.Name, Description: f.Description, Strict: f.Strict}
	if !toolNames.Legal(out.Name) {
		out.Name = schemaName
		if f.Name != "" {
			e.losses.Approximate(path+"/name", classFormat, "the target takes no such name")
		}
	}
	schema := f.GetSchemaJson()
	report := func(pointer, detail string) { e.losses.Approximate(path+"/schema_json"+pointer, classFormat, detail) }
	if f.MediaType == mediaEnum {
		schema, report = canon.EnumObject(schema), canon.InEnum(report)
	}
	schema = canon.LowerSchema(schema, schemaRules, report)
	out.SchemaJson = &schema
	out.Strict = e.strict(f.Strict, schema, path+"/strict", classFormat)
	return out
}

// anyJSON gives the format without a schema, which has nothing else.
func (e *requestEncoder) anyJSON(f *pb.OutputFormat, path string) *pb.OutputFormat {
	const say = "the target says it of a schema only"
	for _, m := range []struct {
		name string
		said bool
	}{{"name", f.Name != "" && f.Name != schemaName}, {"description", f.Description != nil}, {"strict", f.GetStrict()}} {
		if m.said {
			e.losses.Drop(path+"/"+m.name, classFormat, say)
		}
	}
	return &pb.OutputFormat{MediaType: mediaJSON}
}

// modalities writes the kinds of output wanted. Audio needs a voice, which only this dialect's own requests name.
func (e *requestEncoder) modalities(o jsonx.Object, words []string) {
	if len(words) == 0 {
		return
	}
	if e.native {
		o.Strs("modalities", words)
		return
	}
	for i, word := range words {
		if word != "text" {
			e.losses.Refuse("/output/modalities/"+strconv.Itoa(i), classFormat, "the target cannot be asked for output of this kind")
		}
	}
}
