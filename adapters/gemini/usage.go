package gemini

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decodeUsage reads token counts and the tier that served. Google counts hosted tools beside the prompt and thoughts
// beside the candidates; the model's totals hold both. Absent are the counts that were not there though a total is.
func decodeUsage(u *wireUsage) (usage *pb.Usage, served *string, absent []string) {
	var k keeper
	l := &u.leftover
	prompt := k.integer("", l, "promptTokenCount", &u.prompt)
	candidates := k.integer("", l, "candidatesTokenCount", &u.candidates)
	out := &pb.Usage{
		CacheReadTokens: k.integer("", l, "cachedContentTokenCount", &u.cached),
		ToolInputTokens: k.integer("", l, "toolUsePromptTokenCount", &u.toolUse),
		ReasoningTokens: k.integer("", l, "thoughtsTokenCount", &u.thoughts),
		TotalTokens:     k.integer("", l, "totalTokenCount", &u.total),
	}
	out.InputTokens = total(prompt, out.ToolInputTokens)
	out.OutputTokens = total(candidates, out.ReasoningTokens)
	if prompt == nil && out.InputTokens != nil && u.prompt.Raw == nil {
		absent = append(absent, "promptTokenCount")
	}
	if candidates == nil && out.OutputTokens != nil && u.candidates.Raw == nil {
		absent = append(absent, "candidatesTokenCount")
	}
	out.InputAudioTokens, out.InputImageTokens = k.modalities(l, "promptTokensDetails", u.promptDetails)
	out.OutputAudioTokens, out.OutputImageTokens = k.modalities(l, "candidatesTokensDetails", u.candidatesDetails)
	k.modalities(l, "cacheTokensDetails", u.cacheDetails)
	k.modalities(l, "toolUsePromptTokensDetails", u.toolUseDetails)
	if word, ok := k.str("", l, "serviceTier", &u.serviceTier); ok {
		neutral := tier(strings.ToLower(word))
		served = &neutral
		k.exact("", l.spelling("serviceTier"), jsonx.Quote(word))
	}
	k.rest("", l)
	out.Extensions = k.exts
	return out, served, absent
}

// total adds a part to the count that lacks it.
func total(count, part *int64) *int64 {
	if part == nil {
		return count
	}
	sum := canon.Count(count) + *part
	return &sum
}

// modalities reads the counts of audio and images out of a list of counts by modality. The list itself is spelling, but
// where it counts more than text, audio and images.
func (k *keeper) modalities(l *leftover, name string, details rawJSON) (audio, image *int64) {
	if details == "" {
		return nil, nil
	}
	complete := jsonx.KindOf(string(details)) == '['
	for d := range jsonx.Elements(string(details)) {
		word, count, ok := modality(d)
		switch {
		case ok && word == "AUDIO":
			audio = &count
		case ok && word == "IMAGE":
			image = &count
		case !ok || word != "TEXT":
			complete = false
		}
	}
	if complete {
		k.exact("", l.spelling(name), string(details))
	} else {
		l.keep(name, details.bytes())
	}
	return audio, image
}

// modality reads one count by modality; false for one of another shape.
func modality(d string) (word string, count int64, ok bool) {
	for name, raw := range jsonx.Members(d) {
		switch camelCase(name) {
		case "modality":
			if word, ok = jsonx.Unquote(raw); !ok {
				if n, isInt := jsonx.ParseInt(raw); isInt && 0 <= n && n < int64(len(modalityNumbers)) {
					word = modalityNumbers[n]
				}
			}
		case "tokenCount":
			n, isInt := jsonx.ParseInt(raw)
			if !isInt {
				return "", 0, false
			}
			count = n
		default:
			return "", 0, false
		}
	}
	return word, count, word != ""
}

const atUsage = "/usageMetadata"

// writeUsage writes token counts and the tier that served as member usageMetadata, with the extensions of its object.
func writeUsage(o object, u *pb.Usage, served *string, exts []*pb.Extension) {
	m, ok := o.open("usageMetadata", exts, "")
	if !ok {
		return
	}
	writeUsageCounts(m, u, served)
	m.End()
}

func writeUsageCounts(m object, u *pb.Usage, served *string) {
	if u.InputTokens != nil {
		m.Int(m.name("promptTokenCount"), max(*u.InputTokens-u.GetToolInputTokens(), 0))
	}
	m.IntOpt(m.name("cachedContentTokenCount"), u.CacheReadTokens)
	if u.OutputTokens != nil {
		m.Int(m.name("candidatesTokenCount"), max(*u.OutputTokens-u.GetReasoningTokens(), 0))
	}
	m.IntOpt(m.name("toolUsePromptTokenCount"), u.ToolInputTokens)
	m.IntOpt(m.name("thoughtsTokenCount"), u.ReasoningTokens)
	m.IntOpt(m.name("totalTokenCount"), u.TotalTokens)
	if served != nil {
		word := wordFor(tiers, *served)
		if word == "" {
			word = *served
		}
		m.Str(m.name("serviceTier"), word)
	}
}
