package adapterstest

import (
	"encoding/json"
	"fmt"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The size of the made-up agent request: about 150 KB in every dialect.
const (
	agentTools    = 20
	agentMessages = 60
)

// AgentRequest gives a made-up request of a coding agent in a dialect: a long system prompt, twenty tools, and sixty messages
// in which the assistant calls tools and gets their results.
func AgentRequest(d pb.Dialect) []byte {
	doc, err := json.Marshal(agentWriters[d]())
	if err != nil {
		panic(err) // maps of strings always marshal
	}
	return doc
}

// object is a JSON object to be marshalled.
type object = map[string]any

var agentWriters = map[pb.Dialect]func() object{
	pb.Dialect_DIALECT_RESPONSES: agentResponses,
	pb.Dialect_DIALECT_CHAT:      agentChat,
	pb.Dialect_DIALECT_CLAUDE:    agentClaude,
	pb.Dialect_DIALECT_GEMINI:    agentGemini,
}

// agentTurn is one call of the conversation with what was said before it and its result.
type agentTurn struct{ say, id, tool, args, result string }

// agentTurns gives the conversation after the first message of the user.
func agentTurns() []agentTurn {
	turns := make([]agentTurn, (agentMessages-1)/2)
	for i := range turns {
		path := fmt.Sprintf("internal/module%02d/handler_%d.go", i%7, i)
		turns[i] = agentTurn{
			say:  fmt.Sprintf("Step %d: I look at %s before I change anything, since its tests failed.", i, path),
			id:   fmt.Sprintf("call_%024d", i),
			tool: agentToolName(i % agentTools),
			args: fmt.Sprintf(`{"path":%q,"limit":%d,"pattern":"func \\w+\\(","flags":["-n","-i"]}`, path, 100+i),
			result: strings.Repeat(fmt.Sprintf("%4d\tif err := h.store.Put(ctx, \"key-%d\", value); err != nil {\n\t\treturn err\n", i, i),
				28),
		}
	}
	return turns
}

func agentToolName(i int) string { return fmt.Sprintf("workspace_tool_%02d", i) }

const agentFirst = "The build is red. Find out why, mend it, and run the tests again. Ask before you delete anything."

func agentSystem() string {
	return strings.Repeat("You are a careful engineer. Read before you write, prefer small changes, and say what you did. ", 120)
}

// agentSchema is the schema of a tool's arguments, about 2 KB.
func agentSchema(i int) object {
	properties := object{}
	for j := range 10 {
		properties[fmt.Sprintf("option_%d_%d", i, j)] = object{
			"type":        "string",
			"description": strings.Repeat("What the tool is to do about it, in words that a model understands. ", 2),
		}
	}
	properties["path"] = object{"type": "string", "description": "Path of the file, relative to the workspace."}
	properties["limit"] = object{"type": "integer", "minimum": 1, "maximum": 5000}
	properties["pattern"] = object{"type": "string"}
	properties["flags"] = object{"type": "array", "items": object{"type": "string", "enum": []string{"-n", "-i", "-w"}}}
	return object{
		"type": "object", "properties": properties, "required": []string{"path"}, "additionalProperties": false,
	}
}

func agentDescription(i int) string {
	return fmt.Sprintf("Tool %d of the workspace. ", i) + strings.Repeat("It works on files and says what it found. ", 8)
}
