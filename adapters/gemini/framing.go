package gemini

import "github.com/interlingua/interlingua/adapters/sse"

// framing puts chunks into a stream: bare data frames, or the elements of one JSON array.
type framing struct {
	array bool
	// begun says that the array was opened.
	begun bool
}

// append appends a chunk.
func (f *framing) append(dst, chunk []byte) []byte {
	if !f.array {
		return sse.EndFrame(append(sse.BeginFrame(dst, ""), chunk...))
	}
	if f.begun {
		dst = append(dst, ",\r\n"...)
	} else {
		dst = append(dst, '[')
	}
	f.begun = true
	return append(dst, chunk...)
}

// end appends the end of the stream. An event stream has none.
func (f *framing) end(dst []byte) []byte {
	if !f.array {
		return dst
	}
	if !f.begun {
		dst = append(dst, '[')
	}
	return append(dst, ']')
}
