package claude

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Places inside a media block.
const (
	atSource    = "/source"
	atCitations = "/citations"
)

// searchResult is the type of block that a document with an address and parts of its own stands for.
const searchResult = "search_result"

// mediaKinds are the block types of media.
var mediaKinds = table[pb.MediaKind]{
	{"image", pb.MediaKind_MEDIA_KIND_IMAGE},
	{"document", pb.MediaKind_MEDIA_KIND_DOCUMENT},
}

// wireMedia is an image or a document block.
type wireMedia struct {
	Type         string            `json:"type"`
	Source       *wireSource       `json:"source"`
	Title        jsonx.String      `json:"title"`
	Context      jsonx.String      `json:"context"`
	Citations    wireEnabled       `json:"citations"`
	CacheControl *wireCacheControl `json:"cache_control"`
	Unknown      jsonx.Value       `json:",inline,embed"`
}

// wireSource says where the bytes of a media block are.
type wireSource struct {
	Type      jsonx.String `json:"type"`
	MediaType jsonx.String `json:"media_type"`
	Data      jsonx.String `json:"data"`
	URL       jsonx.String `json:"url"`
	FileID    jsonx.String `json:"file_id"`
	Content   wireContent  `json:"content"`
	Unknown   jsonx.Value  `json:",inline,embed"`
}

func (w *wireMedia) part() *pb.Part {
	l := leftovers{unknown: w.Unknown}
	m := &pb.Media{Filename: l.text("title", &w.Title), Context: l.text("context", &w.Context)}
	m.Kind, _ = mediaKinds.value(w.Type)
	p := &pb.Part{Content: &pb.Part_Media{Media: m}}
	if w.Source == nil {
		l.spell("source", "null")
	}
	p.Extensions = w.Citations.on(m, &l)
	if w.Source != nil {
		p.Extensions = w.Source.fill(m, p.Extensions)
	}
	w.CacheControl.on(p)
	return p
}

// on sets whether a document may be cited, and gives the extensions of its block.
func (e *wireEnabled) on(m *pb.Media, l *leftovers) []*pb.Extension {
	m.CitationsEnabled = e.enabled
	l.raw("citations", e.other)
	inner := leftovers{at: atCitations, unknown: e.unknown}
	inner.raw("enabled", e.wrong)
	return inner.keep(l.keep(nil))
}

// fill sets the source of a media part, by the type that the wire names.
func (w *wireSource) fill(m *pb.Media, exts []*pb.Extension) []*pb.Extension {
	l := leftovers{at: atSource, unknown: w.Unknown}
	m.MediaType = l.text("media_type", &w.MediaType)
	take := func(name string, s *jsonx.String) string {
		v := l.full(name, s)
		*s = jsonx.String{}
		return v
	}
	switch w.Type.V {
	case "base64":
		m.Source = &pb.Media_Data{Data: take("data", &w.Data)}
	case "text":
		m.Source = &pb.Media_Text{Text: take("data", &w.Data)}
	case "url":
		m.Source = &pb.Media_Uri{Uri: take("url", &w.URL)}
	case "file":
		m.Source = &pb.Media_FileId{FileId: take("file_id", &w.FileID)}
	case "content":
		// Parts alone say it.
	default:
		// A type of source that the model does not know: nothing but this dialect can read it.
		l.stray("type", &w.Type)
		if !w.Type.Set && w.Type.Raw == nil {
			l.spell("type", "null")
		}
	}
	if m.Source == nil {
		w.Content.into(m, &l)
	}
	l.stray("data", &w.Data)
	l.stray("url", &w.URL)
	l.stray("file_id", &w.FileID)
	return l.keep(exts)
}

// into sets the parts of a document. The writer knows a list only: a string, and the lack of any, are spelled.
func (c *wireContent) into(m *pb.Media, l *leftovers) {
	m.Parts = c.parts
	switch c.form {
	case pb.ContentForm_CONTENT_FORM_STRING:
		l.spell("content", jsonx.Quote(m.Parts[0].GetText().GetText()))
	case pb.ContentForm_CONTENT_FORM_UNSPECIFIED:
		l.spell("content", "null")
	}
}

// writeMedia writes an image, a document or a search result.
func writeMedia(w *jsonx.Writer, p *pb.Part) {
	m := p.GetMedia()
	members := own(p.Extensions, "")
	if kind, _ := jsonx.Get(members, "type"); kind == jsonx.Quote(searchResult) {
		writeSearchResult(w, p)
		return
	}
	o := w.Object(members)
	kind, ok := mediaKinds.word(m.Kind)
	if !ok {
		kind = "document"
	}
	o.Str("type", kind)
	writeSource(o, m, own(p.Extensions, atSource))
	o.StrNonEmpty("title", m.Filename)
	o.StrNonEmpty("context", m.Context)
	writeEnabled(o, m.CitationsEnabled, own(p.Extensions, atCitations))
	writeCache(o, p.Cache, p.Extensions)
	o.End()
}

func writeSource(o jsonx.Object, m *pb.Media, members string) {
	s, ok := o.Object("source", members)
	if !ok {
		return
	}
	switch src := m.Source.(type) {
	case *pb.Media_Data:
		s.Str("type", "base64")
		s.StrNonEmpty("media_type", m.MediaType)
		s.Str("data", src.Data)
	case *pb.Media_Text:
		s.Str("type", "text")
		s.StrNonEmpty("media_type", m.MediaType)
		s.Str("data", src.Text)
	case *pb.Media_Uri:
		s.Str("type", "url")
		s.StrNonEmpty("media_type", m.MediaType)
		s.Str("url", src.Uri)
	case *pb.Media_FileId:
		s.Str("type", "file")
		s.StrNonEmpty("media_type", m.MediaType)
		s.Str("file_id", src.FileId)
	default:
		s.Str("type", "content")
		s.StrNonEmpty("media_type", m.MediaType)
		if s.Array("content") {
			writeBlocks(s.Writer(), m.Parts)
			s.EndArray()
		}
	}
	s.End()
}

func writeEnabled(o jsonx.Object, enabled *bool, members string) {
	if enabled == nil && members == "" {
		return
	}
	if c, ok := o.Object("citations", members); ok {
		c.BoolOpt("enabled", enabled)
		c.End()
	}
}

// wireSearchResult is a search_result block.
type wireSearchResult struct {
	Type         jsonx.String      `json:"type"`
	Source       jsonx.String      `json:"source"`
	Title        jsonx.String      `json:"title"`
	Content      wireContent       `json:"content"`
	Citations    wireEnabled       `json:"citations"`
	CacheControl *wireCacheControl `json:"cache_control"`
	Unknown      jsonx.Value       `json:",inline,embed"`
}

func (w *wireSearchResult) part() *pb.Part {
	l := leftovers{unknown: w.Unknown}
	l.spell("type", jsonx.Quote(searchResult))
	m := &pb.Media{
		Kind:     pb.MediaKind_MEDIA_KIND_DOCUMENT,
		Filename: l.text("title", &w.Title),
		Source:   &pb.Media_Uri{Uri: l.full("source", &w.Source)},
	}
	w.Content.into(m, &l)
	p := &pb.Part{Content: &pb.Part_Media{Media: m}}
	p.Extensions = w.Citations.on(m, &l)
	w.CacheControl.on(p)
	return p
}

func writeSearchResult(w *jsonx.Writer, p *pb.Part) {
	m := p.GetMedia()
	o := w.Object(own(p.Extensions, ""))
	o.Str("source", m.GetUri())
	o.StrNonEmpty("title", m.Filename)
	if o.Array("content") {
		writeBlocks(w, m.Parts)
		o.EndArray()
	}
	writeEnabled(o, m.CitationsEnabled, own(p.Extensions, atCitations))
	writeCache(o, p.Cache, p.Extensions)
	o.End()
}
