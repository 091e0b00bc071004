package responses

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decode implements part.
func (w *wireImage) decode(*decoder, string) *pb.Part {
	r := beside(w.Extra)
	m := &pb.Media{Kind: pb.MediaKind_MEDIA_KIND_IMAGE, Detail: r.str("detail", w.Detail)}
	address(&r, m, "image_url", w.ImageURL)
	fileID(&r, m, w.FileID)
	return mediaPart(&r, m, &w.Breakpoint)
}

// decode implements part.
func (w *wireFile) decode(*decoder, string) *pb.Part {
	r := beside(w.Extra)
	m := &pb.Media{
		Kind:     pb.MediaKind_MEDIA_KIND_DOCUMENT,
		Detail:   r.str("detail", w.Detail),
		Filename: r.str("filename", w.Filename),
	}
	r.keepKind("file_data", w.FileData.Raw)
	if w.FileData.Set {
		inline(&r, m, "file_data", w.FileData.V)
		if m.Source == nil {
			m.Source = &pb.Media_Data{Data: w.FileData.V}
		}
	}
	address(&r, m, "file_url", w.FileURL)
	fileID(&r, m, w.FileID)
	return mediaPart(&r, m, &w.Breakpoint)
}

// decode implements part.
func (w *wireAudio) decode(*decoder, string) *pb.Part {
	r := beside(w.Extra)
	m := &pb.Media{Kind: pb.MediaKind_MEDIA_KIND_AUDIO}
	p := &pb.Part{Content: &pb.Part_Media{Media: m}}
	r.keepKind("input_audio", w.InputAudio.Raw)
	if a := w.InputAudio.V; a != nil {
		in := beside(a.Extra)
		m.Source = &pb.Media_Data{Data: in.required("data", a.Data)}
		if f := in.str("format", a.Format); f != "" {
			m.MediaType = "audio/" + f
		}
		p.Extensions = in.put(p.Extensions, "/input_audio")
	}
	p.Extensions = r.put(p.Extensions, "")
	return p
}

// decode implements part.
func (w *wireVideo) decode(*decoder, string) *pb.Part {
	r := beside(w.Extra)
	m := &pb.Media{Kind: pb.MediaKind_MEDIA_KIND_VIDEO}
	address(&r, m, "video_url", w.VideoURL)
	return mediaPart(&r, m, &object[wireBreakpoint]{})
}

func mediaPart(r *remains, m *pb.Media, b *object[wireBreakpoint]) *pb.Part {
	p := &pb.Part{Content: &pb.Part_Media{Media: m}}
	mark(r, p, b)
	p.Extensions = r.put(p.Extensions, "")
	return p
}

// address takes the address of a medium, which may hold the medium itself.
func address(r *remains, m *pb.Media, name string, url jsonx.String) {
	r.keepKind(name, url.Raw)
	switch {
	case !url.Set:
	case m.Source != nil:
		r.keep(name, jsonx.Value(jsonx.Quote(url.V)))
	default:
		inline(r, m, name, url.V)
		if m.Source == nil {
			m.Source = &pb.Media_Uri{Uri: url.V}
		}
	}
}

// inline takes a medium out of a data URL; from any other text it takes nothing.
func inline(r *remains, m *pb.Media, name, url string) {
	data, ok := canon.ParseDataURL(url)
	if !ok {
		return
	}
	m.MediaType = data.MediaType
	m.Source = &pb.Media_Data{Data: data.Data}
	// Without a media type the text would come back as bare base64.
	if !data.Canonical(url) || data.MediaType == "" {
		r.spell(name, jsonx.Value(jsonx.Quote(url)))
	}
}

// fileID takes a file id; one beside another source is kept aside.
func fileID(r *remains, m *pb.Media, id jsonx.String) {
	r.keepKind("file_id", id.Raw)
	switch {
	case !id.Set:
	case m.Source != nil:
		r.keep("file_id", jsonx.Value(jsonx.Quote(id.V)))
	default:
		m.Source = &pb.Media_FileId{FileId: id.V}
	}
}

// media writes a medium as this dialect spells it. What it cannot carry is for the caller to sort out.
func (e *encoder) media(p *pb.Part) {
	m := p.GetMedia()
	o := e.w.Object(own(p.Extensions, ""))
	switch m.Kind {
	case pb.MediaKind_MEDIA_KIND_AUDIO:
		o.Str("type", typeInputAudio)
		if in, ok := o.Object("input_audio", own(p.Extensions, "/input_audio")); ok {
			in.Str("data", m.GetData())
			in.StrNonEmpty("format", strings.TrimPrefix(m.MediaType, "audio/"))
			in.End()
		}
	case pb.MediaKind_MEDIA_KIND_VIDEO:
		o.Str("type", typeInputVideo)
		source(o, m, "video_url", "video_url")
	case pb.MediaKind_MEDIA_KIND_IMAGE:
		o.Str("type", typeInputImage)
		source(o, m, "image_url", "image_url")
		o.StrNonEmpty("detail", m.Detail)
	default:
		o.Str("type", typeInputFile)
		o.StrNonEmpty("filename", m.Filename)
		source(o, m, "file_data", "file_url")
		o.StrNonEmpty("detail", m.Detail)
	}
	e.breakpoint(o, p)
	o.End()
}

// source writes where the bytes of a medium are: inline bytes as member data, an address as member url.
func source(o jsonx.Object, m *pb.Media, data, url string) {
	switch s := m.Source.(type) {
	case *pb.Media_Data:
		if m.MediaType == "" {
			o.Str(data, s.Data)
		} else {
			o.StrConcat(data, "data:", m.MediaType, ";base64,", s.Data)
		}
	case *pb.Media_Uri:
		o.Str(url, s.Uri)
	case *pb.Media_FileId:
		o.Str("file_id", s.FileId)
	}
}
