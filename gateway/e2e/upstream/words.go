package upstream

import "strings"

// phrase is how a vendor says that a rule is broken: the words of the judgement by which it is known, and what the service answers. In
// it {at} stands for the place with dots between its steps, {name} for the last step.
type phrase struct{ of, say string }

// say puts a judgement into the vendor's words; what no phrase is for keeps its own.
func say(phrases []phrase, at, reason string) string {
	at = strings.TrimPrefix(at, "/")
	for _, p := range phrases {
		if strings.Contains(reason, p.of) {
			return strings.NewReplacer("{at}", strings.ReplaceAll(at, "/", "."), "{name}", at[strings.LastIndexByte(at, '/')+1:]).Replace(p.say)
		}
	}
	return reason
}

// unknownMember are the words of a judgement about a member that the dialect does not have.
const unknownMember = "is not a member"

var claudeWords = []phrase{
	{unknownMember, "{at}: Extra inputs are not permitted"},
	{"every call is answered in the next message", "{at}: `tool_use` ids were found without `tool_result` blocks immediately after. " +
		"Each `tool_use` block must have a corresponding `tool_result` block in the next message."},
	{"a result answers a call of the message before", "{at}: unexpected `tool_use_id` found in `tool_result` blocks. Each `tool_result` " +
		"block must have a corresponding `tool_use` block in the previous message."},
	{"content is not empty", "messages: text content blocks must be non-empty"},
	{"ends in no whitespace", "messages: final assistant content cannot end with trailing whitespace"},
	{"at most four cache marks", "A maximum of 4 blocks with cache_control may be provided. Found 5."},
	{"the budget is less than max_tokens", "`max_tokens` must be greater than `thinking.budget_tokens`."},
	{"the model takes system messages", "{at}: Input should be 'user' or 'assistant'"},
}

var openaiWords = []phrase{
	{unknownMember, "Unknown parameter: '{at}'."},
	{"chat: every call is answered next", "An assistant message with 'tool_calls' must be followed by tool messages responding to each " +
		"'tool_call_id'."},
	{"chat: a tool message answers a call", "Invalid parameter: messages with role 'tool' must be a response to a preceding message with " +
		"'tool_calls'."},
	{"responses: every call is answered later", "No tool output found for function call at {at}."},
	{"responses: an output answers an earlier call", "No tool call found for function call output at {at}."},
	{"responses: reasoning stands before what it led to", "Item at {at} of type 'reasoning' was provided without its required following item."},
}

var geminiWords = []phrase{
	{unknownMember, "Invalid JSON payload received. Unknown name \"{name}\": Cannot find field."},
	{"every call is answered in the next content", "Please ensure that the number of function response parts is equal to the number of " +
		"function call parts of the function call turn."},
	{"responses follow their calls", "Please ensure that function response turn comes immediately after a function call turn."},
	{"a call of this turn has its signature", "Function call is missing a thought_signature in functionCall parts. This is required for " +
		"tools to work correctly."},
}
