package upstream

// Script decides what the model says. A server asks it for one request at a time.
type Script interface {
	Answer(r *Request) Answer
}

// ScriptFunc is a function as a Script.
type ScriptFunc func(r *Request) Answer

// Answer asks the function.
func (f ScriptFunc) Answer(r *Request) Answer { return f(r) }

// Answer is what the model says, in no dialect.
type Answer struct {
	// Tag names the answer, so that later requests can be asked for it.
	Tag string
	// Reasoning is what the model thinks aloud; a dialect that seals reasoning issues a seal with it.
	Reasoning string
	// Redacted hides the reasoning: only its seal is given away, by dialects that have seals.
	Redacted bool
	// Then is what the model thinks after its text, before its calls, where a dialect can tell that apart; elsewhere it follows the
	// reasoning.
	Then  string
	Text  string
	Calls []Call
	Usage Usage
	// Finish is why the answer ends; "" is Called where there are calls, else Done.
	Finish Finish
	// Fault happens in place of the answer or inside it.
	Fault *Fault
	// Problems are what the script finds wrong with the request; they fail the test.
	Problems []string
}

// Call is a call of a tool.
type Call struct {
	// ID is given by the server.
	ID string
	// Tool is the name: that of the client in an answer, where the server finds it among the offered tools, that of the wire in a
	// request.
	Tool string
	// Arguments is a JSON object.
	Arguments string
	// Input is the free text for a custom tool; where that is offered as a function, it becomes the argument "input".
	Input string

	// Want are words that the tool's result has to contain; Fails says that the tool is expected to fail.
	Want  []string
	Fails bool

	namespace string
	custom    bool
	at        string
}

// Usage is what an answer costs, in tokens; zeros stand for small numbers of the server's choice. Input counts all of it, Cached the
// part that was read from a cache; Output counts the reasoning too.
type Usage struct{ Input, Cached, Output, Reasoning int64 }

// Finish is why an answer ends.
type Finish string

// The reasons.
const (
	Done    Finish = "done"
	Called  Finish = "called"
	Limited Finish = "limited"
	Refused Finish = "refused"
	// Spoilt is a call that cannot be read. Only models of Gemini end so.
	Spoilt Finish = "spoilt"
)
