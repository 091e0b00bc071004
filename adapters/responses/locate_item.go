package responses

import (
	"strconv"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// locateMessage finds a place in an item.
func locateMessage(at string, m *pb.Message, s steps) string {
	switch s.first() {
	case "extensions":
		return locateExtension(at, m.Extensions, s.after(1))
	case "id", "status", "phase":
		return at + "/" + s.first()
	case "role":
		if m.Form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
			return at
		}
		return at + "/role"
	case "parts":
		i, ok := s.after(1).index(len(m.Parts))
		switch {
		case !ok:
			return at
		case m.Form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED:
			return locateItem(at, m.Parts[i], s.after(2))
		case m.Form == pb.ContentForm_CONTENT_FORM_STRING:
			return at + "/content"
		}
		return locatePart(at+"/content/"+strconv.Itoa(i), m.Parts[i], s.after(2))
	}
	return at
}

var itemMembers = members{
	"seal": "/encrypted_content", "id": "/id",
	"tool_call/call_id": "/call_id", "tool_call/name": "/name", "tool_call/namespace": "/namespace", "tool_call/kind": "/type",
	"tool_call/arguments_json": "/arguments", "tool_call/input": "/input",
	"tool_result/call_id": "/call_id", "tool_result/name": "/name", "tool_result/namespace": "/namespace",
	"tool_result/kind": "/type", "tool_result/output_json": "/output",
	"reasoning/text": "/content", "reasoning/summaries": "/summary/",
	"settings/effort": "/reasoning/effort",
}

// locateItem finds a place in an item that is one part.
func locateItem(at string, p *pb.Part, s steps) string {
	switch c := p.Content.(type) {
	case *pb.Part_ToolResult:
		if s.first() == "tool_result" && s.after(1).first() == "parts" {
			return locateOutput(at+"/output", c.ToolResult, s.after(2))
		}
	case *pb.Part_ToolChanges:
		if s.first() == "tool_changes" && s.after(1).first() == "add" {
			return locateTools(at+"/tools", c.ToolChanges.Add, s.after(2))
		}
	case *pb.Part_Settings:
		if s.first() == "settings" && s.after(1).first() == "format" {
			return locateFormat(at+"/text/format", c.Settings.Format, s.after(2))
		}
	}
	in, _ := itemMembers.find(s)
	return at + in
}

// locateOutput finds a place in the value of a tool result.
func locateOutput(at string, t *pb.ToolResult, s steps) string {
	i, ok := s.index(len(t.Parts))
	if !ok || t.Form != pb.ContentForm_CONTENT_FORM_LIST {
		return at
	}
	return locatePart(at+"/"+strconv.Itoa(i), t.Parts[i], s.after(1))
}

var partMembers = members{
	"text/text": "/text", "text/citations": "/annotations/", "text/logprobs": "/logprobs/", "refusal/text": "/refusal",
	"cache": "/" + memberBreakpoint, "cache/ttl_seconds": "/" + memberBreakpoint + "/ttl",
	"media/detail": "/detail", "media/filename": "/filename", "media/file_id": "/file_id",
}

var citationMembers = members{
	"url": "/url", "title": "/title", "file_id": "/file_id", "filename": "/filename", "start": "/start_index",
	"end": "/end_index", "type": "/type",
}

// locatePart finds a place in a part of a message or a result.
func locatePart(at string, p *pb.Part, s steps) string {
	switch s.first() {
	case "extensions":
		return locateExtension(at, p.Extensions, s.after(1))
	case "media":
		switch s.after(1).first() {
		case "media_type", "data", "uri":
			return at + mediaMember(p.GetMedia())
		}
	case "text":
		t := p.GetText()
		if i, ok := s.after(2).index(len(t.GetCitations())); ok && s.after(1).first() == "citations" {
			return locateCitation(at+"/annotations/"+strconv.Itoa(i), t.Citations[i], s.after(3))
		}
		if i, ok := s.after(2).index(len(t.GetLogprobs())); ok && s.after(1).first() == "logprobs" {
			return at + "/logprobs/" + strconv.Itoa(i)
		}
	}
	in, _ := partMembers.find(s)
	return at + in
}

// locateCitation finds a place in an annotation.
func locateCitation(at string, c *pb.Citation, s steps) string {
	if s.first() == "extensions" {
		return locateExtension(at, c.Extensions, s.after(1))
	}
	in, _ := citationMembers.find(s)
	return at + in
}

// mediaMember is the member that holds a medium or its address.
func mediaMember(m *pb.Media) string {
	_, inline := m.GetSource().(*pb.Media_Data)
	switch {
	case m.GetFileId() != "":
		return "/file_id"
	case m.GetKind() == pb.MediaKind_MEDIA_KIND_IMAGE:
		return "/image_url"
	case m.GetKind() == pb.MediaKind_MEDIA_KIND_VIDEO:
		return "/video_url"
	case m.GetKind() == pb.MediaKind_MEDIA_KIND_AUDIO:
		return "/input_audio"
	case inline:
		return "/file_data"
	}
	return "/file_url"
}

var responseMembers = members{
	"id": "/id", "model": "/model", "status": "/status", "create_time": "/created_at", "service_tier": "/service_tier",
	"error": "/error", "error/message": "/error/message", "error/vendor_code": "/error/code", "error/code": "/error/code",
	"usage": "/usage", "usage/input_tokens": "/usage/input_tokens", "usage/output_tokens": "/usage/output_tokens",
	"usage/total_tokens":       "/usage/total_tokens",
	"usage/cache_read_tokens":  "/usage/input_tokens_details/cached_tokens",
	"usage/cache_write_tokens": "/usage/input_tokens_details/cache_write_tokens",
	"usage/reasoning_tokens":   "/usage/output_tokens_details/reasoning_tokens",
}

// LocateResponse implements adapters.Locator.
func (adapter) LocateResponse(resp *pb.GenerateResponse, path string) string {
	s := stepsOf(path)
	switch s.first() {
	case "extensions":
		return locateExtension("", resp.Extensions, s.after(1))
	case "usage":
		if s.after(1).first() == "extensions" {
			return locateExtension("/usage", resp.GetUsage().GetExtensions(), s.after(2))
		}
	case "error":
		if s.after(1).first() == "extensions" {
			return locateExtension("/error", resp.GetError().GetExtensions(), s.after(2))
		}
	case "candidates":
		if i, ok := s.after(1).index(len(resp.Candidates)); ok {
			return locateCandidate(resp, resp.Candidates[i], s.after(2))
		}
		return "/output"
	}
	at, _ := responseMembers.find(s)
	return at
}

// locateCandidate finds a place in the answer.
func locateCandidate(resp *pb.GenerateResponse, c *pb.Candidate, s steps) string {
	switch s.first() {
	case "messages":
		if i, ok := s.after(1).index(len(c.Messages)); ok {
			return locateMessage("/output/"+strconv.Itoa(i), c.Messages[i], s.after(2))
		}
	case "finish":
		switch {
		case s.after(1).first() == "extensions":
			return locateExtension("", c.GetFinish().GetExtensions(), s.after(2))
		case resp.Status == statusIncomplete && c.GetFinish().GetRaw() != statusIncomplete:
			return atIncomplete + "/reason"
		}
		return "/status"
	}
	return "/output"
}
