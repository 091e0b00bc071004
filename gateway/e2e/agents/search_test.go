package agents

import (
	"testing"

	"github.com/interlingua/interlingua/gateway/e2e/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// sums is an MCP server with one tool. Messages are lines.
const sums = `import { createInterface } from "node:readline";

const answers = {
  initialize: (p) => ({ protocolVersion: p.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "sums", version: "1" } }),
  "tools/list": () => ({ tools: [{
    name: "add", description: "Adds two numbers.", annotations: { readOnlyHint: true },
    inputSchema: { type: "object", properties: { a: { type: "number" }, b: { type: "number" } }, required: ["a", "b"] },
  }] }),
  "tools/call": (p) => ({ content: [{ type: "text", text: "the sum is " + (p.arguments.a + p.arguments.b) }] }),
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  const answer = answers[method];
  const rest = answer ? { result: answer(params) } : { error: { code: -32601, message: "unknown" } };
  process.stdout.write(JSON.stringify({ jsonrpc: "2.0", id, ...rest }) + "\n");
});
`

// TestToolSearch has Codex offer a search in place of the tools of an MCP server, as it does with models that it knows: the model searches,
// is told what there is, and calls it.
func TestToolSearch(t *testing.T) {
	kit := equip(t)
	for _, to := range targets {
		if to.dialect == pb.Dialect_DIALECT_RESPONSES {
			continue // the vendor's own: nothing is translated
		}
		t.Run(to.title, func(t *testing.T) {
			t.Parallel()
			c := codex()
			c.files[0].text += "\n[mcp_servers.sums]\ncommand = \"node\"\nargs = [\"{home}/sums.mjs\"]\n"
			c.files = append(c.files, file{"{home}/sums.mjs", sums})
			script := &upstream.Session{Steps: []upstream.Step{
				{Reasoning: sealedWords, Calls: []upstream.Call{
					{Tool: "tool_search", Arguments: object("query", "add two numbers"), Want: []string{"__add", "Adds two numbers."}},
				}},
				{Calls: []upstream.Call{{Tool: "add", Arguments: "{\"a\":2,\"b\":3}", Want: []string{"the sum is 5"}}}},
				{Text: doneText},
			}}
			up := upstream.New(t, upstream.Config{Dialect: to.dialect, Script: script, Lenient: true})
			gate := kit.serve(t, to.dialect, up, up.Model, "")
			r := kit.start(t, c, settle(t, gate.URL, c))
			for _, problem := range append(up.Violations(), complaints(gate.Log)...) {
				t.Error(problem)
			}
			if _, last := script.Taken(); r.exit != 0 || !last || !r.says(doneText) {
				t.Errorf("exit code %d, the last step is reached: %v", r.exit, last)
			}
			if t.Failed() {
				for _, a := range up.Asked() {
					t.Log(a.Method, a.Path, a.Tag, a.Status, string(a.Body))
				}
				t.Logf("printed: %s\ncomplained: %s\ngateway: %s", tail(r.out), tail(r.err), tail(gate.Log.String()))
			}
		})
	}
}
