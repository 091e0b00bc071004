package responses

import (
	"slices"

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
	// rest holds all members but type, delta and object.
	rest jsonx.Scratch

	scanner jsonx.Scanner
	strings [3][]byte
}

// objects are the members of frames that hold what the frame is about.
var objects = [...]string{"response", "item", "part", "annotation"}

// scan reads the data of a frame. A fault is a *jsonx.Error; data that is no object leaves typ empty.
func (f *frame) scan(data []byte) error {
	f.typ, f.itemID, f.delta, f.full, f.object, f.member, f.logprobs, f.hasDelta = "", "", "", "", "", "", "", false
	f.output, f.content, f.summary = -1, -1, -1
	f.rest.Reset()
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
	s := &f.scanner
	switch name {
	case "type":
		if typ, ok := s.String(&f.strings[0]); ok {
			f.typ = typ
			return
		}
	case "delta":
		if f.delta, f.hasDelta = s.String(&f.strings[1]); f.hasDelta {
			return
		}
	}
	if i := slices.Index(objects[:], name); i >= 0 && f.member == "" && s.Kind() == '{' {
		f.member = objects[i]
		f.object, _ = s.Value()
		return
	}
	raw, kind := s.Value()
	if raw == "" {
		return
	}
	f.rest.Add(name, raw)
	switch name {
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
