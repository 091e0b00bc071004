package claude

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// partMembers are the members of a block for the fields of its part.
var partMembers = canon.Places{
	"cache": "/cache_control", "cache/ttl_seconds": "/cache_control/ttl", "text/text": "/text", "text/citations": "/citations",
	"reasoning/text": "/thinking", "media/filename": "/title", "media/context": "/context",
	"media/citations_enabled": "/citations/enabled", "media/media_type": "/source/media_type", "media/data": "/source/data",
	"media/text": "/source/data", "media/uri": "/source/url", "media/file_id": "/source/file_id",
	"tool_call/call_id": "/id", "tool_call/name": "/name", "tool_call/arguments_json": "/input/", "tool_call/input": "/input",
	"tool_result/call_id": "/tool_use_id", "tool_result/is_error": "/is_error", "tool_result/output_json": "/content",
	"compaction/text": "/content", "opaque/type": "/type", "opaque/json": "/",
	"tool_changes/remove": "/tool/name", "tool_changes/references": "/tool/name", "tool_changes/add/0": "/tool/definition",
}

var citationMembers = canon.Places{"type": "/type", "cited_text": "/cited_text", "file_id": "/file_id"}

// locatePart finds what a path means inside the block of a part.
func locatePart(base string, p *pb.Part, s canon.Steps) string {
	switch strings.Join(s[:min(2, len(s))], "/") {
	case "seal", "seal/data":
		return base + locateSeal(p)
	case "text/citations":
		return locateCitation(base, p.GetText(), s.After(2))
	case "media/parts":
		return locateInner(base, p, s.After(2))
	case "media/uri":
		if isSearchResult(p) {
			return base + "/source"
		}
	case "tool_result/parts":
		r := p.GetToolResult()
		i, ok := s.After(2).Index(len(r.GetParts()))
		if !ok || r.Form == pb.ContentForm_CONTENT_FORM_STRING {
			return base + "/content"
		}
		return locatePart(base+"/content/"+strconv.Itoa(i), r.Parts[i], s.After(3))
	case "tool_changes/references":
		if kind, _ := jsonx.Get(own(p.Extensions, ""), "type"); kind == jsonx.Quote(toolReference) {
			return base + "/tool_name"
		}
	case "tool_changes/add":
		return base + "/tool/definition" + toolMembers.At(s.After(3))
	}
	if s.First() == "extensions" {
		return locateExtension(base, p.Extensions, s.After(1))
	}
	return base + partMembers.At(s)
}

// locateSeal finds the provider state of a part in its block. One that came in an envelope stands for the block.
func locateSeal(p *pb.Part) string {
	switch {
	case p.GetCompaction() != nil:
		return "/encrypted_content"
	case p.GetReasoning() == nil:
		return ""
	case p.GetReasoning().Redacted && p.GetSeal().GetIssuer() == dialect:
		return "/data"
	}
	return "/signature"
}

func isSearchResult(p *pb.Part) bool {
	kind, _ := jsonx.Get(own(p.Extensions, ""), "type")
	return kind == jsonx.Quote(searchResult)
}

// locateInner finds a part of a document.
func locateInner(base string, p *pb.Part, s canon.Steps) string {
	if base += "/source/content"; isSearchResult(p) {
		base = strings.TrimSuffix(base, "/source/content") + "/content"
	}
	i, ok := s.Index(len(p.GetMedia().GetParts()))
	if _, isString := jsonx.Unquote(contentSpelling(p)); !ok || isString {
		return base
	}
	return locatePart(base+"/"+strconv.Itoa(i), p.GetMedia().Parts[i], s.After(1))
}

// contentSpelling is the content of a document that came as a string.
func contentSpelling(p *pb.Part) string {
	for _, at := range []string{"", atSource} {
		if raw, ok := jsonx.Get(own(p.Extensions, at), "content"); ok {
			return raw
		}
	}
	return ""
}

func locateCitation(base string, t *pb.Text, s canon.Steps) string {
	i, ok := s.Index(len(t.GetCitations()))
	if !ok {
		return base + "/citations"
	}
	c, rest := t.Citations[i], s.After(1)
	base += "/citations/" + strconv.Itoa(i)
	names := namesOfCitation(c.Type)
	switch rest.First() {
	case "extensions":
		return locateExtension(base, c.Extensions, rest.After(1))
	case "title":
		return base + "/" + names.title
	case "url":
		return base + "/" + names.url
	}
	return base + citationMembers.At(rest)
}
