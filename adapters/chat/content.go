package chat

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The types of content parts.
const (
	typeText     = "text"
	typeImage    = "image_url"
	typeAudio    = "input_audio"
	typeFile     = "file"
	typeVideo    = "video_url"
	typeDocument = "document_url"
	typeRefusal  = "refusal"
	typeThinking = "thinking"
)

// part reads one part of content. One of an unknown type, or without what its type asks for, is kept whole.
func (d *decoder) part(w *wirePart, role pb.Role) *pb.Part {
	k := keep(w.Extra)
	p := &pb.Part{}
	if !readPartContent(p, w, &k) {
		return &pb.Part{Content: &pb.Part_Opaque{Opaque: &pb.Opaque{Type: w.Type.V, Json: w.whole}}}
	}
	d.strays(w, &k)
	if needsType(p, role) || w.Type.V == typeDocument {
		k.spell("type", jsonx.Quote(w.Type.V))
	}
	mark := cacheMark{w.Breakpoint, w.CacheControl}
	p.Cache, p.Extensions = mark.read(&k, p.Extensions)
	p.Extensions = k.into(p.Extensions, "")
	return p
}

// needsType reports whether a part's place in the message is not to be told from its kind: the same kinds also stand
// beside the content.
func needsType(p *pb.Part, role pb.Role) bool {
	return p.GetReasoning() != nil || p.GetRefusal() != nil || role == pb.Role_ROLE_ASSISTANT && isAudio(p)
}

func isAudio(p *pb.Part) bool { return p.GetMedia().GetKind() == pb.MediaKind_MEDIA_KIND_AUDIO }

// inContent reports whether a part of this dialect stood in the content of a message, not beside it.
func inContent(p *pb.Part, role pb.Role) bool {
	switch p.Content.(type) {
	case *pb.Part_Text, *pb.Part_Opaque:
		return true
	case *pb.Part_Media:
		if role != pb.Role_ROLE_ASSISTANT || !isAudio(p) {
			return true
		}
	case *pb.Part_Reasoning, *pb.Part_Refusal:
	default:
		return false
	}
	_, typed := jsonx.Get(ours(p.Extensions, ""), "type")
	return typed
}

// strays keeps members that belong to other types of parts: each type has the member of its name.
func (d *decoder) strays(w *wirePart, k *kept) {
	n := 0
	for _, there := range []bool{
		w.Text.Set || w.Text.Raw != nil, w.Refusal.Set || w.Refusal.Raw != nil, w.Thinking != "",
		w.ImageURL.there(), w.VideoURL.there(), w.DocumentURL.there(),
		w.InputAudio.V != nil || w.InputAudio.Raw != nil, w.File.V != nil || w.File.Raw != nil,
	} {
		if there {
			n++
		}
	}
	if n < 2 {
		return
	}
	for name, value := range jsonx.Members(w.whole) {
		if partTypes[name] && name != w.Type.V {
			k.unknown.Keep(name, jsonx.Value(value))
		}
	}
}

// partTypes are the types of parts that are read.
var partTypes = map[string]bool{
	typeText: true, typeImage: true, typeAudio: true, typeFile: true, typeVideo: true, typeDocument: true, typeRefusal: true,
	typeThinking: true,
}

func readPartContent(p *pb.Part, w *wirePart, k *kept) bool {
	switch {
	case w.Type.V == typeText && w.Text.Set:
		p.Content = &pb.Part_Text{Text: &pb.Text{Text: w.Text.V}}
	case w.Type.V == typeRefusal && w.Refusal.Set:
		p.Content = &pb.Part_Refusal{Refusal: &pb.Refusal{Text: w.Refusal.V}}
	case w.Type.V == typeThinking && w.Thinking != "":
		p.Content = readThinkingPart(string(w.Thinking), k)
	case w.Type.V == typeImage:
		return readURLPart(p, &w.ImageURL, pb.MediaKind_MEDIA_KIND_IMAGE)
	case w.Type.V == typeVideo:
		return readURLPart(p, &w.VideoURL, pb.MediaKind_MEDIA_KIND_VIDEO)
	case w.Type.V == typeDocument:
		return readURLPart(p, &w.DocumentURL, pb.MediaKind_MEDIA_KIND_DOCUMENT)
	case w.Type.V == typeAudio && w.InputAudio.V != nil:
		return readAudioPart(p, w.InputAudio.V)
	case w.Type.V == typeFile && w.File.V != nil:
		return readFilePart(p, w.File.V)
	default:
		return false
	}
	return true
}

// readThinkingPart reads a thinking part, whose text is a list of texts.
func readThinkingPart(raw string, k *kept) *pb.Part_Reasoning {
	if text, ok := jsonx.Unquote(raw); ok {
		k.spell(typeThinking, raw)
		return &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: text}}
	}
	var text strings.Builder
	n, plain := 0, true
	for e := range jsonx.Elements(raw) {
		n++
		piece, ok := thinkingText(e)
		plain = plain && ok
		text.WriteString(piece)
	}
	switch {
	case !plain:
		k.unknown.Keep(typeThinking, jsonx.Value(raw))
	case n != 1:
		k.spell(typeThinking, raw)
	}
	return &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: text.String()}}
}

// thinkingText reads {"type":"text","text":…}; plain says that there is nothing else in it.
func thinkingText(raw string) (text string, plain bool) {
	members, typed := 0, false
	plain = true
	for name, value := range jsonx.Members(raw) {
		members++
		word, ok := jsonx.Unquote(value)
		switch {
		case name == "text" && ok:
			text = word
		case name == "type" && word == typeText:
			typed = true
		default:
			plain = false
		}
	}
	return text, plain && typed && members == 2
}

// readURLPart reads media at an address, or in a data URL.
func readURLPart(p *pb.Part, u *wireURL, kind pb.MediaKind) bool {
	if !u.URL.Set {
		return false
	}
	inner := keep(u.Extra)
	m := &pb.Media{Kind: kind, Detail: inner.strSpelled("detail", &u.Detail)}
	setAddress(m, u.URL.V, "url", &inner)
	p.Content = &pb.Part_Media{Media: m}
	at := "/" + mediaTypes[kind]
	if u.Form == '"' && inner.spelling.String() == "" {
		// The address itself stands in place of the object.
		inner.lacks("url")
	}
	p.Extensions = inner.into(p.Extensions, at)
	return true
}

// mediaTypes are the types of the parts that hold an address.
var mediaTypes = map[pb.MediaKind]string{
	pb.MediaKind_MEDIA_KIND_IMAGE:    typeImage,
	pb.MediaKind_MEDIA_KIND_VIDEO:    typeVideo,
	pb.MediaKind_MEDIA_KIND_DOCUMENT: typeDocument,
}

// setAddress sets the source of media from an address.
func setAddress(m *pb.Media, url, member string, k *kept) {
	data, ok := canon.ParseDataURL(url)
	if !ok {
		m.Source = &pb.Media_Uri{Uri: url}
		return
	}
	m.MediaType = data.MediaType
	m.Source = &pb.Media_Data{Data: data.Data}
	if !data.Canonical(url) || data.MediaType == "" {
		k.spell(member, jsonx.Quote(url))
	}
}

func readAudioPart(p *pb.Part, w *wireInputAudio) bool {
	if !w.Data.Set {
		return false
	}
	k := keep(w.Extra)
	m := &pb.Media{Kind: pb.MediaKind_MEDIA_KIND_AUDIO, Source: &pb.Media_Data{Data: w.Data.V}}
	if format := k.strSpelled("format", &w.Format); format != "" {
		m.MediaType = audioType(format)
	}
	p.Content = &pb.Part_Media{Media: m}
	p.Extensions = k.into(p.Extensions, "/"+typeAudio)
	return true
}

func readFilePart(p *pb.Part, w *wireFile) bool {
	k := keep(w.Extra)
	m := &pb.Media{Kind: pb.MediaKind_MEDIA_KIND_DOCUMENT, Filename: k.strSpelled("filename", &w.Filename)}
	k.raw("file_data", w.FileData.Raw, false)
	k.raw("file_id", w.FileID.Raw, false)
	switch {
	case w.FileData.Set:
		if setAddress(m, w.FileData.V, "file_data", &k); !strings.Contains(m.GetUri(), "://") && m.GetUri() != "" {
			// Plain base64 text, of which nothing says what it is.
			m.Source = &pb.Media_Data{Data: w.FileData.V}
		}
		if w.FileID.Set {
			k.unknown.Keep("file_id", jsonx.Value(jsonx.Quote(w.FileID.V)))
		}
	case w.FileID.Set:
		if w.FileID.V == "" {
			k.spell("file_id", `""`)
		}
		m.Source = &pb.Media_FileId{FileId: w.FileID.V}
	default:
		return false
	}
	p.Content = &pb.Part_Media{Media: m}
	p.Extensions = k.into(p.Extensions, "/"+typeFile)
	return true
}
