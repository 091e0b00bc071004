package claude

import (
	"strconv"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

var responseMembers = members{
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

var finishMembers = members{"stop_sequence": "/stop_sequence", "message": "/stop_details/explanation"}

// LocateResponse implements adapters.Locator.
func (adapter) LocateResponse(resp *pb.GenerateResponse, path string) string {
	s := stepsOf(path)
	switch s.first() {
	case "extensions":
		return locateExtension("", resp.Extensions, s.after(1))
	case "usage":
		if s.after(1).first() == "extensions" {
			return locateExtension("/usage", resp.GetUsage().GetExtensions(), s.after(2))
		}
	case "error":
		if s.after(1).first() == "extensions" {
			return locateExtension("", resp.GetError().GetExtensions(), s.after(2))
		}
	case "candidates":
		if i, ok := s.after(1).index(len(resp.Candidates)); ok {
			return locateCandidate(resp.Candidates[i], s.after(2))
		}
	}
	return responseMembers.find(s)
}

func locateCandidate(c *pb.Candidate, s steps) string {
	switch s.first() {
	case "finish":
		if s.after(1).first() == "extensions" {
			return locateExtension("", c.GetFinish().GetExtensions(), s.after(2))
		}
		if at := finishMembers.find(s.after(1)); at != "" {
			return at
		}
		return "/stop_reason"
	case "messages":
		i, ok := s.after(1).index(len(c.Messages))
		if !ok {
			return "/content"
		}
		before := 0
		for _, m := range c.Messages[:i] {
			before += len(m.Parts)
		}
		m, rest := c.Messages[i], s.after(2)
		if rest.first() == "extensions" {
			return locateExtension("", m.Extensions, rest.after(1))
		}
		j, ok := rest.after(1).index(len(m.Parts))
		if rest.first() != "parts" || !ok {
			return "/content"
		}
		return locatePart("/content/"+strconv.Itoa(before+blockIndex(m, j)), m.Parts[j], rest.after(2))
	}
	return "/content"
}
