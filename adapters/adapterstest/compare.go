package adapterstest

import (
	"regexp"
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// userJSON matches pointers into JSON that belongs to the user: schemas, arguments, structured results. Inside of it a
// null is a value; elsewhere, and in its place, a null member is the same as an absent one.
var userJSON = regexp.MustCompile(
	`/(parameters|parametersJsonSchema|input_schema|output_schema|input_examples|schema|responseSchema|responseJsonSchema|args)/` +
		`|/content/\d+/input/|/functionResponse/response/`)

// SameDocument compares two documents as JSON values: member order and number spelling are free, and so are null members
// outside of the user's own JSON.
func SameDocument(want, got []byte) []Finding {
	if jsonx.Equal(want, got) {
		return nil
	}
	lines := jsonx.DiffNormal(want, got)
	for _, l := range jsonx.Diff(want, got) {
		pointer, what, _ := strings.Cut(l, ": ")
		if strings.HasPrefix(what, "null only in the ") && userJSON.MatchString(pointer) {
			lines = append(lines, l)
		}
	}
	return Findings(lines)
}
