package gemini

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func decodeFunction(f *wireFunction) *pb.Tool {
	var k keeper
	t := &pb.Tool{Kind: pb.ToolKind_TOOL_KIND_FUNCTION}
	if name, ok := k.str("", &f.leftover, "name", &f.name); ok {
		t.Name = name
	} else {
		k.absent("", "name")
	}
	f.keep("description", f.description.Raw)
	t.Description = f.description.Ptr()
	t.SchemaJson = decodeSchema(&f.leftover, "parametersJsonSchema", f.parametersJSONSchema, "parameters", f.parameters)
	t.OutputSchemaJson = decodeSchema(&f.leftover, "responseJsonSchema", f.responseJSONSchema, "response", f.response)
	k.rest("", &f.leftover)
	t.Extensions = k.exts
	return t
}

// decodeSchema takes a schema from the member for JSON Schema or from that for Google's own kind, which stays the
// member's spelling. Where both are there, the second is unknown.
func decodeSchema(l *leftover, name string, schema rawJSON, oldName string, old rawJSON) *string {
	switch {
	case schema == "" && old == "":
		return nil
	case schema == "":
		spelling := l.spelling(oldName)
		l.renamed = append(l.renamed, rename{name, spelling})
		return old.ptr()
	case old != "":
		l.keep(oldName, old.bytes())
	}
	return schema.ptr()
}

func writeFunctions(o object, functions []*pb.Tool, form string) {
	if len(functions) == 0 && form == "" {
		return
	}
	name := o.name("functionDeclarations")
	if form == formSingle && len(functions) == 1 {
		if o.Key(name) {
			writeFunction(o.Writer(), functions[0])
		}
		return
	}
	if o.Array(name) {
		for _, t := range functions {
			writeFunction(o.Writer(), t)
		}
		o.EndArray()
	}
}

func writeFunction(w *jsonx.Writer, t *pb.Tool) {
	f := open(w, t.Extensions, "")
	f.Str(f.name("name"), t.Name)
	f.StrOpt(f.name("description"), t.Description)
	f.RawNonEmpty(f.name("parametersJsonSchema"), t.GetSchemaJson())
	f.RawNonEmpty(f.name("responseJsonSchema"), t.GetOutputSchemaJson())
	f.End()
}
