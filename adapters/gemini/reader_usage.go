package gemini

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// fastUsage reads token counts that differ from those of the chunk before in their numbers only.
type fastUsage struct {
	event pb.GenerateEvent_Usage
	usage pb.Usage
	// counts are the members that are numbers, in the order of countNames; input and output the totals made of them.
	counts        [len(countNames)]int64
	seen          [len(countNames)]bool
	input, output int64
	// others are the members beside them in the latest chunk that the typed path read.
	others []memberText
}

// memberText is a member and its value as text.
type memberText struct{ name, raw string }

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

// remember takes a usage that the typed path read, with the text of its wire object.
func (f *fastUsage) remember(raw string, u *pb.Usage) {
	f.others = f.others[:0]
next:
	for name, value := range jsonx.Members(raw) {
		for _, n := range countNames {
			if n == name {
				continue next
			}
		}
		f.others = append(f.others, memberText{name, value})
	}
	f.usage.Extensions = u.Extensions
	f.usage.InputAudioTokens, f.usage.InputImageTokens = u.InputAudioTokens, u.InputImageTokens
	f.usage.OutputAudioTokens, f.usage.OutputImageTokens = u.OutputAudioTokens, u.OutputImageTokens
	f.event.Usage = &f.usage
}

// read reads the next value of a scanner; false where it is not like the one that was remembered.
func (f *fastUsage) read(s *jsonx.Scanner) bool {
	if f.event.Usage == nil || !s.BeginObject() {
		return false
	}
	f.seen = [len(countNames)]bool{}
	others := 0
next:
	for name, ok := s.Next(); ok; name, ok = s.Next() {
		for i, n := range countNames {
			if n == name {
				if f.counts[i], ok = s.Int(); !ok || f.seen[i] {
					return false
				}
				f.seen[i] = true
				continue next
			}
		}
		raw, _ := s.Value()
		if !f.same(name, raw) {
			return false
		}
		others++
	}
	return others == len(f.others) && f.total()
}

// same reports whether a member is as it was.
func (f *fastUsage) same(name, raw string) bool {
	for _, o := range f.others {
		if o.name == name {
			return o.raw == raw
		}
	}
	return false
}

// total makes the totals; false where a part stands without its count, which is to be remembered.
func (f *fastUsage) total() bool {
	if f.seen[countTool] && !f.seen[countPrompt] || f.seen[countThoughts] && !f.seen[countCandidates] {
		return false
	}
	count := func(i int, where *int64) *int64 {
		if !f.seen[i] {
			return nil
		}
		return where
	}
	f.input, f.output = f.counts[countPrompt], f.counts[countCandidates]
	if f.seen[countTool] {
		f.input += f.counts[countTool]
	}
	if f.seen[countThoughts] {
		f.output += f.counts[countThoughts]
	}
	u := &f.usage
	u.InputTokens, u.OutputTokens = count(countPrompt, &f.input), count(countCandidates, &f.output)
	u.TotalTokens = count(countTotal, &f.counts[countTotal])
	u.ReasoningTokens = count(countThoughts, &f.counts[countThoughts])
	u.CacheReadTokens = count(countCached, &f.counts[countCached])
	u.ToolInputTokens = count(countTool, &f.counts[countTool])
	return true
}
