package jsonx

// fault is why a text is not valid JSON; fine where it is.
type fault uint8

const (
	fine fault = iota
	faultSyntax
	faultEnd
	faultString
	faultEscape
	faultSurrogate
	faultUTF8
	faultNumber
	faultDepth
	faultTrailing
	faultDuplicate
)

// String returns the message of an [Error].
func (f fault) String() string {
	return [...]string{
		fine:           "no error",
		faultSyntax:    "malformed JSON",
		faultEnd:       "unexpected end of JSON",
		faultString:    "control character in string",
		faultEscape:    "invalid escape sequence in string",
		faultSurrogate: "lone surrogate in string",
		faultUTF8:      "invalid UTF-8",
		faultNumber:    "malformed number",
		faultDepth:     "nested too deeply",
		faultTrailing:  "data after the JSON value",
		faultDuplicate: "duplicate member name",
	}[f]
}
