package chat

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// fileIDPrefix is how the vendor's file ids begin: others belong to other vendors.
const fileIDPrefix = "file-"

// addMedia adds a media part as far as the target can carry it.
func (e *requestEncoder) addMedia(items []item, p *pb.Part, path string) []item {
	m, at := p.GetMedia(), path+"/media"
	if m.GetText() != "" || len(m.Parts) > 0 {
		return e.flattenDocument(items, p, path)
	}
	if p.Seal != nil {
		e.losses.Withhold(path+"/seal", sayUnreadable)
	}
	if say := mediaFault(m); say != "" {
		e.losses.Refuse(path, classContent, say)
		return items
	}
	if m.Kind != pb.MediaKind_MEDIA_KIND_DOCUMENT {
		e.dropText(at+"/filename", m.Filename, "the target has no name for it")
	}
	if m.Kind != pb.MediaKind_MEDIA_KIND_IMAGE {
		e.dropText(at+"/detail", m.Detail, "the target has no resolution for it")
	}
	if m.GetData() == "" && m.MediaType != "" {
		e.dropText(at+"/media_type", m.MediaType, "the target has no media type for an address")
	}
	if format, ok := audioFormat(m.MediaType); ok && audioType(format) != m.MediaType {
		e.losses.Approximate(at+"/media_type", classContent, "the target has one word for several types of audio")
	}
	e.documentExtras(m, at)
	if m.GetData() != "" && m.Kind == pb.MediaKind_MEDIA_KIND_IMAGE {
		is, wrong := canon.ImageType(m)
		if wrong {
			e.losses.Approximate(at+"/media_type", classContent, "the image is of another type than it is called")
		} else {
			is = canon.PlainImageType(m)
		}
		p = proto.CloneOf(p)
		p.GetMedia().MediaType = is
	}
	return append(items, item{p, path})
}

func (e *requestEncoder) dropText(path, text, say string) {
	if text != "" {
		e.losses.Drop(path, classMetadata, say)
	}
}

func (e *requestEncoder) documentExtras(m *pb.Media, at string) {
	if m.Context != "" {
		e.losses.Drop(at+"/context", classContent, "the target has no background on documents")
	}
	if m.CitationsEnabled != nil && *m.CitationsEnabled {
		e.losses.Drop(at+"/citations_enabled", pb.LossClass_LOSS_CLASS_CITATIONS, "the target does not cite documents")
	}
}

// mediaFault says why the target cannot carry media; "" where it can.
func mediaFault(m *pb.Media) string {
	data := m.GetData() != ""
	switch m.Kind {
	case pb.MediaKind_MEDIA_KIND_IMAGE:
		if data || isWebAddress(m.GetUri()) {
			return ""
		}
		return "the target takes images by web address or as data only"
	case pb.MediaKind_MEDIA_KIND_AUDIO:
		if _, ok := audioFormat(m.MediaType); ok && data {
			return ""
		}
		return "the target takes audio as wav or mp3 data only"
	case pb.MediaKind_MEDIA_KIND_DOCUMENT:
		if data || strings.HasPrefix(m.GetFileId(), fileIDPrefix) {
			return ""
		}
		return "the target takes documents as data or by its own file ids only"
	case pb.MediaKind_MEDIA_KIND_VIDEO:
		return "the target takes no video"
	}
	return "the target does not know this kind of media"
}

func isWebAddress(uri string) bool {
	return strings.HasPrefix(uri, "https://") || strings.HasPrefix(uri, "http://")
}

// flattenDocument writes a document that is text as text, under its title and address.
func (e *requestEncoder) flattenDocument(items []item, p *pb.Part, path string) []item {
	m, at := p.GetMedia(), path+"/media"
	e.losses.Approximate(path, classContent, "the document stands as text")
	e.documentExtras(m, at)
	text := m.GetText()
	for _, above := range []string{m.GetUri(), m.Filename} {
		if above != "" {
			text = strings.TrimSpace(above + "\n\n" + text)
		}
	}
	if text != "" {
		flat := textPart(text)
		if len(m.Parts) == 0 {
			flat.Cache = p.Cache
		}
		items = append(items, item{flat, path})
	}
	for i, inner := range m.Parts {
		items = e.addContent(items, inner, at+canon.Path("parts", i))
	}
	return items
}
