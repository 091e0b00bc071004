package chat

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// roles are the roles as the wire spells them; the first word for a role is the one to write.
var roles = []struct {
	word string
	role pb.Role
}{
	{"system", pb.Role_ROLE_SYSTEM},
	{"developer", pb.Role_ROLE_DEVELOPER},
	{"user", pb.Role_ROLE_USER},
	{"assistant", pb.Role_ROLE_ASSISTANT},
	{"tool", pb.Role_ROLE_TOOL},
	{roleFunction, pb.Role_ROLE_TOOL},
}

// roleFunction is the older name of the role of tools.
const roleFunction = "function"

// readRole gives the role for a word; exact says that writing it gives the word again.
func readRole(word string) (role pb.Role, exact bool) {
	for _, r := range roles {
		if r.word == word {
			return r.role, roleWord(r.role) == word
		}
	}
	return pb.Role_ROLE_UNSPECIFIED, false
}

func roleWord(role pb.Role) string {
	for _, r := range roles {
		if r.role == role {
			return r.word
		}
	}
	return "assistant"
}

// finishReasons are the finish reasons as servers spell them.
var finishReasons = map[string]pb.FinishReason{
	"stop":           pb.FinishReason_FINISH_REASON_END,
	"length":         pb.FinishReason_FINISH_REASON_MAX_TOKENS,
	"tool_calls":     pb.FinishReason_FINISH_REASON_TOOL_CALLS,
	"content_filter": pb.FinishReason_FINISH_REASON_SAFETY,
	"function_call":  pb.FinishReason_FINISH_REASON_TOOL_CALLS,
	// Other servers.
	"eos":           pb.FinishReason_FINISH_REASON_END,
	"eos_token":     pb.FinishReason_FINISH_REASON_END,
	"end_turn":      pb.FinishReason_FINISH_REASON_END,
	"stop_sequence": pb.FinishReason_FINISH_REASON_STOP_SEQUENCE,
	"max_tokens":    pb.FinishReason_FINISH_REASON_MAX_TOKENS,
	"model_length":  pb.FinishReason_FINISH_REASON_CONTEXT_FULL,
	"error":         pb.FinishReason_FINISH_REASON_ERROR,
}

// finishWords are the words to write, all of them the vendor's own: several reasons share one, which is a loss.
var finishWords = map[pb.FinishReason]string{
	pb.FinishReason_FINISH_REASON_END:           "stop",
	pb.FinishReason_FINISH_REASON_STOP_SEQUENCE: "stop",
	pb.FinishReason_FINISH_REASON_MAX_TOKENS:    "length",
	pb.FinishReason_FINISH_REASON_CONTEXT_FULL:  "length",
	pb.FinishReason_FINISH_REASON_TOOL_CALLS:    "tool_calls",
	pb.FinishReason_FINISH_REASON_REFUSAL:       "stop",
	pb.FinishReason_FINISH_REASON_SAFETY:        "content_filter",
	pb.FinishReason_FINISH_REASON_RECITATION:    "content_filter",
	pb.FinishReason_FINISH_REASON_PAUSE:         "length",
}

// readFinish gives the reason for a word.
func readFinish(word string) pb.FinishReason {
	if r, ok := finishReasons[word]; ok {
		return r
	}
	return pb.FinishReason_FINISH_REASON_OTHER
}

// finishWord gives the word to write for a reason; exact says that it reads back as the same reason.
func finishWord(reason pb.FinishReason) (word string, exact bool) {
	word, ok := finishWords[reason]
	if !ok {
		return "stop", false
	}
	return word, finishReasons[word] == reason
}

// toolNames is the rule for names of tools.
var toolNames = canon.NameRule{Max: 64, First: canon.WordByte, Rest: canon.WordByte}

// maxCallID is the longest call id that the vendor takes in a history.
const maxCallID = 40

// anyByte takes call ids in any spelling.
func anyByte(c byte) bool { return c >= ' ' }

// serviceTiers are the tiers that the vendor takes.
var serviceTiers = map[string]bool{
	"auto": true, "default": true, "flex": true, "scale": true, "priority": true, "fast": true,
}

// The tier of batches, which the vendor reports as its usual one.
const (
	tierBatch   = "batch"
	tierDefault = "default"
)

// legalName reports whether the vendor takes a name of a message's author.
func legalName(name string) bool {
	return name != "" && utf8.RuneCountInString(name) <= maxName && !strings.ContainsAny(name, "<|\\/>") &&
		!strings.ContainsFunc(name, unicode.IsSpace)
}

// maxName is how long the name of an author may be.
const maxName = 64

// audioFormats are the media types of input audio, by its format word; the first type for a word is the one to read.
var audioFormats = []struct{ format, mediaType string }{
	{"wav", "audio/wav"},
	{"mp3", "audio/mpeg"},
	{"mp3", "audio/mp3"},
	{"wav", "audio/x-wav"},
	{"wav", "audio/wave"},
}

func audioType(format string) string {
	for _, f := range audioFormats {
		if f.format == format {
			return f.mediaType
		}
	}
	return "audio/" + format
}

func audioFormat(mediaType string) (string, bool) {
	for _, f := range audioFormats {
		if f.mediaType == mediaType {
			return f.format, true
		}
	}
	return "", false
}

// cacheTTLs are times to live as marks of caches spell them.
var cacheTTLs = map[string]int32{"5m": 300, "30m": 1800, "1h": 3600, "12h": 43200, "24h": 86400}

func cacheTTLWord(seconds int32) string {
	for _, word := range []string{"5m", "30m", "1h", "12h", "24h"} {
		if cacheTTLs[word] == seconds {
			return word
		}
	}
	return ""
}
