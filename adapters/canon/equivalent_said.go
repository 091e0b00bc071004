package canon

import (
	"fmt"
	"slices"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// said compares two conversations, or two lists of parts, of which the first stands at a path. Results of client tools come
// apart, with their messages.
func (c *comparer) said(path string, a, b []saying, resultsA, resultsB []resultAt) {
	al := c.align(a, b)
	messages := pairedMessages{}
	for i, j := range al.to {
		if j >= 0 {
			messages.pair(a[i].message, b[j].message, a[i].owner)
		} else {
			messages.pair(a[i].message, nil, a[i].owner)
		}
	}
	c.results(al, resultsA, resultsB, &messages)
	for i, j := range al.to {
		if j < 0 {
			c.missing(a[i])
		}
	}
	for i, j := range al.to {
		if j >= 0 {
			c.pair(al, i, j)
		}
	}
	for j, used := range al.used {
		if !used {
			c.added(path, al, j)
		}
	}
	for _, m := range messages.list {
		c.fields(m.path, m.a, m.b)
	}
}

// missing records what is not said any more, once for the part: what is attached to it goes with it.
func (c *comparer) missing(s saying) {
	if s.part.GetMedia() != nil {
		c.lostMedia = append(c.lostMedia, s)
	}
	if summary := s.part.GetCompaction().GetText(); summary != "" {
		as := s
		as.gist = gistOf(TextPart(summary))
		c.lostMedia = append(c.lostMedia, as)
	}
	detail := fmt.Sprintf("it is gone: %.60q", s.gist)
	switch text := s.part.GetText(); {
	case s.part.GetReasoning() != nil && s.part.Seal != nil:
		// The text and its seal are one: a loss at either says that they are gone.
		c.gone(s.path, detail, s.path+"/seal", s.content())
	case s.part.GetMedia() != nil:
		c.gone(s.content(), detail, s.content()+"/data", s.content()+"/uri", s.content()+"/file_id", s.content()+"/text",
			s.content()+"/kind", s.content()+"/media_type")
	case text != nil && blank(text.Text) && s.part.Seal != nil:
		c.gone(s.path+"/seal", detail)
	case text != nil && blank(text.Text) && s.part.Cache != nil:
		c.gone(s.path+"/cache", detail)
	case s.part.GetToolChanges() != nil, s.part.GetSettings() != nil:
		c.differ(s.content(), detail) // they may be carried out elsewhere, each with a loss of its own
	default:
		c.gone(s.content(), detail)
	}
}

// added records what only b says. What stands at the same place of a and is gone may be reported instead.
func (c *comparer) added(anchor string, al *alignment, j int) {
	s := al.b[j]
	var instead []string
	for i := range al.a {
		if al.gapA[i] < al.gapB[j] || i == 0 || al.gapA[i] == al.gapB[j] && al.to[i] < 0 {
			anchor = al.a[i].owner
		}
		if al.gapA[i] == al.gapB[j] && (al.to[i] < 0 || al.a[i].gist != al.b[al.to[i]].gist) {
			instead = append(instead, al.a[i].content(), al.a[i].path)
		}
	}
	if t := s.part.GetText(); t != nil && isSynthetic(t.Text) {
		for _, m := range c.lostMedia {
			instead = append(instead, m.path)
		}
		c.synthesized(anchor, "the second alone says "+t.Text, instead...)
		return
	}
	if t := s.part.GetText(); t != nil && blank(t.Text) && s.part.Seal != nil {
		// The seal of a text comes back behind all text where several became one.
		for _, other := range al.a {
			if other.part.Seal != nil {
				instead = append(instead, other.path+"/seal")
			}
		}
	}
	if slices.ContainsFunc(c.lostMedia, func(m saying) bool { return m.gist == s.gist }) {
		return // it was moved, which was recorded when it was missed
	}
	c.differ(anchor, fmt.Sprintf("the second alone says %.60q", s.gist), instead...)
}

// pair compares a saying with what became of it. That a text changed was recorded when the two were found to be one.
func (c *comparer) pair(al *alignment, i, j int) {
	a, b := al.a[i], al.b[j]
	if a.role != b.role {
		at := a.owner + "/role"
		if a.message == nil {
			at = a.path
		}
		c.differ(at, fmt.Sprintf("%v became %v", a.role, b.role), a.path, a.content())
	}
	switch x := a.part.Content.(type) {
	case *pb.Part_Text:
		c.citations(al, i, j)
		got := b.part.GetText().GetLogprobs()
		switch path := a.content() + "/logprobs"; {
		case a.gist == b.gist:
			c.logprobs(path, x.Text.Logprobs, got)
		case len(x.Text.Logprobs) > 0 && len(got) == 0:
			c.differ(path, "they are gone")
		}
	case *pb.Part_Reasoning:
		c.reasoning(a.content(), x.Reasoning, b.part.GetReasoning())
	case *pb.Part_Media:
		c.media(a.content(), x.Media, b.part.GetMedia())
	case *pb.Part_ToolCall:
		c.call(a.content(), x.ToolCall, b.part.GetToolCall())
	case *pb.Part_Settings:
		c.fields(a.content(), x.Settings, b.part.GetSettings())
		c.format(a.content()+"/format", x.Settings.GetFormat(), b.part.GetSettings().GetFormat())
	case *pb.Part_ToolResult:
		c.result(a.content(), x.ToolResult, b.part.GetToolResult())
	case *pb.Part_Opaque:
		if !sameJSON(x.Opaque.Json, b.part.GetOpaque().GetJson()) {
			c.differ(a.content(), "it changed")
		}
	case *pb.Part_ToolChanges:
		c.toolChanges(a.content(), x.ToolChanges, b.part.GetToolChanges())
	default:
		if a.gist != b.gist {
			c.differ(a.content(), "it changed")
		}
	}
	c.attached(a.path, a.part, al.whole(i, j))
}

// whole gives what became of a part: of several pieces, one with all that is attached to them; of texts that were joined,
// what is attached to the whole only where it may be this part's.
func (al *alignment) whole(i, j int) *pb.Part {
	whole := &pb.Part{Seal: al.b[j].part.Seal, Cache: al.b[j].part.Cache}
	for _, k := range al.cut[i] {
		if s := al.b[k].part.Seal; s != nil {
			whole.Seal = s
		}
	}
	for k, to := range al.to {
		if to != j || k == i {
			continue
		}
		if al.a[i].part.Seal == nil && al.a[k].part.Seal != nil {
			whole.Seal = nil
		}
		if al.a[i].part.Cache == nil && al.a[k].part.Cache != nil {
			whole.Cache = nil
		}
	}
	return whole
}

// attached compares what any part may carry.
func (c *comparer) attached(path string, a, b *pb.Part) {
	c.cacheHint(path+"/cache", a.Cache, b.GetCache())
	switch sa, sb := a.Seal, b.GetSeal(); {
	case sa == nil && sb != nil:
		c.synthesized(path+"/seal", "the second alone has a seal")
	case sa != nil && (sb == nil || sa.Data != sb.Data || sa.Issuer != sb.Issuer):
		c.differ(path+"/seal", "it is gone or changed")
	}
}

func (c *comparer) cacheHint(path string, a, b *pb.CacheHint) {
	switch {
	case a == nil && b == nil:
	case b == nil:
		c.differ(path, "the breakpoint is gone")
	case a == nil:
		c.differ(path, "the second alone has a breakpoint")
	default:
		c.fields(path, a, b)
	}
}

func (c *comparer) toolChanges(path string, a, b *pb.ToolChanges) {
	c.fields(path, a, b)
	for i, t := range a.Add {
		if i < len(b.GetAdd()) {
			c.tool(path+Path("add", i), t, b.Add[i])
		} else {
			c.differ(path+Path("add", i), "the tool is gone")
		}
	}
	if len(b.GetAdd()) > len(a.Add) {
		c.differ(path+"/add", "the second alone adds a tool")
	}
}

// pairedMessages says for each message of a in which message of b it first turns up, for what belongs to the message
// itself. A message of which nothing was found has none.
type pairedMessages struct {
	list []pairedMessage
	at   map[string]int
}

type pairedMessage struct {
	path string
	a, b *pb.Message
}

func (m *pairedMessages) pair(a, b *pb.Message, path string) {
	if a == nil {
		return
	}
	if m.at == nil {
		m.at = map[string]int{}
	}
	i, seen := m.at[path]
	switch {
	case !seen:
		m.at[path] = len(m.list)
		m.list = append(m.list, pairedMessage{path, a, b})
	case m.list[i].b == nil:
		m.list[i].b = b
	}
}
