package responses

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Media types of the answer's format.
const (
	mediaText = "text/plain"
	mediaJSON = "application/json"
	mediaEnum = "text/x.enum"
)

// format takes the member format of text; nil where there is none.
func (r *remains) format(o *object[wireFormat]) *pb.OutputFormat {
	r.keepKind("format", o.Raw)
	w := o.V
	if w == nil {
		return nil
	}
	in := beside(w.Extra)
	f := &pb.OutputFormat{
		Name: in.str("name", w.Name), Description: in.strPtr("description", w.Description), Strict: in.boolPtr("strict", w.Strict),
		SchemaJson: w.Schema.ptr(),
	}
	switch w.Type.V {
	case "text":
		f.MediaType = mediaText
	case "json_schema":
		f.MediaType = mediaJSON
		if f.SchemaJson == nil {
			in.spellText("type", w.Type)
		}
	case "json_object":
		f.MediaType = mediaJSON
		if f.SchemaJson != nil {
			in.spellText("type", w.Type)
		}
	default:
		in.word("type", w.Type)
	}
	f.Extensions = in.put(nil, "")
	return f
}

// format writes the format of the answer.
func (e *encoder) format(text jsonx.Object, f *pb.OutputFormat) {
	if f == nil {
		return
	}
	o, ok := text.Object("format", own(f.Extensions, ""))
	if !ok {
		return
	}
	switch {
	case f.MediaType != mediaJSON:
		o.Str("type", "text")
	case f.SchemaJson == nil:
		o.Str("type", "json_object")
	default:
		o.Str("type", "json_schema")
	}
	o.StrNonEmpty("name", f.Name)
	o.StrOpt("description", f.Description)
	if f.SchemaJson != nil {
		o.Raw("schema", *f.SchemaJson)
	}
	o.BoolOpt("strict", f.Strict)
	o.End()
}
