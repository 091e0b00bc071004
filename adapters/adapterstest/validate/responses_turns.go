package validate

import "slices"

// responsesTurnLaws are the laws about the order of a request's items.
var responsesTurnLaws = []law{
	{"responses: an output answers an earlier call", responsesCalled},
	{"responses: every call is answered later", responsesAnswered},
	{"responses: reasoning stands before what it led to", responsesReasoning},
	{"responses: ids of items are unique", responsesUniqueItems},
	{"responses: the trigger comes last", responsesTrigger},
}

// responsesOutputs are the kinds of outputs, and the calls that they answer.
var responsesOutputs = map[string]string{
	"function_call_output": "function_call", "custom_tool_call_output": "custom_tool_call",
	"computer_call_output": "computer_call",
	"shell_call_output":    "shell_call", "apply_patch_call_output": "apply_patch_call",
}

// responsesStored reports whether a request goes on from what the service keeps, so that calls may stand there.
func responsesStored(doc any) bool {
	return has(doc, "previous_response_id") || has(doc, "conversation") || has(doc, "prompt") ||
		slices.ContainsFunc(listOf(doc, "input"), func(item any) bool {
			kind := textOf(item, "type")
			return kind == "item_reference" || kind == "compaction" || kind == "" && !has(item, "role")
		})
}

func responsesCalled(c *check, doc any) {
	if responsesStored(doc) {
		return
	}
	open := map[string]int{}
	for i, item := range listOf(doc, "input") {
		kind, id := textOf(item, "type"), textOf(item, "call_id")
		call, isOutput := responsesOutputs[kind]
		switch {
		case !isOutput:
			open[kind+" "+id]++
		case id == "":
			// an output may go by a name
		case kind == "function_call_output" && open["tool_search_call "+id] > 0:
			open["tool_search_call "+id]-- // a search that the client ran
		case open[call+" "+id] == 0:
			c.fail(under("/input", i), "no such call is open")
		default:
			open[call+" "+id]--
		}
	}
}

func responsesAnswered(c *check, doc any) {
	items := listOf(doc, "input")
	for i, item := range items {
		kind := textOf(item, "type")
		if !responsesAwaited[kind] || isTrue(item, "async") {
			continue
		}
		if !slices.ContainsFunc(items[i+1:], func(later any) bool {
			return responsesOutputs[textOf(later, "type")] == kind && textOf(later, "call_id") == textOf(item, "call_id")
		}) {
			c.fail(under("/input", i), "the call has no output")
		}
	}
}

// responsesAwaited are the calls that a client must answer.
var responsesAwaited = map[string]bool{
	"function_call": true, "custom_tool_call": true, "computer_call": true, "shell_call": true, "apply_patch_call": true,
}

// responsesReasoning demands that what a reasoning item led to follows it.
func responsesReasoning(c *check, doc any) {
	items := listOf(doc, "input")
	for i, item := range items {
		if textOf(item, "type") != "reasoning" {
			continue
		}
		if i+1 == len(items) || !responsesLedTo(items[i+1]) {
			c.fail(under("/input", i), "what it led to does not follow")
		}
	}
}

// responsesLedTo reports whether an item is the assistant's.
func responsesLedTo(item any) bool {
	if has(item, "role") {
		return textOf(item, "role") == "assistant"
	}
	_, isOutput := responsesOutputs[textOf(item, "type")]
	return !isOutput
}

func responsesUniqueItems(c *check, doc any) {
	seen := map[string]bool{}
	for i, item := range listOf(doc, "input") {
		id := textOf(item, "id")
		if id != "" && seen[id] && !placeholder(id) {
			c.fail(under(under("/input", i), "id"), "was used before")
		}
		seen[id] = true
	}
}

func responsesTrigger(c *check, doc any) {
	items := listOf(doc, "input")
	for i, item := range items {
		if textOf(item, "type") == "compaction_trigger" && i < len(items)-1 {
			c.fail(under("/input", i), "is not the last item")
		}
	}
}
