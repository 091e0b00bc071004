package chat

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// locateMessage finds a place in a message, whose own place is base.
func locateMessage(m *pb.Message, base string, rest canon.Steps) string {
	switch rest.Next() {
	case "parts":
		if i, ok := rest.NextIndex(len(m.Parts)); ok {
			l := messageLocator{m: m, base: base}
			return l.part(i, rest)
		}
	case "role":
		if !lacked(ours(m.Extensions, ""), "role") {
			return base + "/role"
		}
	case "name":
		if m.Name != "" {
			return base + "/name"
		}
	case "extensions":
		return extension(m.Extensions, base, rest)
	}
	return base
}

type messageLocator struct {
	m    *pb.Message
	base string
}

// part finds a place in a part.
func (l *messageLocator) part(i int, rest canon.Steps) string {
	p := l.m.Parts[i]
	at := l.base + l.placeOf(i)
	switch step := rest.Next(); step {
	case "text":
		return l.text(p, at, rest)
	case "media":
		if !inContent(p, l.m.Role) {
			return locateSpoken(p, at)
		}
		return locateMedia(p, at, rest)
	case "tool_call":
		return locateCall(p, at, rest)
	case "tool_result":
		return l.result(p, rest)
	case "cache":
		return l.cache(p, at, rest)
	case "seal":
		return l.seal(p, at)
	case "extensions":
		if p.GetReasoning() != nil && !inContent(p, l.m.Role) {
			return at
		}
		if isLegacyCall(p) {
			return flatExtension(p.Extensions, at, rest)
		}
		return extension(p.Extensions, at, rest)
	}
	return at
}

// placeOf is where a part stands in its message.
func (l *messageLocator) placeOf(i int) string {
	p := l.m.Parts[i]
	if p.GetToolResult() != nil {
		return ""
	}
	if inContent(p, l.m.Role) {
		return l.contentPlace(i)
	}
	switch p.Content.(type) {
	case *pb.Part_Reasoning:
		return "/" + fieldOf(p)
	case *pb.Part_Refusal:
		return "/refusal"
	case *pb.Part_Media:
		return "/audio"
	case *pb.Part_ToolCall:
		if isLegacyCall(p) {
			return "/function_call"
		}
		n := 0
		for _, before := range l.m.Parts[:i] {
			if before.GetToolCall() != nil && !isLegacyCall(before) {
				n++
			}
		}
		return "/tool_calls/" + strconv.Itoa(n)
	}
	return ""
}

func (l *messageLocator) contentPlace(i int) string {
	if !l.listed() {
		return "/content"
	}
	n := 0
	for _, before := range l.m.Parts[:i] {
		if inContent(before, l.m.Role) {
			n++
		}
	}
	return "/content/" + strconv.Itoa(n)
}

// listed reports whether the content is a list with parts: that of a stream never says so.
func (l *messageLocator) listed() bool {
	parts := contentParts(l.m, 0)
	return len(parts) > 0 && !isString(parts, l.m.Form)
}

func (l *messageLocator) text(p *pb.Part, at string, rest canon.Steps) string {
	switch rest.Next() {
	case "citations":
		citations := p.GetText().GetCitations()
		if i, ok := rest.NextIndex(len(citations)); ok {
			return locateCitation(citations[i], l.base+"/annotations/"+strconv.Itoa(i), rest)
		}
	case "text":
		if l.listed() {
			return at + "/text"
		}
	}
	return at
}

// citationMembers are the members of a citation's own object.
var citationMembers = map[string]string{
	"url": "/url", "title": "/title", "cited_text": "/content", "start": "/start_index", "end": "/end_index",
}

func locateCitation(c *pb.Citation, at string, rest canon.Steps) string {
	step := rest.Next()
	if step == "extensions" {
		return extension(c.Extensions, at, rest)
	}
	if member, ok := citationMembers[step]; ok && c.Url != "" {
		return at + "/" + citationURL + member
	}
	return at
}

func locateMedia(p *pb.Part, at string, rest canon.Steps) string {
	m := p.GetMedia()
	word := mediaTypes[m.GetKind()]
	switch {
	case isAudio(p):
		word = typeAudio
	case m.GetKind() == pb.MediaKind_MEDIA_KIND_DOCUMENT && !isDocumentURL(p):
		word = typeFile
	}
	inner := at + "/" + word
	if lacked(ours(p.Extensions, "/"+word), "url") {
		return inner
	}
	switch step := rest.Next(); {
	case step == "detail" && m.Detail != "", step == "filename" && m.Filename != "":
		return inner + "/" + step
	case word == typeFile && m.GetFileId() != "":
		return inner + "/file_id"
	case word == typeFile:
		return inner + "/file_data"
	case word == typeAudio && step == "media_type" && m.MediaType != "":
		return inner + "/format"
	case word == typeAudio:
		return inner + "/data"
	case step == "media_type", step == "data", step == "uri":
		return inner + "/url"
	}
	return at
}

// locateSpoken finds a place in the audio of an answer, which stands beside the content.
func locateSpoken(p *pb.Part, at string) string {
	switch {
	case p.GetMedia().GetData() != "":
		return at + "/data"
	case p.Id != "":
		return at + "/id"
	}
	return at
}

func locateCall(p *pb.Part, at string, rest canon.Steps) string {
	c := p.GetToolCall()
	inner := at
	if !isLegacyCall(p) {
		inner = at + "/" + callType(c.GetKind())
	}
	switch step := rest.Next(); {
	case step == "call_id" && inner != at && !hasOwn(p, "id"):
		return at + "/id"
	case step == "name" || step == "namespace":
		return inner + "/name"
	case step == "arguments_json" && !lacked(ours(p.Extensions, "/function"), "arguments"):
		return inner + "/arguments"
	case step == "input":
		return inner + "/input"
	}
	return at
}

// hasOwn reports whether a member of a part's own object was spelled in an unusual way.
func hasOwn(p *pb.Part, name string) bool {
	_, ok := jsonx.Get(ours(p.Extensions, ""), name)
	return ok
}

func (l *messageLocator) result(p *pb.Part, rest canon.Steps) string {
	r := p.GetToolResult()
	content := l.base
	if r.Form != pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
		content += "/content"
	}
	switch rest.Next() {
	case "call_id":
		if !lacked(ours(l.m.Extensions, ""), "tool_call_id") {
			return l.base + "/tool_call_id"
		}
	case "name":
		if r.Name != "" {
			return l.base + "/name"
		}
	case "parts":
		i, ok := rest.NextIndex(len(r.Parts))
		if !ok || r.Form != pb.ContentForm_CONTENT_FORM_LIST {
			return content
		}
		inner := messageLocator{m: &pb.Message{Role: l.m.Role, Parts: r.Parts, Form: r.Form}, base: l.base}
		return inner.part(i, rest)
	case "is_error", "output_json":
		return content
	}
	return l.base
}

// cache finds the mark of a part: its own, or that of the message.
func (l *messageLocator) cache(p *pb.Part, at string, rest canon.Steps) string {
	marked, holder := at, p
	if r := p.GetToolResult(); r != nil && len(r.Parts) > 0 && !markedByMessage(p) {
		holder = r.Parts[len(r.Parts)-1]
		marked = l.base + "/content/" + strconv.Itoa(len(r.Parts)-1)
	}
	var field string
	switch {
	case markedByMessage(p):
		marked, field = l.base, cacheControlField
	case p.GetToolCall() != nil:
		field = cacheControlField
	default:
		field = spelled(ours(holder.Extensions, ""), breakpointField, cacheControlField)
	}
	marked += "/" + field
	if rest.Next() == "ttl_seconds" {
		return marked + "/ttl"
	}
	return marked
}

// seal finds the state that belongs to a part.
func (l *messageLocator) seal(p *pb.Part, at string) string {
	const signature = "/extra_content/google/thought_signature"
	switch {
	case p.GetReasoning() != nil && !inContent(p, l.m.Role):
		return l.base + "/" + detailsField
	case p.GetToolCall() != nil && !isLegacyCall(p) && !lacked(ours(p.Extensions, ""), "extra_content"):
		return at + signature
	}
	return l.base + signature
}
