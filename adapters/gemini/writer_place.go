package gemini

import (
	"slices"
	"strconv"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// enterCandidate moves into a candidate.
func (c *chunkWriter) enterCandidate(number int32) {
	c.begin()
	if c.number == number && inCandidate <= c.place && c.place <= afterContent {
		return
	}
	c.enterKept(number, false)
	c.openCandidate(number)
}

func (c *chunkWriter) openCandidate(number int32) {
	c.leaveCandidate()
	if c.place == inChunk {
		c.openCandidates()
	}
	c.entered = append(c.entered, number)
	c.number, c.place, c.hasLogprobs = number, inCandidate, false
	c.candidate = open(c.w, c.below(""), "")
}

// openCandidates begins the list of candidates, which may have come as one candidate in the place of a list.
func (c *chunkWriter) openCandidates() {
	name := c.root.name("candidates")
	if c.isSingle() {
		c.root.Key(name)
	} else {
		c.root.Array(name)
	}
	c.place = inCandidates
}

func (c *chunkWriter) isSingle() bool { return form(c.exts, "", "candidates") == formSingle }

// enterKept moves through the candidates of which something was kept for this chunk, those before the given one or all.
func (c *chunkWriter) enterKept(before int32, all bool) {
	for _, e := range c.exts {
		digits, ok := strings.CutPrefix(e.At, "/candidates/")
		if !ok {
			continue
		}
		if i := strings.IndexAny(digits, "/#"); i >= 0 {
			digits = digits[:i]
		}
		n, err := strconv.ParseInt(digits, 10, 32)
		if err != nil {
			continue
		}
		if int32(n) == before && !all {
			return
		}
		if !slices.Contains(c.entered, int32(n)) {
			c.openCandidate(int32(n))
		}
	}
}

// below gives the extensions at or below a place in the current candidate, as seen from there.
func (c *chunkWriter) below(place string) []*pb.Extension {
	if len(c.exts) == 0 {
		return nil
	}
	return below(c.exts, atCandidate(c.number)+place)
}

// below gives the extensions at or below a place, as seen from there.
func below(exts []*pb.Extension, place string) []*pb.Extension {
	var out []*pb.Extension
	for _, e := range exts {
		rest, ok := strings.CutPrefix(e.At, place)
		if ok && (rest == "" || rest[0] == '/' || rest[0] == '#') {
			out = append(out, &pb.Extension{Dialect: e.Dialect, At: rest, MembersJson: e.MembersJson, Kind: e.Kind})
		}
	}
	return out
}

// enterParts moves into the parts of a candidate; false where they are not to be written.
func (c *chunkWriter) enterParts(number int32) bool {
	c.enterCandidate(number)
	switch c.place {
	case inParts:
		return true
	case inCandidate:
	default:
		return false
	}
	content, ok := c.candidate.open("content", c.below("/content"), "")
	c.single = form(c.exts, atCandidate(number)+"/content", "parts") == formSingle
	switch {
	case !ok:
	case c.single:
		ok = content.Key(content.name("parts"))
	default:
		ok = content.Array(content.name("parts"))
	}
	c.content, c.place, c.parts = content, inParts, 0
	if !ok {
		c.place = inRawContent
	}
	return ok
}

func (c *chunkWriter) leaveContent() {
	switch c.place {
	case inParts:
		if !c.single {
			c.content.EndArray()
		}
		if !c.head.shape.noRole {
			c.content.Str(c.content.name("role"), "model")
		}
		c.content.End()
		c.place = afterContent
	case inRawContent:
		c.place = afterContent
	}
}

// emptyContent writes a content of which the chunk has no parts.
func (c *chunkWriter) emptyContent() {
	if content, ok := c.candidate.open("content", c.below("/content"), ""); ok {
		content.Str(content.name("role"), "model")
		content.End()
	}
}

func (c *chunkWriter) leaveCandidate() {
	c.leaveContent()
	if c.place == inCandidate && len(c.below("/content")) > 0 {
		c.emptyContent()
	}
	if c.place != inCandidate && c.place != afterContent {
		return
	}
	if !c.head.shape.noIndex {
		c.candidate.Int(c.candidate.name("index"), int64(c.number))
	}
	if len(c.exts) > 0 && !c.hasLogprobs {
		writeTokens(c.candidate, c.below(""), nil, false)
	}
	if len(c.exts) > 0 {
		writeSources(c.candidate, c.below(""), nil)
	}
	c.candidate.End()
	c.place = inCandidates
}

func (c *chunkWriter) leaveCandidates() {
	c.begin()
	if c.place < afterCandidates {
		c.enterKept(0, true)
	}
	c.leaveCandidate()
	if c.place == inCandidates && !c.isSingle() {
		c.root.EndArray()
	}
	c.place = afterCandidates
}
