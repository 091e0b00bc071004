package canon

// Synthesis is something that an encoder may put into a document although no source said it. The list is closed.
type Synthesis int

// All that may be synthesized.
const (
	// SynthEmptyTurn is the user turn "(empty)" in place of one that became empty.
	SynthEmptyTurn Synthesis = iota
	// SynthContinue is the user turn "(continue)" before a history that begins with the assistant.
	SynthContinue
	// SynthInterruptedResult is the error result of a call that was never answered although later turns follow.
	SynthInterruptedResult
	// SynthJSONInstruction asks for JSON in words, where a target has no JSON mode.
	SynthJSONInstruction
	// SynthImageOfCall introduces an image that was moved out of a tool result.
	SynthImageOfCall
	// SynthDummySignature is Gemini's documented placeholder for a signature that history lacks.
	SynthDummySignature
	// SynthJSONTool is the forced tool json_response, where a target has no structured output.
	SynthJSONTool
)

// The texts that syntheses put in.
const (
	TextEmptyTurn         = "(empty)"
	TextContinue          = "(continue)"
	TextInterruptedResult = "no result (interrupted)"
	TextJSONInstruction   = "Answer with one valid JSON value and nothing else."
	TextImageOfCall       = "image result of call "
	JSONToolName          = "json_response"
)

var synthesisDetails = [...]string{
	SynthEmptyTurn:         "a user turn that became empty says (empty)",
	SynthContinue:          "a user turn (continue) was put before a history that begins with the assistant",
	SynthInterruptedResult: "an error result answers a call that has none",
	SynthJSONInstruction:   "an instruction asks for JSON",
	SynthImageOfCall:       "a text introduces an image moved out of a tool result",
	SynthDummySignature:    "a placeholder stands for the missing thought signature",
	SynthJSONTool:          "a forced tool stands for structured output",
}

// Detail says in words what was put in.
func (s Synthesis) Detail() string { return synthesisDetails[s] }
