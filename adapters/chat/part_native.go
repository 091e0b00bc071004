package chat

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// writePart writes a part of content that was read from this dialect.
func writePart(w *jsonx.Writer, p *pb.Part) {
	if c := p.GetOpaque(); c != nil {
		w.Raw(c.Json)
		return
	}
	o := w.Object(ours(p.Extensions, ""))
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		o.Str("type", typeText)
		o.Str("text", c.Text.Text)
	case *pb.Part_Refusal:
		o.Str("type", typeRefusal)
		o.Str("refusal", c.Refusal.Text)
	case *pb.Part_Reasoning:
		o.Str("type", typeThinking)
		writeThinking(o, c.Reasoning.Text)
	case *pb.Part_Media:
		writeMedia(o, p, c.Media)
	}
	writeCacheMark(o, p.Cache, p.Extensions)
	o.End()
}

func writeThinking(o jsonx.Object, text string) {
	if !o.Array(typeThinking) {
		return
	}
	t := o.Writer().Object("")
	t.Str("type", typeText)
	t.Str("text", text)
	t.End()
	o.EndArray()
}

// writeMedia writes type and content of a media part.
func writeMedia(o jsonx.Object, p *pb.Part, m *pb.Media) {
	switch {
	case m.Kind == pb.MediaKind_MEDIA_KIND_AUDIO:
		o.Str("type", typeAudio)
		if a, ok := o.Object(typeAudio, ours(p.Extensions, "/"+typeAudio)); ok {
			a.Str("data", m.GetData())
			if format, ok := audioFormat(m.MediaType); ok {
				a.Str("format", format)
			} else if m.MediaType != "" {
				a.Str("format", strings.TrimPrefix(m.MediaType, "audio/"))
			}
			a.End()
		}
	case m.Kind == pb.MediaKind_MEDIA_KIND_DOCUMENT && !isDocumentURL(p):
		o.Str("type", typeFile)
		if f, ok := o.Object(typeFile, ours(p.Extensions, "/"+typeFile)); ok {
			f.StrNonEmpty("filename", m.Filename)
			writeAddress(f, "file_data", m)
			f.StrNonEmpty("file_id", m.GetFileId())
			f.End()
		}
	default:
		writeURL(o, p, m, mediaTypes[m.Kind])
	}
}

// isDocumentURL reports whether a document stood in a part of that type.
func isDocumentURL(p *pb.Part) bool {
	word, ok := jsonx.Get(ours(p.Extensions, ""), "type")
	return ok && word == `"`+typeDocument+`"`
}

// writeURL writes media that is an address, or a string in place of the object.
func writeURL(o jsonx.Object, p *pb.Part, m *pb.Media, word string) {
	members := ours(p.Extensions, "/"+word)
	o.Str("type", word)
	if lacked(members, "url") {
		writeAddress(o, word, m)
		return
	}
	if u, ok := o.Object(word, members); ok {
		writeAddress(u, "url", m)
		u.StrNonEmpty("detail", m.Detail)
		u.End()
	}
}

// writeAddress writes the source of media: an address, or its bytes as a data URL.
func writeAddress(o jsonx.Object, name string, m *pb.Media) {
	switch s := m.Source.(type) {
	case *pb.Media_Uri:
		o.Str(name, s.Uri)
	case *pb.Media_Data:
		if m.MediaType == "" {
			o.Str(name, s.Data)
			return
		}
		o.StrConcat(name, "data:", m.MediaType, ";base64,", s.Data)
	}
}
