package responses

import (
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decode gives the citation that an annotation is.
func (w *wireAnnotation) decode() *pb.Citation {
	r := beside(w.Extra)
	c := &pb.Citation{
		Type: r.str("type", w.Type), Url: r.str("url", w.URL), Title: r.str("title", w.Title),
		FileId: r.str("file_id", w.FileID), Filename: r.str("filename", w.Filename),
		Start: r.int32Ptr("start_index", w.StartIndex), End: r.int32Ptr("end_index", w.EndIndex),
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
