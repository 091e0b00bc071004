package chat

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const citationURL = "url_citation"

// decodeAnnotations reads the annotations of a message as citations of its only text. Where there is no such text they
// are kept as they are.
func decodeAnnotations(m *pb.Message, w *wireMessage, k *kept) {
	raw := string(w.Annotations)
	if raw == "" {
		return
	}
	if jsonx.KindOf(raw) == '[' {
		var citations []*pb.Citation
		empty := true
		for e := range jsonx.Elements(raw) {
			empty = false
			if c := decodeAnnotation(e); c != nil {
				citations = append(citations, c)
			} else {
				citations = nil
				break
			}
		}
		if empty {
			k.spell("annotations", raw)
			return
		}
		if t := onlyText(m); t != nil && citations != nil {
			t.Citations = citations
			return
		}
	}
	k.raw("annotations", jsonx.Value(raw), false)
}

// onlyText is the text of the only text part, nil where there is none or several.
func onlyText(m *pb.Message) (t *pb.Text) {
	for _, p := range m.Parts {
		if p.GetText() == nil {
			continue
		}
		if t != nil {
			return nil
		}
		t = p.GetText()
	}
	return t
}

func decodeAnnotation(raw string) *pb.Citation {
	var w wireAnnotation
	if jsonx.KindOf(raw) != '{' || jsonx.Unmarshal([]byte(raw), &w) != nil {
		return nil
	}
	k := keep(w.Extra)
	c := &pb.Citation{Type: k.strSpelled("type", &w.Type)}
	if c.Type != "" && c.Type != citationURL {
		k.unknown.Keep("type", jsonx.Value(jsonx.Quote(c.Type)))
	}
	k.raw(citationURL, w.URLCitation.Raw, false)
	if u := w.URLCitation.V; u != nil {
		inner := keep(u.Extra)
		c.Url = inner.strSpelled("url", &u.URL)
		c.Title = inner.strSpelled("title", &u.Title)
		c.CitedText = inner.strSpelled("content", &u.Text)
		c.Start = inner.int32Ptr("start_index", &u.Start)
		c.End = inner.int32Ptr("end_index", &u.End)
		c.Extensions = inner.into(c.Extensions, "/"+citationURL)
	} else {
		k.lacks(citationURL)
	}
	c.Extensions = k.into(c.Extensions, "")
	return c
}

// writeAnnotation writes a citation that was read from this dialect.
func writeAnnotation(w *jsonx.Writer, c *pb.Citation) {
	o := w.Object(ours(c.Extensions, ""))
	o.StrNonEmpty("type", c.Type)
	if u, ok := o.Object(citationURL, ours(c.Extensions, "/"+citationURL)); ok {
		u.StrNonEmpty("url", c.Url)
		u.StrNonEmpty("title", c.Title)
		u.Int32Opt("start_index", c.Start)
		u.Int32Opt("end_index", c.End)
		u.StrNonEmpty("content", c.CitedText)
		u.End()
	}
	o.End()
}

// placedCitation is a citation and its place in the whole content.
type placedCitation struct {
	*pb.Citation
	start, end int32
}

// placeCitation gives another dialect's citation its place in the content; false where the target has no such citation.
func placeCitation(c *pb.Citation, base, end int32) (placedCitation, bool) {
	if c.Url == "" {
		return placedCitation{}, false
	}
	placed := placedCitation{c, base, end}
	if c.Start != nil {
		placed.start = base + *c.Start
	}
	if c.End != nil {
		placed.end = base + *c.End
	}
	return placed, true
}

// write writes a citation as the vendor does.
func (c placedCitation) write(w *jsonx.Writer) {
	o := w.Object("")
	o.Str("type", citationURL)
	if u, ok := o.Object(citationURL, ""); ok {
		u.Str("url", c.Url)
		u.Str("title", c.Title)
		u.Int("start_index", int64(c.start))
		u.Int("end_index", int64(c.end))
		u.End()
	}
	o.End()
}

func writeAnnotations(o jsonx.Object, citations []*pb.Citation) {
	if len(citations) == 0 || !o.Array("annotations") {
		return
	}
	for _, c := range citations {
		writeAnnotation(o.Writer(), c)
	}
	o.EndArray()
}
