package validate_test

import "os"

// sampled reports whether the corpus is a sample only.
func sampled() bool { return os.Getenv("INTERLINGUA_SAMPLE") == "1" }

// exceptions is the whole list.
var exceptions = []exception{
	// Recordings that are not what the wire had.
	{reason: "the recorder cut the last blank line", problems: []string{"does not end in a blank line"}},
	{reason: "written by hand for the vendor's own tests", files: []string{"#vendor-fixture"}},
	{reason: "words as numbers were asked for", files: []string{"gemini/"}, problems: []string{"is a number, not a string"}},
	{reason: "without the reason as a word nothing says that it ended", files: []string{
		"gemini/stream/0206", "gemini/stream/0207", "gemini/stream/0208",
	}, problems: []string{"finishReason: is missing"}},
	{reason: "several streams or answers in one file", files: []string{
		"claude/stream/0186", "claude/stream/0187", "claude/stream/0188", "claude/response/0294",
		"responses/stream/0375", "responses/stream/0380",
	}},
	{reason: "shortened by hand", files: []string{
		"claude/stream/0086", "responses/stream/0374", "responses/response/0873", "responses/stream/0377",
		"responses/response/0866", "gemini/stream/0181", "gemini/response/0262", "gemini/response/0256",
	}},
	{reason: "a mock's answer", files: []string{"responses/response/0690", "responses/response/0073", "responses/request/0154"}},
	{reason: "another service behind the dialect's name", files: []string{
		"claude/stream/0020", "responses/response/0027", "responses/response/0028", "chat/response/0226", "chat/response/0230",
		"chat/response/0231", "chat/response/0235", "chat/response/0425", "chat/stream/0201", "chat/stream/0202",
		"chat/stream/0208", "chat/stream/0317", "chat/error/0019",
	}},
	{reason: "a tampered cassette", files: []string{"claude/request/0235", "claude/request/0473", "gemini/request/0447"}},

	// Requests of which the corpus has no answer, written to be refused.
	{reason: "meant to be refused", files: []string{
		"claude/request/0163", "claude/request/0166", "claude/request/0506", "claude/request/0203", "gemini/request/0505",
	}},
	{reason: "it is not known whether the service took it", files: []string{
		"chat/request/0626", "chat/request/0633", "chat/request/1294", "gemini/request/0153", "gemini/request/0445", "gemini/request/0005",
	}},

	// Services that have grown stricter, or are laxer than what they document.
	{reason: "a default in a strict schema was taken once", files: []string{"chat/request/0318", "chat/request/0492", "responses/request/0289"}},
	{reason: "the first models with images took a plain URL", files: []string{"chat/request/0461", "chat/response/0107"}},
	{reason: "Claude takes a history that begins with a call, and calls without tools", files: []string{
		"claude/request/0006", "claude/request/0414", "claude/request/0482",
	}},
	{reason: "Claude looks at the bytes itself here", files: []string{"claude/request/0190"}},
	{reason: "Gemini takes empty text", files: []string{
		"gemini/request/0449", "gemini/request/0577", "gemini/request/0578", "gemini/request/0579", "gemini/request/0580",
		"gemini/request/0586", "gemini/request/0587",
	}, problems: []string{"gemini: text is not empty"}},
	{reason: "Gemini ran the tool itself and keeps both in one content", files: []string{"gemini/request/0453", "gemini/stream/0155"}},
	{reason: "Gemini's own total is 0", files: []string{"gemini/response/0040", "gemini/stream/0038"}, problems: []string{"adds up"}},
	{reason: "Gemini's own places are off", files: []string{"gemini/response/0298"}, problems: []string{"segments lie"}},
	{reason: "Claude's own sums are off", files: []string{"claude/response/0279", "claude/stream/0178"}, problems: []string{"cache_creation"}},
	{
		reason: "Responses had no sequence numbers and logprobs at first", files: []string{
			"responses/stream/0092", "responses/stream/0093", "responses/stream/0095", "responses/stream/0098",
			"responses/stream/0165", "responses/stream/0169", "responses/stream/0289", "responses/stream/0291", "responses/stream/0296",
		},
		problems: []string{"sequence_number", "logprobs"},
	},
	{
		reason: "an answer that is ready at once starts as completed", files: []string{
			"responses/stream/0023", "responses/stream/0024", "responses/stream/0025", "responses/stream/0026", "responses/stream/0027",
		},
		problems: []string{"is not in_progress at the start"},
	},
	{reason: "a call of a program stays in progress", files: []string{"responses/response/0883", "responses/stream/0384"}},
	{reason: "the back end of Codex leaves the output out at the end", files: []string{"#final-output-empty"}, problems: []string{"lacks the items"}},
	{reason: "Copilot differs", files: []string{"#vendor:copilot"}},
	{reason: "audio comes in chunks without choices", files: []string{"chat/stream/0239"}},
	{reason: "Azure says how it judged in a chunk without a delta", files: []string{"chat/stream/0108"}},
	{reason: "Azure says less about errors", files: []string{"chat/error/0008", "chat/error/0035"}},
	{reason: "a WebSocket's error has its status", files: []string{"responses/error/0004"}},
	{reason: "an error without a type", files: []string{"responses/stream/0302"}, problems: []string{"/error/type"}},
}
