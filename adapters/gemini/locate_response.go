package gemini

import (
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// LocateResponse implements adapters.Locator.
func (adapter) LocateResponse(resp *pb.GenerateResponse, path string) string {
	steps := canon.StepsOf(path)
	root := place{exts: resp.Extensions}
	inside := steps.After(1)
	switch steps.First() {
	case "extensions":
		return root.extension(resp.Extensions, inside)
	case "id":
		if resp.Id != "" {
			return root.member("responseId").pointer
		}
	case "model":
		if resp.Model != "" {
			return root.member("modelVersion").pointer
		}
	case "create_time":
		if resp.CreateTime != nil {
			return root.member("createTime").pointer
		}
	case "service_tier":
		if resp.ServiceTier != nil {
			return root.usage(resp.Usage, []string{"service_tier"})
		}
	case "usage":
		return root.usage(resp.Usage, inside)
	case "prompt_block":
		return root.feedback(resp.PromptBlock, inside)
	case "error":
		if resp.Error != nil {
			return root.member("error").pointer
		}
	case "candidates":
		return root.candidates(resp, inside)
	}
	return root.pointer
}

// usageMembers are the members of the usage metadata, by canonical field.
var usageMembers = []pair[string]{
	{"cache_read_tokens", "cachedContentTokenCount"},
	{"tool_input_tokens", "toolUsePromptTokenCount"},
	{"input_tokens", "promptTokenCount"},
	{"output_tokens", "candidatesTokenCount"},
	{"reasoning_tokens", "thoughtsTokenCount"},
	{"total_tokens", "totalTokenCount"},
	{"input_audio_tokens", "promptTokensDetails"},
	{"input_image_tokens", "promptTokensDetails"},
	{"output_audio_tokens", "candidatesTokensDetails"},
	{"output_image_tokens", "candidatesTokensDetails"},
}

func (p place) usage(u *pb.Usage, steps canon.Steps) string {
	if u == nil {
		return p.pointer
	}
	m := p.member("usageMetadata")
	m.exts, m.at = u.Extensions, ""
	name := steps.First()
	if name == "extensions" {
		return m.extension(u.Extensions, steps.After(1))
	}
	if name == "service_tier" {
		return m.member("serviceTier").pointer
	}
	f := u.ProtoReflect().Descriptor().Fields().ByName(protoreflect.Name(name))
	if member, ok := meaning(usageMembers, name); ok && u.ProtoReflect().Has(f) {
		return m.member(member).pointer
	}
	return m.pointer
}

func (p place) feedback(b *pb.PromptBlock, steps canon.Steps) string {
	if b == nil {
		return p.pointer
	}
	f := p.member("promptFeedback")
	f.exts, f.at = b.Extensions, ""
	switch name := steps.First(); {
	case name == "extensions":
		return f.extension(b.Extensions, steps.After(1))
	case name == "reason":
		return f.member("blockReason").pointer
	case name == "message" && b.Message != "":
		return f.member("blockReasonMessage").pointer
	}
	return f.pointer
}

func (p place) candidates(resp *pb.GenerateResponse, steps canon.Steps) string {
	if len(resp.Candidates) == 0 && form(resp.Extensions, "", "candidates") == "" {
		return p.pointer
	}
	list := p.member("candidates")
	i, ok := steps.Index(len(resp.Candidates))
	if !ok {
		return list.pointer
	}
	c := resp.Candidates[i]
	at := list
	if form(resp.Extensions, "", "candidates") != formSingle {
		at.pointer += "/" + strconv.Itoa(i)
	}
	at.exts, at.at = c.Extensions, ""
	inside := steps.After(2)
	switch name := steps.After(1).First(); {
	case name == "extensions":
		return at.extension(c.Extensions, inside)
	case name == "index":
		return at.member("index").pointer
	case name == "finish":
		return at.finish(c.Finish, inside)
	case name == "messages" && len(c.Messages) > 0:
		if pointer, ok := at.source(c, inside); ok {
			return pointer
		}
		content := at.member("content")
		if n, ok := inside.Index(len(c.Messages)); ok {
			return content.message(c.Messages[n], inside.After(1))
		}
		return content.pointer
	}
	return at.pointer
}

func (p place) finish(f *pb.Finish, steps canon.Steps) string {
	switch name := steps.First(); {
	case f == nil:
	case name == "extensions":
		return p.extension(f.Extensions, steps.After(1))
	case name == "message" && f.Message != "":
		return p.member("finishMessage").pointer
	case f.Raw != "":
		return p.member("finishReason").pointer
	}
	return p.pointer
}

// source gives the pointer of a citation or log probability of a text, which stands in metadata beside the content. The
// steps begin with the position of a message.
func (p place) source(c *pb.Candidate, steps canon.Steps) (string, bool) {
	m, ok := steps.Index(len(c.Messages))
	if !ok || steps.After(1).First() != "parts" || steps.After(3).First() != "text" {
		return "", false
	}
	n, ok := steps.After(2).Index(len(c.Messages[m].Parts))
	if !ok {
		return "", false
	}
	text := c.Messages[m].Parts[n].GetText()
	switch steps.After(4).First() {
	case "citations":
		if i, ok := steps.After(5).Index(len(text.GetCitations())); ok {
			return p.citation(text.Citations[i], steps.After(6)), true
		}
	case "logprobs":
		return p.member("logprobsResult").pointer, len(text.GetLogprobs()) > 0
	}
	return "", false
}

// citation finds the entry that a citation was read from: the kept lists hold it.
func (p place) citation(c *pb.Citation, steps canon.Steps) string {
	exts := c.Extensions
	kept, list := "", ""
	if i, ok := steps.After(1).Index(len(exts)); ok && steps.First() == "extensions" {
		kept, list = exts[i].MembersJson, exts[i].At
	}
	if c.Type == typeCitation {
		return p.entry(atCitations, []string{"citationSources", "citations"}, "", c, kept, steps.After(3))
	}
	if list == atSupport {
		return p.entry(atGrounding, []string{"groundingSupports"}, "", &pb.Citation{}, kept, steps.After(3))
	}
	return p.entry(atGrounding, []string{"groundingChunks"}, c.Type, c, kept, steps.After(3))
}

// entry finds an entry of one of the kept lists that names the source of a citation and has the members kept of it, inside
// a member of the entry where one is named.
func (p place) entry(at string, lists []string, inner string, c *pb.Citation, kept string, steps canon.Steps) string {
	metadata := p.object(at[1:], at)
	own := canon.Own(p.exts, own, at)
	for _, list := range lists {
		entries, _ := jsonx.Get(own, list)
		i := 0
		for e := range jsonx.Elements(entries) {
			pointer := metadata.pointer + "/" + list + "/" + strconv.Itoa(i)
			i++
			if inner != "" {
				e, _ = jsonx.Get(e, inner)
				pointer += "/" + inner
			}
			if names(e, "uri", c.Url) && names(e, "title", c.Title) && hasAll(e, kept) {
				return place{pointer: pointer}.below(steps)
			}
		}
	}
	return metadata.pointer
}

// names reports whether a member of an object is a text; "" is the same as none.
func names(object, member, text string) bool {
	if text == "" {
		return true
	}
	raw, _ := jsonx.Get(object, member)
	got, ok := jsonx.Unquote(raw)
	return ok && got == text
}

// hasAll reports whether an object has all members of another one, as they stand there.
func hasAll(object, members string) bool {
	for name, raw := range jsonx.Members(members) {
		if got, ok := jsonx.Get(object, name); !ok || strings.TrimSpace(got) != strings.TrimSpace(raw) {
			return false
		}
	}
	return true
}
