package sse

// AppendFrame appends one event: an event line unless name is empty, the data,
// a line of its own for each of its lines, and the blank line.
func AppendFrame(dst []byte, name string, data []byte) []byte {
	dst = BeginFrame(dst, name)
	for {
		end, after := lineEnd(data, 0)
		if end < 0 {
			return EndFrame(append(dst, data...))
		}
		dst = append(append(dst, data[:end]...), "\ndata: "...)
		data = data[after:]
	}
}

// BeginFrame appends the start of an event, up to where its data begins. The
// caller appends the data, which must not hold line breaks, and [EndFrame].
func BeginFrame(dst []byte, name string) []byte {
	if name != "" {
		dst = append(dst, "event: "...)
		dst = appendLine(dst, name)
		dst = append(dst, '\n')
	}
	return append(dst, "data: "...)
}

// EndFrame appends the end of an event.
func EndFrame(dst []byte) []byte { return append(dst, "\n\n"...) }

// AppendComment appends a comment, which every client ignores, and a blank
// line. It keeps a connection alive.
func AppendComment(dst []byte, text string) []byte {
	dst = append(dst, ": "...)
	return append(appendLine(dst, text), "\n\n"...)
}

// appendLine appends s with spaces in the place of line breaks, so that no
// name can smuggle in a line.
func appendLine(dst []byte, s string) []byte {
	from := len(dst)
	dst = append(dst, s...)
	for i, c := range dst[from:] {
		if c == '\n' || c == '\r' {
			dst[from+i] = ' '
		}
	}
	return dst
}
