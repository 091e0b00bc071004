package upstream

import (
	"net/http"
	"strconv"
	"time"
)

// Fault is what goes wrong with an answer.
type Fault struct {
	// Step is the step of a session that it happens to, Times how often; 0 is once.
	Step, Times int

	// Class is said in the vendor's words: as an HTTP error, or after Frames frames of the stream where that is not 0.
	Class Class
	// Message replaces the vendor's words; "" leaves them.
	Message string
	// RetryAfter is how long the client is told to wait.
	RetryAfter time.Duration
	// Cut breaks the connection after Frames frames of the stream, or in the midst of a whole answer.
	Cut bool
	// Frames is how much of the stream comes before.
	Frames int
	// Spoilt makes of the answer a call that cannot be read. Only models of Gemini end so.
	Spoilt bool
	// Delay is a silence before the first byte of the answer, which then comes whole unless there is another fault.
	Delay time.Duration
}

// Class is a kind of error that all vendors know, each by its own status and words.
type Class int

// The classes.
const (
	NoError Class = iota
	BadRequest
	BadKey
	ContextOverflow
	RateLimited
	Overloaded
	ServerError
	NotFound
)

// failure is one error as a vendor says it.
type failure struct {
	status  int
	kind    string // type or status word
	code    string
	message string
	param   string
}

// failure gives the error of a fault in a vendor's words.
func (f *Fault) failure(of map[Class]failure) failure {
	out := of[f.Class]
	if f.Message != "" {
		out.message = f.Message
	}
	return out
}

// header gives the headers of an error answer.
func (f *Fault) header() http.Header {
	h := http.Header{"Content-Type": {"application/json"}}
	if f != nil && f.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(int((f.RetryAfter+time.Second-1)/time.Second)))
	}
	return h
}

// instead reports whether an error comes in place of the answer.
func (f *Fault) instead() bool { return f != nil && f.Class != NoError && f.Frames == 0 }
