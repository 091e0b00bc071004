package canon

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func (c *comparer) reasoning(path string, a, b *pb.ReasoningContent) {
	ra, rb := readable(a), readable(b)
	if slices.Equal(ra, rb) {
		return
	}
	without := func(texts []string) string { return strings.Join(strings.Fields(strings.Join(texts, " ")), " ") }
	if without(ra) == without(rb) {
		c.differ(path+"/summaries", "texts were joined or cut")
		return
	}
	c.differ(path, fmt.Sprintf("%.60q became %.60q", ra, rb))
}

func (c *comparer) media(path string, a, b *pb.Media) {
	c.fields(path, withoutSource(a), withoutSource(b))
	if sourceOf(a) != sourceOf(b) {
		c.differ(path, fmt.Sprintf("%.40q became %.40q", sourceOf(a), sourceOf(b)))
	}
	role := pb.Role_ROLE_UNSPECIFIED
	c.said(path+"/parts", sayingsOf(path+"/parts", role, a.Parts), sayingsOf("", role, b.Parts), nil, nil)
}

// withoutSource is a media part without the place of its bytes.
func withoutSource(m *pb.Media) *pb.Media {
	return &pb.Media{
		Kind: m.Kind, MediaType: strings.ToLower(m.MediaType), Detail: m.Detail, Filename: m.Filename, Context: m.Context,
		CitationsEnabled: m.CitationsEnabled,
	}
}

func (c *comparer) call(path string, a, b *pb.ToolCall) {
	if !sameTool(a.Namespace, a.Name, b.Namespace, b.Name) {
		c.differ(path+"/name", fmt.Sprintf("%s %s became %s %s", a.Namespace, a.Name, b.Namespace, b.Name))
	}
	if !sameArguments(argumentsOf(a), argumentsOf(b)) {
		field := "/arguments_json"
		if a.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
			field = "/input"
		}
		c.differ(path+field, fmt.Sprintf("%.60q became %.60q", argumentsOf(a), argumentsOf(b)))
	}
	if (a.Kind == pb.ToolKind_TOOL_KIND_HOSTED) != (b.Kind == pb.ToolKind_TOOL_KIND_HOSTED) {
		c.differ(path+"/kind", "another side runs the tool")
	}
}

// citations compares the sources of a text. Where the text was joined or cut, those of all texts at the place count.
func (c *comparer) citations(al *alignment, i, j int) {
	a, whole := al.a[i], al.a[i].gist == al.b[j].gist
	var rest []*pb.Citation
	for k, s := range al.b {
		if k == j || !whole && al.gapB[k] == al.gapA[i] {
			rest = append(rest, s.part.GetText().GetCitations()...)
		}
	}
	for n, cite := range a.part.GetText().GetCitations() {
		at := a.content() + Path("citations", n)
		k := slices.IndexFunc(rest, func(other *pb.Citation) bool { return sameSource(cite, other) })
		if k < 0 {
			c.differ(at, "the citation is gone")
			continue
		}
		c.fields(at, cite, rest[k])
		startA, endA := stretch(cite, a.part.GetText().Text)
		if startB, endB := stretch(rest[k], a.part.GetText().Text); whole && (startA != startB || endA != endB) {
			c.differ(at+"/start", fmt.Sprintf("%d–%d became %d–%d", startA, endA, startB, endB), at+"/end")
		}
		rest = slices.Delete(rest, k, k+1)
	}
	if whole && len(rest) > 0 {
		c.differ(a.content()+"/citations", "the second alone cites something")
	}
}

func sameSource(a, b *pb.Citation) bool {
	if a.Url != "" || a.FileId != "" {
		return a.Url == b.Url && a.FileId == b.FileId
	}
	return a.Title == b.Title || a.CitedText != "" && a.CitedText == b.CitedText
}

// stretch is what a citation supports, in code points; the whole text where it does not say.
func stretch(c *pb.Citation, text string) (start, end int32) {
	end = int32(utf8.RuneCountInString(text))
	if c.Start != nil {
		start = *c.Start
	}
	if c.End != nil {
		end = *c.End
	}
	return start, end
}

func (c *comparer) logprobs(path string, a, b []*pb.Logprob) {
	for i, l := range a {
		if i >= len(b) {
			c.differ(path, fmt.Sprintf("%d tokens of %d", len(b), len(a)))
			return
		}
		at := path + Path(i)
		if l.Token != b[i].Token || l.Logprob != b[i].Logprob {
			c.differ(at, "the token changed")
		}
		if len(l.Bytes) > 0 && !slices.Equal(l.Bytes, b[i].Bytes) && string(l.Bytes) != b[i].Token {
			c.differ(at+"/bytes", "they are gone or changed")
		}
		c.logprobs(at+"/top", l.Top, b[i].Top)
	}
	if len(b) > len(a) {
		c.differ(path, "the second alone has log probabilities")
	}
}
