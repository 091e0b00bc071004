package chat

import (
	"strings"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The tags between which some servers leave reasoning in the text, at its very beginning.
const (
	thinkTag    = "<think>"
	thinkEndTag = "</think>"
)

// thinkTags parts a text that begins with reasoning between tags. It takes the text in pieces and hands out each as soon as
// it is certain which it is.
type thinkTags struct {
	state tagState
	// opened says that the text begins inside the reasoning, with the first tag or without: the upstream put it into the prompt.
	opened bool
	// held is what was not handed out yet.
	held string
}

// newThinkTags gives what parts the texts of an upstream, nil for one that is not known to leave reasoning in them. One that opens the
// reasoning itself does so unless it was told not to reason.
func newThinkTags(x *adapters.Exchange) *thinkTags {
	switch {
	case x == nil || !x.Quirks.ThinkTags && !x.Quirks.ThinkOpened:
		return nil
	case x.Request.GetReasoning().GetMode() == pb.ReasoningMode_REASONING_MODE_OFF:
		return &thinkTags{}
	}
	return &thinkTags{opened: x.Quirks.ThinkOpened}
}

type tagState uint8

const (
	// tagMayCome is before the first character that is no white space, or inside what may become the tag.
	tagMayCome tagState = iota
	// tagOpen is inside the reasoning.
	tagOpen
	// tagClosed is behind it, before the text begins.
	tagClosed
	// tagOver is inside the text.
	tagOver
)

// add takes a piece, and gives the reasoning and the text in it.
func (t *thinkTags) add(piece string) (thought, text string) {
	t.held += piece
	if t.state == tagMayCome {
		begin := strings.TrimLeft(t.held, " \t\r\n")
		switch {
		case strings.HasPrefix(begin, thinkTag):
			t.state, t.held = tagOpen, begin[len(thinkTag):]
		case strings.HasPrefix(thinkTag, begin):
			return "", ""
		case t.opened:
			t.state = tagOpen
		default:
			t.state = tagOver
		}
	}
	if t.state == tagOpen {
		if before, after, ended := strings.Cut(t.held, thinkEndTag); ended {
			t.state, thought, t.held = tagClosed, before, after
		} else {
			safe := len(t.held) - partOf(t.held, thinkEndTag)
			thought, t.held = t.held[:safe], t.held[safe:]
		}
	}
	if t.state == tagClosed {
		if t.held = strings.TrimLeft(t.held, "\r\n"); t.held != "" {
			t.state = tagOver
		}
	}
	if t.state == tagOver {
		text, t.held = t.held, ""
	}
	return thought, text
}

// rest gives what is left when no more comes.
func (t *thinkTags) rest() (thought, text string) {
	held := t.held
	t.held = ""
	if t.state == tagOpen {
		return held, ""
	}
	return "", held
}

// partOf gives how much at the end of a text may be the beginning of a tag.
func partOf(text, tag string) int {
	for n := min(len(text), len(tag)-1); n > 0; n-- {
		if strings.HasSuffix(text, tag[:n]) {
			return n
		}
	}
	return 0
}

// tagged reads a piece of text in which reasoning may stand between tags.
func (ch *choice) tagged(piece string) {
	if ch.c.tags == nil {
		ch.c.tags = newThinkTags(ch.f.r.x)
	}
	ch.parted(ch.c.tags.add(piece))
}

// parted gives the events of what was found.
func (ch *choice) parted(thought, text string) {
	if thought != "" {
		ch.thinking(thought, reasoningField)
	}
	if text != "" {
		ch.text(text)
	}
}

// untag takes the reasoning between tags out of the text of an answer.
func (d *decoder) untag(parts []*pb.Part) []*pb.Part {
	n := len(parts)
	tags := newThinkTags(d.x)
	if tags == nil || n == 0 || parts[n-1].GetText() == nil {
		return parts
	}
	thought, text := tags.add(parts[n-1].GetText().Text)
	last, rest := tags.rest()
	parts[n-1].GetText().Text = text + rest
	if thought += last; thought == "" {
		return parts
	}
	return append(parts[:n-1], reasoningPart(thought, reasoningField), parts[n-1])
}
