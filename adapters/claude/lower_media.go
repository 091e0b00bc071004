package claude

import (
	"encoding/base64"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// imageTypes are the media types that the dialect takes for images.
var imageTypes = map[string]bool{"image/jpeg": true, "image/png": true, "image/gif": true, "image/webp": true}

const (
	typePDF   = "application/pdf"
	typePlain = "text/plain"
)

// textTypes are media types beside text/* whose bytes are text.
var textTypes = map[string]bool{
	"application/json": true, "application/xml": true, "application/yaml": true, "application/x-yaml": true,
	"application/javascript": true, "application/toml": true, "application/csv": true,
}

// media gives the block for an image or a document; nil, and it reports, for media that the dialect does not take.
func (l *lowering) media(p *pb.Part, path string) *pb.Part {
	m := p.GetMedia()
	l.seal(p, path)
	kind := kindOfMedia(m)
	reason := ""
	var out *pb.Media
	switch kind {
	case pb.MediaKind_MEDIA_KIND_IMAGE:
		out, reason = l.image(m, path)
	case pb.MediaKind_MEDIA_KIND_DOCUMENT:
		out, reason = l.document(m, path)
	case pb.MediaKind_MEDIA_KIND_AUDIO, pb.MediaKind_MEDIA_KIND_VIDEO, pb.MediaKind_MEDIA_KIND_UNSPECIFIED:
		reason = "the target takes images and documents only"
	}
	if out == nil {
		l.losses.Refuse(path+"/media", pb.LossClass_LOSS_CLASS_CONTENT, reason)
		return nil
	}
	l.unsaidOfMedia(m, out, path+"/media/")
	out.Kind = kind
	block := &pb.Part{Content: &pb.Part_Media{Media: out}, Cache: p.Cache, Extensions: p.Extensions}
	l.mark(block, path)
	return block
}

// unsaidOfMedia reports what media of its kind cannot say here.
func (l *lowering) unsaidOfMedia(src, out *pb.Media, path string) {
	for _, m := range []struct {
		name string
		lost bool
	}{
		{"detail", src.Detail != "" && src.Detail != "auto"},
		{"media_type", src.MediaType != "" && out.MediaType == ""},
		{"filename", src.Filename != out.Filename},
		{"context", src.Context != out.Context},
		{"citations_enabled", src.GetCitationsEnabled() && !out.GetCitationsEnabled()},
		{"parts", len(src.Parts) > 0 && out.Source != nil},
	} {
		if m.lost {
			l.losses.Drop(path+m.name, pb.LossClass_LOSS_CLASS_CONTENT, "the target's block has no such member")
		}
	}
}

// kindOfMedia gives what media is to the model, by its media type where it does not say.
func kindOfMedia(m *pb.Media) pb.MediaKind {
	switch {
	case m.Kind != pb.MediaKind_MEDIA_KIND_UNSPECIFIED:
		return m.Kind
	case strings.HasPrefix(m.MediaType, "image/"):
		return pb.MediaKind_MEDIA_KIND_IMAGE
	case strings.HasPrefix(m.MediaType, "audio/"), strings.HasPrefix(m.MediaType, "video/"):
		return pb.MediaKind_MEDIA_KIND_UNSPECIFIED
	}
	return pb.MediaKind_MEDIA_KIND_DOCUMENT
}

// baseType gives a media type without its parameters, in lower case.
func baseType(mediaType string) string {
	base, _, _ := strings.Cut(mediaType, ";")
	return strings.ToLower(strings.TrimSpace(base))
}

// isFetchable reports whether the vendor can fetch an address itself.
func isFetchable(uri string) bool {
	return strings.HasPrefix(uri, "https://") || strings.HasPrefix(uri, "http://")
}

func (l *lowering) image(m *pb.Media, path string) (out *pb.Media, reason string) {
	switch src := m.Source.(type) {
	case *pb.Media_Data:
		kind := canon.PlainImageType(m)
		if kind == "image/jpg" {
			kind = "image/jpeg"
		}
		if is, wrong := canon.ImageType(m); wrong {
			l.losses.Approximate(path+"/media/media_type", pb.LossClass_LOSS_CLASS_CONTENT, "the image is of another type than it is called")
			kind = is
		}
		if src.Data == "" {
			return nil, "the image is empty"
		}
		if !imageTypes[kind] {
			return nil, "the target takes jpeg, png, gif and webp images only"
		}
		out = &pb.Media{MediaType: kind, Source: &pb.Media_Data{Data: standardBase64(src.Data)}}
	case *pb.Media_Uri:
		if !isFetchable(src.Uri) {
			return nil, "only the address's own vendor can read it"
		}
		out = &pb.Media{Source: src}
	default:
		return nil, "only the file's own vendor can read it"
	}
	return out, ""
}

// standardBase64 gives base64 text in the standard alphabet, padded.
func standardBase64(data string) string {
	if strings.ContainsAny(data, "-_") {
		data = strings.NewReplacer("-", "+", "_", "/").Replace(data)
	}
	if n := len(data) % 4; n > 1 {
		data += strings.Repeat("=", 4-n)
	}
	return data
}

func (l *lowering) document(m *pb.Media, path string) (out *pb.Media, reason string) {
	out = &pb.Media{Filename: m.Filename, Context: m.Context, CitationsEnabled: m.CitationsEnabled}
	switch src := m.Source.(type) {
	case *pb.Media_Data:
		kind := baseType(m.MediaType)
		if kind == typePDF {
			out.MediaType, out.Source = typePDF, &pb.Media_Data{Data: standardBase64(src.Data)}
			return out, ""
		}
		if !strings.HasPrefix(kind, "text/") && !textTypes[kind] {
			return nil, "the target takes PDF and text documents only"
		}
		text, err := base64.StdEncoding.DecodeString(standardBase64(src.Data))
		if err != nil || !utf8.Valid(text) {
			return nil, "the document is not text in UTF-8"
		}
		return l.textDocument(out, kind, string(text), path), ""
	case *pb.Media_Text:
		return l.textDocument(out, baseType(m.MediaType), src.Text, path), ""
	case *pb.Media_Uri:
		if !isFetchable(src.Uri) {
			return nil, "only the address's own vendor can read it"
		}
		out.Source = src
		return out, ""
	case *pb.Media_FileId:
		return nil, "only the file's own vendor can read it"
	}
	for i, p := range m.Parts {
		if inner := l.innerPart(p, path+"/media/parts/"+strconv.Itoa(i)); inner != nil {
			out.Parts = append(out.Parts, inner)
		}
	}
	if len(out.Parts) == 0 {
		return nil, "the document is empty"
	}
	return out, ""
}

// textDocument makes a plain-text document; its exact type has no place here.
func (l *lowering) textDocument(out *pb.Media, kind, text, path string) *pb.Media {
	if kind != "" && kind != typePlain {
		l.losses.Approximate(path+"/media/media_type", pb.LossClass_LOSS_CLASS_CONTENT, "the document became plain text")
	}
	out.MediaType, out.Source = typePlain, &pb.Media_Text{Text: text}
	return out
}

// innerPart gives the block for a part of a document.
func (l *lowering) innerPart(p *pb.Part, path string) *pb.Part {
	switch {
	case p.GetText() != nil:
		l.textExtras(p, p.GetText(), path)
		l.seal(p, path)
		return l.plainText(p, p.GetText().Text, path)
	case p.GetMedia() != nil:
		return l.media(p, path)
	}
	l.losses.Refuse(path, pb.LossClass_LOSS_CLASS_CONTENT, "a document takes text and images only")
	return nil
}
