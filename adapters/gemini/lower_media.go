package gemini

import (
	"encoding/base64"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// media lowers an image, document, audio or video. A document of parts becomes its parts, under its title.
func (l *lowerer) media(m *pb.Media, path string) []*pb.Part {
	path += "/media"
	l.drop(m.Context != "", path+"/context", contentClass, "documents have no background")
	l.drop(m.GetCitationsEnabled(), path+"/citations_enabled", pb.LossClass_LOSS_CLASS_CITATIONS, "documents are not cited on demand")
	if len(m.Parts) > 0 {
		return l.mediaParts(m, path)
	}
	out := &pb.Media{MediaType: m.MediaType, Filename: m.Filename, Detail: l.detail(m, path)}
	switch s := m.Source.(type) {
	case *pb.Media_Data:
		out.Source = &pb.Media_Data{Data: standardBase64(s.Data)}
		if s.Data == "" {
			l.losses.Refuse(path, contentClass, "it has no bytes")
			return nil
		}
		if m.Kind == pb.MediaKind_MEDIA_KIND_IMAGE {
			out.MediaType = canon.PlainImageType(m)
		}
	case *pb.Media_Text:
		if isBlank(s.Text) {
			l.losses.Drop(path, contentClass, "it has no text")
			return nil
		}
		out.Source = &pb.Media_Data{Data: base64.StdEncoding.EncodeToString([]byte(s.Text))}
		if out.MediaType = plainType(m.MediaType); m.MediaType != "" && out.MediaType != m.MediaType {
			l.losses.Approximate(path+"/media_type", contentClass, "text is text")
		}
	case *pb.Media_Uri:
		out.Source = s
		if strings.HasPrefix(s.Uri, "data:") {
			l.losses.Refuse(path, contentClass, "bytes in an address must be base64")
			return nil
		}
	case *pb.Media_FileId:
		l.losses.Refuse(path, contentClass, "only its own vendor can resolve the file id")
		return nil
	default:
		l.losses.Refuse(path, contentClass, "it has no source")
		return nil
	}
	if out.MediaType == "" {
		out.MediaType = guessType(m)
	}
	if m.Kind != pb.MediaKind_MEDIA_KIND_UNSPECIFIED && mediaKind(out.MediaType) != m.Kind {
		l.losses.Approximate(path+"/kind", contentClass, "the media type says what it is")
	}
	return []*pb.Part{{Content: &pb.Part_Media{Media: out}}}
}

// mediaParts lowers a document that is made of parts of its own: its title and address stand before them.
func (l *lowerer) mediaParts(m *pb.Media, path string) []*pb.Part {
	var out []*pb.Part
	for _, header := range []string{m.Filename, m.GetUri()} {
		if header != "" {
			out = append(out, textPart(header))
		}
	}
	for _, p := range m.Parts {
		out = append(out, l.userPart(p, path)...)
	}
	l.losses.Approximate(path, contentClass, "the parts of a document stand as parts of the turn")
	return out
}

// detail lowers the resolution at which the model looks, which models with levels take for each part.
func (l *lowerer) detail(m *pb.Media, path string) string {
	switch {
	case m.Detail == "" || m.Detail == "auto":
		return ""
	case wordFor(details, m.Detail) == "" || !isThird(l.caps):
		l.losses.Drop(path+"/detail", contentClass, "the resolution cannot be chosen for one part")
		return ""
	}
	return m.Detail
}

// plainType gives the media type of a text.
func plainType(mime string) string {
	if strings.HasPrefix(mime, "text/") {
		return mime
	}
	return mimeText
}

// fileTypes are the media types of file names.
var fileTypes = []pair[string]{
	{".jpg", "image/jpeg"},
	{".jpeg", "image/jpeg"},
	{".png", "image/png"},
	{".gif", "image/gif"},
	{".webp", "image/webp"},
	{".heic", "image/heic"},
	{".pdf", "application/pdf"},
	{".txt", mimeText},
	{".md", "text/markdown"},
	{".csv", "text/csv"},
	{".html", "text/html"},
	{".mp3", "audio/mpeg"},
	{".wav", "audio/wav"},
	{".ogg", "audio/ogg"},
	{".flac", "audio/flac"},
	{".mp4", "video/mp4"},
	{".webm", "video/webm"},
	{".mov", "video/quicktime"},
}

// kindTypes are the likeliest media types of bytes of which only the kind is known: Gemini demands one for bytes.
var kindTypes = []pair[pb.MediaKind]{
	{"image/png", pb.MediaKind_MEDIA_KIND_IMAGE},
	{"audio/wav", pb.MediaKind_MEDIA_KIND_AUDIO},
	{"video/mp4", pb.MediaKind_MEDIA_KIND_VIDEO},
	{"application/pdf", pb.MediaKind_MEDIA_KIND_DOCUMENT},
}

// guessType names the likeliest media type of media that came without one: by its file name, else by its kind; "" for a
// file of which neither tells.
func guessType(m *pb.Media) string {
	name, _, _ := strings.Cut(m.GetUri(), "?")
	if m.GetUri() == "" {
		name = m.Filename
	}
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		if t, ok := meaning(fileTypes, strings.ToLower(name[i:])); ok {
			return t
		}
	}
	if m.GetUri() != "" {
		return ""
	}
	if t := wordFor(kindTypes, m.Kind); t != "" {
		return t
	}
	return "application/octet-stream"
}
