package responses

import (
	"slices"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// annotationTypes are the types of annotations that a citation says.
var annotationTypes = []string{"url_citation", "file_citation", "container_file_citation", "file_path"}

// decode gives the citation that an annotation is.
func (w *wireAnnotation) decode() *pb.Citation {
	r := beside(w.Extra)
	c := &pb.Citation{
		Type: r.str("type", w.Type), Url: r.str("url", w.URL), Title: r.str("title", w.Title),
		FileId: r.str("file_id", w.FileID), Filename: r.str("filename", w.Filename),
		Start: r.int32Ptr("start_index", w.StartIndex), End: r.int32Ptr("end_index", w.EndIndex),
	}
	if c.Type != "" && !slices.Contains(annotationTypes, c.Type) {
		r.keep("type", spelling(w.Type))
	}
	c.Extensions = r.put(nil, "")
	return c
}

// citation writes an annotation.
func (e *encoder) citation(c *pb.Citation) {
	o := e.w.Object(own(c.Extensions, ""))
	o.StrNonEmpty("type", c.Type)
	o.StrNonEmpty("file_id", c.FileId)
	o.StrNonEmpty("filename", c.Filename)
	o.StrNonEmpty("url", c.Url)
	o.StrNonEmpty("title", c.Title)
	o.Int32Opt("start_index", c.Start)
	o.Int32Opt("end_index", c.End)
	o.End()
}
