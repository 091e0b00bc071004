package responses

import (
	"slices"
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// text fits a text; answer says that it is the model's, which may have annotations.
func (f *fitter) text(p *pb.Part, at string, answer bool) *pb.Part {
	t := p.GetText()
	out := canon.TextPart(t.Text)
	switch {
	case p.Cache == nil:
	case answer:
		f.losses.Drop(at+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "the model's own text takes no cache breakpoint")
	default:
		out.Cache = f.hint(p.Cache, at+"/cache")
	}
	if len(t.Logprobs) > 0 {
		f.losses.Drop(at+"/text/logprobs", pb.LossClass_LOSS_CLASS_METADATA, "history has no log probabilities")
	}
	for i, c := range t.Citations {
		at := at + canon.Path("text", "citations", i)
		if !answer {
			f.losses.Drop(at, pb.LossClass_LOSS_CLASS_CITATIONS, "input text has no citations")
		} else if fitted := fitCitation(c, t.Text, at, f.losses); fitted != nil {
			out.GetText().Citations = append(out.GetText().Citations, fitted)
		}
	}
	return out
}

// hint fits a prompt-cache breakpoint.
func (f *fitter) hint(h *pb.CacheHint, at string) *pb.CacheHint {
	const class = pb.LossClass_LOSS_CLASS_CACHING
	switch {
	case h == nil:
		return nil
	case f.caps.NoCacheMarks:
		f.losses.Drop(at, class, "the model takes no cache breakpoints")
		return nil
	case h.TtlSeconds != nil && nearestTTL(*h.TtlSeconds) != *h.TtlSeconds:
		f.losses.Approximate(at+"/ttl_seconds", class, "said as the nearest time to live")
	}
	return h
}

// imageTypes are the images that the service reads.
var imageTypes = []string{"image/png", "image/jpeg", "image/jpg", "image/webp", "image/gif"}

// media fits a medium; nothing where the service takes none such.
func (f *fitter) media(p *pb.Part, at string) []*pb.Part {
	const class = pb.LossClass_LOSS_CLASS_CONTENT
	m := p.GetMedia()
	inner := at + "/media"
	out := &pb.Media{Kind: m.Kind, MediaType: m.MediaType, Source: m.Source, Filename: m.Filename}
	switch m.Kind {
	case pb.MediaKind_MEDIA_KIND_IMAGE:
		if m.GetData() != "" {
			out.MediaType = canon.PlainImageType(m)
		}
		if is, wrong := canon.ImageType(m); wrong {
			f.losses.Approximate(inner+"/media_type", class, "the image is of another type than it is called")
			out.MediaType = is
		}
		if _, inline := m.Source.(*pb.Media_Data); inline && !slices.Contains(imageTypes, out.MediaType) {
			f.losses.Refuse(at, class, "the service reads no images of this type")
			return nil
		}
		if m.GetData() == "" && m.GetUri() == "" && m.GetFileId() == "" {
			f.losses.Refuse(at, class, "nothing says where the picture is")
			return nil
		}
		f.drop(m.Filename != "", inner+"/filename", class, "images have no name")
		f.drop(m.Context != "", inner+"/context", class, "images have no background beside them")
		f.detail(out, m, inner)
	case pb.MediaKind_MEDIA_KIND_DOCUMENT:
		if text, ok := documentText(m); ok {
			f.losses.Approximate(at, class, "a document in text is said as text, its title first")
			return []*pb.Part{{Content: textPart(text).Content, Cache: f.hint(p.Cache, at+"/cache")}}
		}
		if len(m.Parts) > 0 {
			f.losses.Approximate(at, class, "the parts of a document stand as parts, its title first")
			parts := f.documentParts(m, inner)
			if n := len(parts); n > 0 && parts[n-1].Cache == nil {
				parts[n-1].Cache = f.hint(p.Cache, at+"/cache")
			}
			return parts
		}
		f.drop(m.Context != "", inner+"/context", class, "documents have no background beside them")
		f.detail(out, m, inner)
	default:
		f.losses.Refuse(at, class, "the service takes images and documents only")
		return nil
	}
	f.drop(m.GetCitationsEnabled(), inner+"/citations_enabled", pb.LossClass_LOSS_CLASS_CITATIONS, "citations cannot be asked for")
	switch s := m.Source.(type) {
	case *pb.Media_Uri:
		if !strings.HasPrefix(s.Uri, "https://") && !strings.HasPrefix(s.Uri, "http://") {
			f.losses.Refuse(at, class, "the service cannot reach the address")
			return nil
		}
		f.drop(m.MediaType != "", inner+"/media_type", class, "the service finds out the type behind an address by itself")
	case *pb.Media_FileId:
		if !strings.HasPrefix(s.FileId, "file-") {
			f.losses.Refuse(at, class, "the file is held by another vendor")
			return nil
		}
	case nil:
		f.losses.Refuse(at, class, "nothing says where the bytes are")
		return nil
	}
	return []*pb.Part{{Content: &pb.Part_Media{Media: out}, Cache: f.hint(p.Cache, at+"/cache")}}
}

// details are the resolutions that the service knows.
var details = []string{"low", "high", "auto", "original"}

func (f *fitter) detail(out, m *pb.Media, at string) {
	switch {
	case m.Detail == "" && m.Kind == pb.MediaKind_MEDIA_KIND_IMAGE:
		out.Detail = "auto" // what none means, but the service's own description demands it
	case m.Detail == "":
	case slices.Contains(details, m.Detail):
		out.Detail = m.Detail
	default:
		f.losses.Drop(at+"/detail", pb.LossClass_LOSS_CLASS_CONTENT, "the service knows other resolutions")
	}
}

// documentText gives a document that is text as one text, with its title, address and background before it.
func documentText(m *pb.Media) (string, bool) {
	t, plain := m.Source.(*pb.Media_Text)
	if !plain && len(m.Parts) == 0 {
		return "", false
	}
	texts := heading(m)
	if plain {
		return strings.Join(append(texts, t.Text), "\n\n"), true
	}
	for _, p := range m.Parts {
		if p.GetText() == nil {
			return "", false
		}
		texts = append(texts, p.GetText().Text)
	}
	return strings.Join(texts, "\n\n"), true
}

// documentParts gives a document whose parts are not all text as its heading and what the service takes of its parts.
func (f *fitter) documentParts(m *pb.Media, at string) (parts []*pb.Part) {
	if h := strings.Join(heading(m), "\n\n"); h != "" {
		parts = append(parts, textPart(h))
	}
	for i, p := range m.Parts {
		place := at + canon.Path("parts", i)
		switch {
		case p.GetText() != nil:
			parts = append(parts, f.text(p, place, false))
		case p.GetMedia() != nil:
			parts = append(parts, f.media(p, place)...)
		default:
			f.losses.Refuse(place, pb.LossClass_LOSS_CLASS_CONTENT, "only its own vendor understands it")
		}
	}
	return parts
}

// heading gives the title, address and background of a document as far as there are any.
func heading(m *pb.Media) (texts []string) {
	for _, s := range []string{m.Filename, m.GetUri(), m.Context} {
		if s != "" {
			texts = append(texts, s)
		}
	}
	return texts
}

// fitCitation fits a citation of another dialect; nil, and it is reported, where there is no annotation for it. text is
// the text that it supports.
func fitCitation(c *pb.Citation, text, at string, losses *canon.Losses) *pb.Citation {
	const class = pb.LossClass_LOSS_CLASS_CITATIONS
	out := &pb.Citation{Title: c.Title, Start: c.Start, End: c.End}
	switch {
	case c.Url != "":
		out.Type, out.Url = "url_citation", c.Url
		if c.Title == "" {
			out.Extensions = canon.KeepSpelling(nil, dialect, "", "title", `""`) // the service always has one
		}
		if out.Start == nil || out.End == nil {
			from, to := int32(0), int32(canon.RuneOffset(text, len(text)))
			out.Start, out.End = &from, &to
		}
	case c.FileId != "":
		out.Type, out.FileId, out.Filename, out.Title = "file_citation", c.FileId, c.Filename, ""
		out.Start, out.End = nil, nil
		out.Extensions = canon.KeepUnknown(nil, dialect, "", `{"index":`+strconv.Itoa(canon.RuneOffset(text, len(text)))+`}`)
		if c.Start != nil {
			losses.Drop(at+"/start", class, "a file is cited at one place")
		}
	default:
		losses.Drop(at, class, "the target cites addresses and files only")
		return nil
	}
	if c.CitedText != "" {
		losses.Drop(at+"/cited_text", class, "the words of the source are not carried")
	}
	return out
}
