package validate

import (
	"net/http"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Request lists what is wrong with a request as a dialect's own service would see it, as lines "pointer: reason"; none
// means valid. path is the URL path, for dialects that say something in it, and header the HTTP headers; "" and nil mean
// that they are not known, and then rules about them do not apply.
func Request(d pb.Dialect, path string, header http.Header, body []byte) []string {
	c := dialects[d].start()
	c.path, c.header = path, header
	c.document(body, dialects[d].request)
	return c.problems
}

// Response lists what is wrong with the body of a whole response.
func Response(d pb.Dialect, body []byte) []string {
	c := dialects[d].start()
	c.document(body, dialects[d].response)
	return c.problems
}

// Stream lists what is wrong with a response as an event stream: its framing, its order of events, and what the dialect's
// clients insist on. Pointers lead into the list of its frames. A stream that ends in the dialect's error event is valid;
// one without any end is not.
func Stream(d pb.Dialect, sse []byte) []string {
	c := dialects[d].start()
	dialects[d].stream(c, sse)
	return c.problems
}

// ArrayStream lists what is wrong with a response stream that is one JSON array, as only one dialect has it.
func ArrayStream(body []byte) []string {
	c := dialects[pb.Dialect_DIALECT_GEMINI].start()
	checkGeminiArray(c, body)
	return c.problems
}

// Error lists what is wrong with an error answer.
func Error(d pb.Dialect, status int, body []byte) []string {
	c := dialects[d].start()
	c.status = status
	if status < 400 || status > 599 {
		c.fail("", "the status is %d", status)
	}
	c.document(body, dialects[d].failure)
	return c.problems
}
