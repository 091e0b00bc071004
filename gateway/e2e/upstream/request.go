package upstream

import (
	"encoding/json"
	"net/http"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Request is what the model is asked, in no dialect.
type Request struct {
	Dialect pb.Dialect
	Model   string
	Stream  bool
	// System holds the instructions, wherever they stand.
	System string
	Tools  []Tool
	// Turns is the conversation; neighbours of one role are one turn.
	Turns []Turn
	// Format is the schema that the answer has to fit, nil for none.
	Format json.RawMessage
	// ToolChoice is "auto", "none", "required" or the name of a tool; "" is not said.
	ToolChoice string
	// Reasons is set where the request switches reasoning on by its own words.
	Reasons bool
	// Effort is how much the model is to think, in the dialect's words; "" is not said.
	Effort string
	// MaxTokens is the limit of the answer, 0 for none.
	MaxTokens int64

	Path   string
	Header http.Header
	Body   []byte

	ledger *ledger
	doc    object
}

// Tool is one tool that the model may call.
type Tool struct {
	// Name is the name in the request, Namespace that around it.
	Name, Namespace string
	// Custom is set for a tool that takes free text.
	Custom      bool
	Description string
	// Schema is that of the arguments; nil for a custom tool.
	Schema json.RawMessage
}

// Role is who speaks in a turn.
type Role string

// The roles. Results of tools are in the user's turns.
const (
	System    Role = "system"
	User      Role = "user"
	Assistant Role = "assistant"
)

// Turn is what one side says at once.
type Turn struct {
	Role    Role
	Text    string
	Calls   []Call
	Results []Result
	// Media are the images, files and the like.
	Media []Media
	// Seals are the opaque states that came back.
	Seals []Seal
	// At points to the beginning of the turn.
	At string
}

// Result is a tool's answer.
type Result struct {
	// CallID is the id of the call; "" where the dialect pairs by order.
	CallID, Name, Text string
	// IsError is set where the dialect says that the tool failed.
	IsError bool
	Media   []Media
	At      string
}

// Media is an image, a file, or a recording.
type Media struct {
	// MIME is its type as far as the request says it, Name its file's name.
	MIME, Name string
	// Data are its bytes; nil where the request only refers to it, by Ref.
	Data []byte
	Ref  string
}

// Seal is opaque state that a request brings back.
type Seal struct {
	Data string
	// Text is the readable reasoning beside it.
	Text string
	// Dummy is set for the placeholder of a conversation that somebody else held.
	Dummy bool
	// ID is that of its item, where the dialect has one.
	ID string
	At string
}

// Tool finds a tool by its name, also where a namespace was joined to it.
func (r *Request) Tool(name string) (Tool, bool) {
	for _, t := range r.Tools {
		if t.Name == name {
			return t, true
		}
	}
	for _, t := range r.Tools {
		if i := strings.LastIndex(t.Name, "__"); i >= 0 && t.Name[i+2:] == name || strings.HasSuffix(t.Name, "."+name) {
			return t, true
		}
	}
	return Tool{}, false
}

// LastUser is what the user said last.
func (r *Request) LastUser() string {
	for i := len(r.Turns) - 1; i >= 0; i-- {
		if r.Turns[i].Role == User && r.Turns[i].Text != "" {
			return r.Turns[i].Text
		}
	}
	return ""
}

// Results lists all results of the conversation, in order.
func (r *Request) Results() (all []Result) {
	for _, t := range r.Turns {
		all = append(all, t.Results...)
	}
	return all
}

// Seals counts the seals of this service that the request brings back.
func (r *Request) Seals() (n int) {
	for _, t := range r.Turns {
		for _, s := range t.Seals {
			if !s.Dummy && r.ledger.sealed(s.Data) != nil {
				n++
			}
		}
	}
	return n
}

// turn gives the turn of a role to which the next content belongs: the last one, or a new one.
func (r *Request) turn(role Role, at string) *Turn {
	if n := len(r.Turns); n == 0 || r.Turns[n-1].Role != role {
		r.Turns = append(r.Turns, Turn{Role: role, At: at})
	}
	return &r.Turns[len(r.Turns)-1]
}

// say adds text to a turn.
func (t *Turn) say(text string) {
	if text == "" {
		return
	}
	if t.Text != "" {
		t.Text += "\n"
	}
	t.Text += text
}

// instruct adds to the instructions.
func (r *Request) instruct(text string) {
	if r.System != "" && text != "" {
		r.System += "\n"
	}
	r.System += text
}
