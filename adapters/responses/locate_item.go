package responses

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// locateMessage finds a place in an item.
func locateMessage(at string, m *pb.Message, s canon.Steps) string {
	switch s.First() {
	case "extensions":
		return locateExtension(at, m.Extensions, s.After(1))
	case "id", "status", "phase":
		return at + "/" + s.First()
	case "role":
		if m.Form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
			return at
		}
		return at + "/role"
	case "parts":
		i, ok := s.After(1).Index(len(m.Parts))
		switch {
		case !ok:
			return at
		case isSearchCall(m), searchResult(m) != nil && i == 0:
			return at + searchMembers.At(s.After(2))
		case m.Form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED:
			return locateItem(at, m.Parts[i], s.After(2))
		case m.Form == pb.ContentForm_CONTENT_FORM_STRING:
			return at + "/content"
		}
		return locatePart(at+"/content/"+strconv.Itoa(i), m.Parts[i], s.After(2))
	}
	return at
}

var itemMembers = canon.Places{
	"seal": "/encrypted_content", "id": "/id",
	"tool_call/call_id": "/call_id", "tool_call/name": "/name", "tool_call/namespace": "/namespace", "tool_call/kind": "/type",
	"tool_call/arguments_json": "/arguments", "tool_call/input": "/input",
	"tool_result/call_id": "/call_id", "tool_result/name": "/name", "tool_result/namespace": "/namespace",
	"tool_result/kind": "/type", "tool_result/output_json": "/output",
	"reasoning/text": "/content", "reasoning/summaries": "/summary/",
	"settings/effort": "/reasoning/effort",
}

// locateItem finds a place in an item that is one part.
func locateItem(at string, p *pb.Part, s canon.Steps) string {
	switch c := p.Content.(type) {
	case *pb.Part_ToolResult:
		if s.First() == "tool_result" && s.After(1).First() == "parts" {
			return locateOutput(at+"/output", c.ToolResult, s.After(2))
		}
	case *pb.Part_ToolChanges:
		if s.First() == "tool_changes" && s.After(1).First() == "add" {
			return locateTools(at+"/tools", c.ToolChanges.Add, s.After(2))
		}
	case *pb.Part_Settings:
		if s.First() == "settings" && s.After(1).First() == "format" {
			return locateFormat(at+"/text/format", c.Settings.Format, s.After(2))
		}
	}
	in, _ := itemMembers.Find(s)
	return at + in
}

// locateOutput finds a place in the value of a tool result.
func locateOutput(at string, t *pb.ToolResult, s canon.Steps) string {
	i, ok := s.Index(len(t.Parts))
	if !ok || t.Form != pb.ContentForm_CONTENT_FORM_LIST {
		return at
	}
	return locatePart(at+"/"+strconv.Itoa(i), t.Parts[i], s.After(1))
}

var partMembers = canon.Places{
	"text/text": "/text", "text/citations": "/annotations/", "text/logprobs": "/logprobs/", "refusal/text": "/refusal",
	"cache": "/" + memberBreakpoint, "cache/ttl_seconds": "/" + memberBreakpoint + "/ttl",
	"media/detail": "/detail", "media/filename": "/filename", "media/file_id": "/file_id",
}

var citationMembers = canon.Places{
	"url": "/url", "title": "/title", "file_id": "/file_id", "filename": "/filename", "start": "/start_index",
	"end": "/end_index", "type": "/type",
}

// locatePart finds a place in a part of a message or a result.
func locatePart(at string, p *pb.Part, s canon.Steps) string {
	switch s.First() {
	case "extensions":
		return locateExtension(at, p.Extensions, s.After(1))
	case "media":
		switch s.After(1).First() {
		case "media_type", "data", "uri":
			return at + mediaMember(p.GetMedia())
		}
	case "text":
		t := p.GetText()
		if i, ok := s.After(2).Index(len(t.GetCitations())); ok && s.After(1).First() == "citations" {
			return locateCitation(at+"/annotations/"+strconv.Itoa(i), t.Citations[i], s.After(3))
		}
		if i, ok := s.After(2).Index(len(t.GetLogprobs())); ok && s.After(1).First() == "logprobs" {
			return at + "/logprobs/" + strconv.Itoa(i)
		}
	}
	in, _ := partMembers.Find(s)
	return at + in
}

// locateCitation finds a place in an annotation.
func locateCitation(at string, c *pb.Citation, s canon.Steps) string {
	if s.First() == "extensions" {
		return locateExtension(at, c.Extensions, s.After(1))
	}
	in, _ := citationMembers.Find(s)
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

var responseMembers = canon.Places{
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
	s := canon.StepsOf(path)
	switch s.First() {
	case "extensions":
		return locateExtension("", resp.Extensions, s.After(1))
	case "usage":
		if s.After(1).First() == "extensions" {
			return locateExtension("/usage", resp.GetUsage().GetExtensions(), s.After(2))
		}
	case "error":
		if s.After(1).First() == "extensions" {
			return locateExtension("/error", resp.GetError().GetExtensions(), s.After(2))
		}
	case "candidates":
		if i, ok := s.After(1).Index(len(resp.Candidates)); ok {
			return locateCandidate(resp, resp.Candidates[i], s.After(2))
		}
		return "/output"
	}
	at, _ := responseMembers.Find(s)
	return at
}

// locateCandidate finds a place in the answer.
func locateCandidate(resp *pb.GenerateResponse, c *pb.Candidate, s canon.Steps) string {
	switch s.First() {
	case "messages":
		if i, ok := s.After(1).Index(len(c.Messages)); ok {
			return locateMessage("/output/"+strconv.Itoa(i), c.Messages[i], s.After(2))
		}
	case "finish":
		switch {
		case s.After(1).First() == "extensions":
			return locateExtension("", c.GetFinish().GetExtensions(), s.After(2))
		case resp.Status == statusIncomplete && c.GetFinish().GetRaw() != statusIncomplete:
			return atIncomplete + "/reason"
		case resp.Status == "":
			return "" // nothing says how far the answer came
		}
		return "/status"
	}
	return "/output"
}
