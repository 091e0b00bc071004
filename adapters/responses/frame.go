package responses

import (
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// Types of frames. Those that are not here are carried through whole.
const (
	frameCreated        = "response.created"
	frameQueued         = "response.queued"
	frameInProgress     = "response.in_progress"
	frameCompleted      = "response.completed"
	frameIncomplete     = "response.incomplete"
	frameFailed         = "response.failed"
	frameItemAdded      = "response.output_item.added"
	frameItemDone       = "response.output_item.done"
	framePartAdded      = "response.content_part.added"
	framePartDone       = "response.content_part.done"
	frameTextDelta      = "response.output_text.delta"
	frameTextDone       = "response.output_text.done"
	frameAnnotation     = "response.output_text.annotation.added"
	frameRefusalDelta   = "response.refusal.delta"
	frameRefusalDone    = "response.refusal.done"
	frameArgumentsDelta = "response.function_call_arguments.delta"
	frameArgumentsDone  = "response.function_call_arguments.done"
	frameInputDelta     = "response.custom_tool_call_input.delta"
	frameInputDone      = "response.custom_tool_call_input.done"
	frameSummaryAdded   = "response.reasoning_summary_part.added"
	frameSummaryEnded   = "response.reasoning_summary_part.done"
	frameSummaryDelta   = "response.reasoning_summary_text.delta"
	frameSummaryDone    = "response.reasoning_summary_text.done"
	frameThoughtDelta   = "response.reasoning_text.delta"
	frameThoughtDone    = "response.reasoning_text.done"
	frameError          = "error"
	frameKeepalive      = "keepalive"

	// Open Responses has other names for the text of the reasoning itself.
	frameOpenThoughtDelta = "response.reasoning.delta"
	frameOpenThoughtDone  = "response.reasoning.done"
)

// progressFrames begin the types of frames that tell how far an item or the vendor itself has come. What they say of an item,
// its end says whole.
var progressFrames = []string{
	"response.reasoning_summary_part.", "response.reasoning_part.", "response.metadata", "response.rate_limits",
	"response.web_search_call.", "response.file_search_call.", "response.code_interpreter_call", "response.image_generation_call.",
	"response.mcp_call", "response.mcp_list_tools.", "response.shell_call", "response.apply_patch_call", "response.compaction.",
	"codex.",
}

func isProgress(typ string) bool {
	return slices.ContainsFunc(progressFrames, func(prefix string) bool { return strings.HasPrefix(typ, prefix) })
}

// sentinel is the data of the frame with which some end a stream.
const sentinel = "[DONE]"

// frame is what one frame of a stream says. Its strings lie in the reader's buffers.
type frame struct {
	typ string
	// untyped says that the type is that of the event line, since the data has none.
	untyped bool
	// itemID and the positions say what it is about; a position that is missing is -1.
	itemID                   string
	output, content, summary int32
	// delta is the next piece of a text, where there is one.
	delta    string
	hasDelta bool
	// full is a whole text, as the text of a JSON string.
	full string
	// object is the text of the object that the frame is about, and member its name in the frame.
	object, member string
	// logprobs is the text of a list.
	logprobs string
	// rest holds all members but type, delta and object, foreign those of them that this package does not know.
	rest, foreign jsonx.Scratch
	// varied are the values of members that vary, in order; the delta is the one at deltaAt.
	varied  []string
	deltaAt int

	scanner jsonx.Scanner
	strings [2][]byte
}

// varying are the members in which the frames of one text differ.
var varying = [...]string{"sequence_number", "item_id", "delta", "obfuscation"}

// objects are the members of frames that hold what the frame is about.
var objects = [...]string{"response", "item", "part", "annotation"}

// scan reads the data of a frame. A fault is a *jsonx.Error; data that is no object leaves typ empty.
func (f *frame) scan(data []byte) error {
	f.typ, f.itemID, f.delta, f.full, f.object, f.member, f.logprobs, f.hasDelta = "", "", "", "", "", "", "", false
	f.output, f.content, f.summary = -1, -1, -1
	f.rest.Reset()
	f.varied = f.varied[:0]
	f.foreign.Reset()
	s := &f.scanner
	s.Reset(data)
	if s.BeginObject() {
		for name, ok := s.Next(); ok; name, ok = s.Next() {
			f.take(name)
		}
	}
	return s.Finish()
}

// take takes one member.
func (f *frame) take(name string) {
	raw, kind := f.scanner.Value()
	if raw == "" {
		return
	}
	if slices.Contains(varying[:], name) {
		f.varied = append(f.varied, raw)
	}
	switch {
	case name == "type" && kind == '"':
		f.typ = jsonx.UnquoteInto(&f.strings[0], raw)
	case name == "delta" && kind == '"':
		f.delta, f.hasDelta = jsonx.UnquoteInto(&f.strings[1], raw), true
		f.deltaAt = len(f.varied) - 1
	case kind == '{' && f.member == "" && slices.Contains(objects[:], name):
		f.member = objects[slices.Index(objects[:], name)]
		f.object = raw
	default:
		f.rest.Add(name, raw)
		f.takeRest(name, raw, kind)
	}
}

// takeRest takes a member that stays among the rest.
func (f *frame) takeRest(name, raw string, kind jsonx.Kind) {
	switch name {
	case "delta":
		f.delta, f.hasDelta = "", false
	case "item_id":
		f.itemID, _ = jsonx.Unquote(raw)
	case "output_index":
		f.output = position(raw)
	case "content_index":
		f.content = position(raw)
	case "summary_index":
		f.summary = position(raw)
	case "text", "arguments", "input", "refusal":
		if kind == '"' {
			f.full = raw
		}
	case "logprobs":
		f.logprobs = raw
	case "type", "sequence_number", "obfuscation", "annotation_index", "name", "response", "item", "part", "annotation":
	default:
		f.foreign.Add(name, raw)
	}
}

// position reads a position; -1 for what is none.
func position(raw string) int32 {
	if n, ok := jsonx.ParseInt(raw); ok && n >= 0 && n < 1<<20 {
		return int32(n)
	}
	return -1
}

// whole puts the object back among the rest, for frames whose object repeats what others said.
func (f *frame) whole() {
	if f.member != "" {
		f.rest.Add(f.member, f.object)
	}
}
