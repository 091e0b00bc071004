package chat

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// responseMembers are the members of an answer that fields hold one to one.
var responseMembers = map[string]string{
	"/id": "/id", "/model": "/model", "/create_time": "/created", "/service_tier": "/service_tier", "/error": "/error",
	"/usage": "/usage", "/candidates": "/choices",
	"/usage/input_tokens": "/usage/prompt_tokens", "/usage/output_tokens": "/usage/completion_tokens",
	"/usage/total_tokens": "/usage/total_tokens",
}

// usagePlaces are the places of counts within details, and those where other servers write them.
var usagePlaces = map[string]struct {
	details, member string
	others          []string
}{
	"cache_read_tokens":   {promptDetails, "cached_tokens", []string{"prompt_cache_hit_tokens", "cached_tokens"}},
	"cache_write_tokens":  {promptDetails, "cache_write_tokens", []string{"cache_creation_input_tokens"}},
	"input_audio_tokens":  {promptDetails, "audio_tokens", nil},
	"input_image_tokens":  {promptDetails, "image_tokens", nil},
	"reasoning_tokens":    {completionDetails, "reasoning_tokens", []string{"reasoning_tokens"}},
	"output_audio_tokens": {completionDetails, "audio_tokens", nil},
	"output_image_tokens": {completionDetails, "image_tokens", nil},
}

// LocateResponse finds the place in a whole answer of what a canonical path means.
func (adapter) LocateResponse(resp *pb.GenerateResponse, path string) string {
	if at, ok := responseMembers[path]; ok {
		return at
	}
	rest := canon.StepsOf(path)
	switch rest.Next() {
	case "candidates":
		if i, ok := rest.NextIndex(len(resp.Candidates)); ok {
			return locateCandidate(resp.Candidates[i], "/choices/"+strconv.Itoa(i), rest)
		}
		return "/choices"
	case "usage":
		return locateUsage(resp.Usage, rest)
	case "extensions":
		return extension(resp.Extensions, "", rest)
	case "error":
		return "/error"
	}
	return ""
}

func locateCandidate(c *pb.Candidate, base string, rest canon.Steps) string {
	switch rest.Next() {
	case "messages":
		if i, ok := rest.NextIndex(len(c.Messages)); ok && i == 0 {
			if at, ok := locateLogprob(c.Messages[0], base, rest); ok {
				return at
			}
			return locateMessage(c.Messages[0], base+"/message", rest)
		}
	case "finish":
		if c.Finish.GetRaw() != "" {
			return base + "/finish_reason"
		}
	case "extensions":
		return extension(c.Extensions, base, rest)
	}
	return base
}

// locateLogprob finds log probabilities, which stand on the choice.
func locateLogprob(m *pb.Message, base string, rest canon.Steps) (string, bool) {
	if rest.Next() != "parts" {
		return "", false
	}
	i, ok := rest.NextIndex(len(m.Parts))
	if !ok || rest.Next() != "text" || rest.Next() != "logprobs" {
		return "", false
	}
	at := base + "/logprobs/content"
	if n, ok := rest.NextIndex(len(m.Parts[i].GetText().GetLogprobs())); ok {
		at += "/" + strconv.Itoa(n)
	}
	return at, true
}

func locateUsage(u *pb.Usage, rest canon.Steps) string {
	step := rest.Next()
	if step == "extensions" {
		return extension(u.GetExtensions(), "/usage", rest)
	}
	place, ok := usagePlaces[step]
	if !ok {
		return "/usage"
	}
	if !lacked(ours(u.GetExtensions(), "/"+place.details), place.member) {
		return "/usage/" + place.details + "/" + place.member
	}
	own := ours(u.GetExtensions(), "")
	for _, name := range place.others {
		if raw, ok := jsonx.Get(own, name); ok && raw != "null" {
			return "/usage/" + name
		}
	}
	return "/usage"
}
