package agents

import (
	"strings"

	"github.com/interlingua/interlingua/gateway/e2e/upstream"
)

// toolbox says how a client does each thing that the script has it do. Each gives a call in the client's own terms.
type toolbox struct {
	create func(dir, file, text string) upstream.Call
	edit   func(dir, file, from, to string) upstream.Call
	read   func(dir, file string) upstream.Call
	run    func(dir, command string) upstream.Call
	// together makes one call of several, for a client that asks for one call at a time; nil asks for them in parallel.
	together func(calls []upstream.Call) upstream.Call
	// marksErrors says that the client tells of a tool's failure beside the tool's words.
	marksErrors bool
	// editFailed are words in the result of an edit whose old text is not there.
	editFailed string
}

// The task: answer.sh must print what notes.txt says. Words that must never show in a log are odd on purpose.
const (
	prompt      = "Write answer.sh so that check.sh passes. Codeword quagga."
	answerFile  = "answer.sh"
	draft       = "first=3\nsecond=3\necho $((first + second))\n"
	second      = "first=3\nsecond=4\necho $((first + second))\n"
	solved      = "first=3\nsecond=4\necho $((first * second))\n"
	notes       = "The answer is a dozen okapis.\n"
	check       = "got=$(sh answer.sh)\nif [ \"$got\" = 12 ]; then echo passed >>runs.log; echo check passed; exit 0; fi\necho failed >>runs.log; echo check failed: wanted 12, got \"$got\"; exit 1\n"
	runs        = "failed\npassed\n"
	doneText    = "The check passes: a dozen okapis."
	sealedWords = "Numbats count in dozens."
)

// secrets are words of the conversation; none of them may show in the gateway's log.
var secrets = []string{"quagga", "okapi", "umbat", "answer.sh", "wanted 12"}

// workspace is what lies in the working directory at the start.
var workspace = map[string]string{"notes.txt": notes, "check.sh": check, "dot.png": dot}

// steps is the session in terms of one client: create a file; edit it and read another in parallel; run a test that fails; an edit
// that fails; the right edit; the test again; the end.
func steps(tools toolbox, dir string) []upstream.Step {
	edit := func(from, to string) upstream.Call { return tools.edit(dir, answerFile, from, to) }
	test := tools.run(dir, "sh check.sh")
	failing, passing := test, test
	failing.Want, failing.Fails = []string{"check failed: wanted 12, got 7"}, tools.marksErrors
	passing.Want = []string{"check passed"}
	reading := tools.read(dir, "notes.txt")
	reading.Want = []string{strings.TrimSpace(notes)}
	missing := edit("second=5", "second=6")
	missing.Fails = tools.marksErrors
	if tools.editFailed != "" {
		missing.Want = []string{tools.editFailed}
	}
	both := []upstream.Call{edit("second=3", "second=4"), reading}
	if tools.together != nil {
		joined := tools.together(both)
		joined.Want = reading.Want
		both = []upstream.Call{joined}
	}
	return []upstream.Step{
		{Reasoning: sealedWords + " First a draft.", Text: "I write a draft.", Calls: []upstream.Call{tools.create(dir, answerFile, draft)}},
		{Reasoning: sealedWords + " What do the notes say?", Calls: both},
		{Reasoning: sealedWords + " Now the check.", Text: "I run the check.", Calls: []upstream.Call{failing}},
		{Calls: []upstream.Call{missing}},
		{Reasoning: sealedWords + " The sign is wrong.", Text: "Three by four.", Then: sealedWords + " And the line?", Calls: []upstream.Call{edit("first + second", "first * second")}},
		{Reasoning: sealedWords + " Once more.", Redacted: true, Calls: []upstream.Call{passing}},
		{Reasoning: sealedWords + " Done.", Text: doneText},
	}
}

// dot is the smallest image.
const dot = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" +
	"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
