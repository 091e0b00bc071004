package sdks

import (
	"regexp"
	"slices"
)

// exception is a set of cells that cannot pass, for a reason outside the gateway. They are run all the same, and have to fail as it
// says.
type exception struct {
	drivers []string
	// upstreams is nil for all.
	upstreams []string
	features  []string
	// detail is what the driver says of the failure.
	detail *regexp.Regexp
	reason string
}

var (
	forgotten = regexp.MustCompile(`I do not remember`)
	demanded  = regexp.MustCompile("Missing `reasoning_content`")
)

func exceptions() []exception {
	return []exception{
		{
			drivers: []string{"openai (Node), Chat"}, features: []string{"thinking shown, streamed"}, detail: regexp.MustCompile(`is not in "he tide."`),
			reason: "The stream helper of openai for Node keeps only the last piece of a member that it does not know.",
		},
		{
			drivers: []string{"AI SDK, openai-compatible"}, upstreams: []string{"responses", "claude", "gemini"},
			features: []string{"thinking carried", "thinking carried, streamed"}, detail: forgotten,
			reason: "The openai-compatible provider brings back the seals of calls only.",
		},
		{
			drivers:   []string{"AI SDK, openai.chat", "LangChain, ChatOpenAI on Chat"},
			upstreams: []string{"responses", "claude", "gemini"},
			features:  []string{"thinking carried with calls"}, detail: forgotten,
			reason: "The client brings nothing back on Chat Completions but texts and calls.",
		},
		{
			drivers: []string{"AI SDK, openai.chat", "LangChain, ChatOpenAI on Chat"}, upstreams: []string{"chat"},
			features: []string{"tools", "tools, streamed", "thinking carried with calls"}, detail: demanded,
			reason: "The upstream demands its reasoning back with the calls, and the client drops it.",
		},
		{
			drivers: []string{"openai (Node), Chat"}, upstreams: []string{"chat"},
			features: []string{"tools, streamed", "thinking carried, streamed"},
			detail:   regexp.MustCompile("Missing `reasoning_content`|the reasoning was changed|I do not remember"),
			reason:   "The upstream takes its reasoning back, of which the stream helper of openai for Node keeps the last piece.",
		},
		{
			drivers:   []string{"LangChain, ChatOpenAI on Responses", "LangChain, ChatOpenAI on Chat"},
			upstreams: []string{"responses", "chat", "gemini"}, features: []string{"overflow"},
			detail: regexp.MustCompile(`raised OpenAIInvalidRequestError`),
			reason: "LangChain looks for the code context_length_exceeded in a text from which openai for Python leaves it out by now.",
		},
	}
}

// except finds the exception for a cell.
func except(all []exception, driver, upstream, feature string) *exception {
	for i := range all {
		e := &all[i]
		if slices.Contains(e.drivers, driver) && slices.Contains(e.features, feature) &&
			(e.upstreams == nil || slices.Contains(e.upstreams, upstream)) {
			return e
		}
	}
	return nil
}
