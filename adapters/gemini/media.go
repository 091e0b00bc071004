package gemini

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// media reads inline data or a file.
func (d *decoder) media(k *keeper, p *wirePart) *pb.Media {
	at, b := "/"+p.data, p.blob
	m := &pb.Media{}
	if mime, ok := k.str(at, &b.leftover, "mimeType", &b.mimeType); ok {
		m.MediaType, m.Kind = mime, mediaKind(mime)
	}
	m.Filename, _ = k.str(at, &b.leftover, "displayName", &b.displayName)
	source := &b.data
	if p.data == "fileData" {
		source = &b.fileURI
	}
	member := sourceMember(p.data)
	text, ok := k.str(at, &b.leftover, member, source)
	if !ok {
		k.absent(at, member)
	}
	if p.data == "fileData" {
		k.keepOther(b, "data", &b.data)
		m.Source = &pb.Media_Uri{Uri: text}
	} else {
		k.keepOther(b, "fileUri", &b.fileURI)
		plain := standardBase64(text)
		if plain != text {
			k.exact(at, b.spelling(member), jsonx.Quote(text))
		}
		m.Source = &pb.Media_Data{Data: plain}
	}
	k.rest(at, &b.leftover)
	p.resolve(m)
	return m
}

// sourceMember is the member that holds the bytes, or where they are.
func sourceMember(data string) string {
	if data == "fileData" {
		return "fileUri"
	}
	return "data"
}

// keepOther keeps a member that belongs to the other kind of blob.
func (k *keeper) keepOther(b *wireBlob, name string, s *jsonx.String) {
	b.keep(name, s.Raw)
	if s.Set {
		b.keep(name, []byte(jsonx.Quote(s.V)))
	}
}

// resolve reads the media resolution as detail, where it says nothing else.
func (p *wirePart) resolve(m *pb.Media) {
	if p.resolution == "" {
		return
	}
	level, _ := jsonx.Get(string(p.resolution), "level")
	word, _ := jsonx.Unquote(level)
	if detail, ok := meaning(details, word); ok && p.spelling("mediaResolution") == "mediaResolution" &&
		jsonx.Empty(jsonx.Without(string(p.resolution), "level")) {
		m.Detail = detail
		return
	}
	p.keep("mediaResolution", p.resolution.bytes())
}

func writeMedia(o object, p *pb.Part, m *pb.Media) {
	data := "inlineData"
	if _, ok := m.Source.(*pb.Media_Uri); ok {
		data = "fileData"
	}
	if b, ok := o.open(data, p.Extensions, "/"+data); ok {
		b.StrNonEmpty(b.name("mimeType"), m.MediaType)
		b.StrNonEmpty(b.name("displayName"), m.Filename)
		if data == "fileData" {
			b.Str(b.name("fileUri"), m.GetUri())
		} else {
			b.Str(b.name("data"), m.GetData())
		}
		b.End()
	}
	if level := wordFor(details, m.Detail); level != "" {
		if r, ok := o.open("mediaResolution", nil, ""); ok {
			r.Str("level", level)
			r.End()
		}
	}
}

// mediaKind tells what a media type is to a model.
func mediaKind(mime string) pb.MediaKind {
	family, _, _ := strings.Cut(mime, "/")
	switch strings.ToLower(family) {
	case "":
		return pb.MediaKind_MEDIA_KIND_UNSPECIFIED
	case "image":
		return pb.MediaKind_MEDIA_KIND_IMAGE
	case "audio":
		return pb.MediaKind_MEDIA_KIND_AUDIO
	case "video":
		return pb.MediaKind_MEDIA_KIND_VIDEO
	}
	return pb.MediaKind_MEDIA_KIND_DOCUMENT
}

// standardBase64 spells base64 with the standard alphabet and padding; text itself where it is spelled so already.
func standardBase64(text string) string {
	if strings.ContainsAny(text, "-_") {
		text = strings.NewReplacer("-", "+", "_", "/").Replace(text)
	}
	if n := len(text) % 4; n > 1 && !strings.ContainsAny(text, "= \r\n") {
		text += strings.Repeat("=", 4-n)
	}
	return text
}
