package canon

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// A target without custom tools gets a function in the place of one, whose sole argument is the free text.
const (
	// CustomMember is the name of that argument.
	CustomMember = "input"
	// CustomSchema is the schema of that function.
	CustomSchema = `{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}`
)

// CustomArguments gives the arguments of the function that stands for a call with free text.
func CustomArguments(input string) string { return jsonx.WrapText(CustomMember, input) }

// CustomInput unwraps the free text of a call from the arguments of the function that stood for it. Arguments that are no
// such wrapper are the text themselves.
func CustomInput(arguments string) string {
	raw, _ := jsonx.Get(arguments, CustomMember)
	if text, ok := jsonx.Unquote(raw); ok {
		return text
	}
	return arguments
}

// CustomReader unwraps the free text of a call from the streamed arguments of the function that stands for it. It hands
// out text as soon as it is certain. The zero value is ready; it is for one goroutine.
type CustomReader struct {
	// text is what came of the arguments, from is where in it the string begins, and done how much of the string was
	// handed out, in bytes as they are spelled.
	text  strings.Builder
	from  int
	done  int
	ended bool
}

// Add takes a piece of the arguments and gives the piece of the text that it completes.
func (c *CustomReader) Add(piece string) string {
	c.text.WriteString(piece)
	all := c.text.String()
	if c.from == 0 {
		c.from = inputStart(all)
	}
	if c.from == 0 || c.ended {
		return ""
	}
	rest := all[c.from+c.done:]
	n, ended := wholeEscapes(rest)
	c.done += n
	c.ended = ended
	out, _ := jsonx.Unquote(`"` + rest[:n] + `"`)
	return out
}

// Rest gives what is left when the arguments are whole: everything, where they were no such wrapper.
func (c *CustomReader) Rest() string {
	if c.from == 0 {
		return CustomInput(c.text.String())
	}
	return ""
}

// inputStart gives the index behind the quote with which the input begins; 0 where that is not yet certain.
func inputStart(text string) int {
	i := 0
	for _, token := range []string{"{", `"` + CustomMember + `"`, ":", `"`} {
		for i < len(text) && strings.IndexByte(" \t\r\n", text[i]) >= 0 {
			i++
		}
		if !strings.HasPrefix(text[i:], token) {
			return 0
		}
		i += len(token)
	}
	return i
}

// wholeEscapes gives how much of the inside of a string can be read by itself: up to its closing quote, or to an escape
// that is not complete.
func wholeEscapes(text string) (n int, ended bool) {
	for n < len(text) {
		switch text[n] {
		case '"':
			return n, true
		case '\\':
			size := escapeSize(text[n:])
			if size == 0 {
				return n, false
			}
			n += size
		default:
			n++
		}
	}
	return n, false
}

// escapeSize gives the length of the escape that text begins with, a surrogate pair taken together; 0 where more must
// come.
func escapeSize(text string) int {
	const unit = len(`\u0000`)
	switch {
	case len(text) < 2:
		return 0
	case text[1] != 'u':
		return 2
	case len(text) < unit:
		return 0
	case text[2] != 'd' && text[2] != 'D' || strings.IndexByte("89abAB", text[3]) < 0:
		return unit
	case len(text) < 2*unit:
		return 0
	}
	return 2 * unit
}
