package gemini

import (
	"slices"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// counts are the token counts of chunks that differ in their numbers only.
type counts struct {
	// event is the usage of such a chunk, used again for each; without one they have none.
	event pb.GenerateEvent_Usage
	// at are the places of the counts among the values of a chunk, in the order of countNames; -1 for one that is not there.
	at [len(countNames)]int
}

// countNames are the members of a usage that are counts.
var countNames = [...]string{
	"promptTokenCount", "candidatesTokenCount", "totalTokenCount", "thoughtsTokenCount", "cachedContentTokenCount",
	"toolUsePromptTokenCount",
}

// The positions in countNames.
const (
	countPrompt = iota
	countCandidates
	countTotal
	countThoughts
	countCached
	countTool
)

// known reports whether chunks have counts.
func (c *counts) known() bool { return c.event.Usage != nil }

// learn appends the counts in the text of a usage, of which the second of a chunk's events was made; false where one is no number.
func (c *counts) learn(values []string, raw string, events []*pb.GenerateEvent) ([]string, bool) {
	for i := range c.at {
		c.at[i] = -1
	}
	if c.event.Usage = nil; len(events) == 2 {
		c.event.Usage = proto.CloneOf(events[1].GetUsage())
	}
	for name, value := range jsonx.Members(raw) {
		i := slices.Index(countNames[:], name)
		if i < 0 {
			continue
		}
		if _, whole := jsonx.ParseInt(value); !whole || jsonx.KindOf(value) != '0' {
			return values, false // its spelling is kept, and the next chunk may have another
		}
		c.at[i] = len(values)
		values = append(values, value)
	}
	return values, true
}

// set puts the counts of another chunk into the usage; false where one is no integer.
func (c *counts) set(values []string) bool {
	u := c.event.Usage
	if u == nil {
		return true
	}
	var n [len(countNames)]int64
	for i, at := range c.at {
		if at < 0 {
			continue
		}
		var ok bool
		if n[i], ok = jsonx.ParseInt(values[at]); !ok {
			return false
		}
	}
	put(u.InputTokens, n[countPrompt]+n[countTool])
	put(u.OutputTokens, n[countCandidates]+n[countThoughts])
	put(u.TotalTokens, n[countTotal])
	put(u.ReasoningTokens, n[countThoughts])
	put(u.CacheReadTokens, n[countCached])
	put(u.ToolInputTokens, n[countTool])
	return true
}

// put sets a count that is there.
func put(count *int64, n int64) {
	if count != nil {
		*count = n
	}
}
