package claude

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

var responseMembers = canon.Places{
	"id": "/id", "model": "/model", "service_tier": "/usage/service_tier", "candidates": "/content", "usage": "/usage",
	"usage/input_tokens": "/usage/input_tokens", "usage/cache_read_tokens": "/usage/cache_read_input_tokens",
	"usage/cache_write_tokens":    "/usage/cache_creation_input_tokens",
	"usage/cache_write_5m_tokens": "/usage/cache_creation/ephemeral_5m_input_tokens",
	"usage/cache_write_1h_tokens": "/usage/cache_creation/ephemeral_1h_input_tokens",
	"usage/output_tokens":         "/usage/output_tokens",
	"usage/reasoning_tokens":      "/usage/output_tokens_details/thinking_tokens",
	"error":                       "/error", "error/type": "/error/type", "error/message": "/error/message",
	"error/vendor_code": "/error/details/error_code", "error/request_id": "/request_id",
}

var finishMembers = canon.Places{"stop_sequence": "/stop_sequence", "message": "/stop_details/explanation"}

// LocateResponse implements adapters.Locator.
func (adapter) LocateResponse(resp *pb.GenerateResponse, path string) string {
	s := canon.StepsOf(path)
	switch s.First() {
	case "extensions":
		return locateExtension("", resp.Extensions, s.After(1))
	case "usage":
		if s.After(1).First() == "extensions" {
			return locateExtension("/usage", resp.GetUsage().GetExtensions(), s.After(2))
		}
	case "error":
		if s.After(1).First() == "extensions" {
			return locateExtension("", resp.GetError().GetExtensions(), s.After(2))
		}
	case "candidates":
		if i, ok := s.After(1).Index(len(resp.Candidates)); ok {
			return locateCandidate(resp.Candidates[i], s.After(2))
		}
	}
	return responseMembers.At(s)
}

func locateCandidate(c *pb.Candidate, s canon.Steps) string {
	switch s.First() {
	case "finish":
		if s.After(1).First() == "extensions" {
			return locateExtension("", c.GetFinish().GetExtensions(), s.After(2))
		}
		if at := finishMembers.At(s.After(1)); at != "" {
			return at
		}
		if c.Finish == nil {
			return "" // nothing says why the answer ended
		}
		return "/stop_reason"
	case "messages":
		i, ok := s.After(1).Index(len(c.Messages))
		if !ok {
			return "/content"
		}
		before := 0
		for _, m := range c.Messages[:i] {
			before += len(m.Parts)
		}
		m, rest := c.Messages[i], s.After(2)
		if rest.First() == "extensions" {
			return locateExtension("", m.Extensions, rest.After(1))
		}
		j, ok := rest.After(1).Index(len(m.Parts))
		if rest.First() != "parts" || !ok {
			return "/content"
		}
		return locatePart("/content/"+strconv.Itoa(before+blockIndex(m, j)), m.Parts[j], rest.After(2))
	}
	return "/content"
}
